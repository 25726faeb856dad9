package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Knows whether a record is there already, by the rules of its object. Asked within the writing transaction.
public interface DuplicateWatch {

    /// Refuses a record with `duplicate` where a blocking rule finds another one, and answers what the rules find
    /// that only warn. Until the transaction ends nobody else can write one that a blocking rule takes for it.
    ///
    /// @param before the record as it stands: rules over a value that changes are asked; absent asks them all
    List<DuplicateMatch> look(
            Session session, ObjectModel object, @Nullable StoredRecord before, StoredRecord after, Cause cause);

    /// What each of many new records is the same as, those before it among them, whatever the rules do about it. Nobody
    /// else can write one that a blocking rule takes for one of them until the transaction ends.
    List<List<DuplicateMatch>> lookAll(Session session, ObjectModel object, List<StoredRecord> many, Cause cause);

    /// The same of records that change: each is asked the rules over values that change.
    ///
    /// @param before them as they stand
    List<List<DuplicateMatch>> lookAll(
            Session session, ObjectModel object, List<StoredRecord> before, List<StoredRecord> after, Cause cause);

    /// The refusal of a record that is like some of which one at least blocks it.
    Refused refusal(ObjectModel object, List<DuplicateMatch> matches);
}
