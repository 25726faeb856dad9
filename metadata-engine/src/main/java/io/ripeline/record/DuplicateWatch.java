package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Knows whether a record is there already, by the rules of its object. Asked within the writing transaction.
@FunctionalInterface
public interface DuplicateWatch {

    /// Refuses a record with `duplicate` where a blocking rule finds another one, and answers what the rules find
    /// that only warn. Until the transaction ends nobody else can write one that a blocking rule takes for it.
    ///
    /// @param before the record as it stands: rules over a value that changes are asked; absent asks them all
    List<DuplicateMatch> look(
            Session session, ObjectModel object, @Nullable StoredRecord before, StoredRecord after, Cause cause);
}
