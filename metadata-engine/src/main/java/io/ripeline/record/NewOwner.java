package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import java.util.Optional;
import java.util.UUID;

/// Says who gets a new record that comes without an owner. Asked within the writing transaction.
@FunctionalInterface
public interface NewOwner {

    /// The member who gets the record; nobody where the company has no rule for it, so that whoever makes it keeps it.
    Optional<UUID> of(Session session, ObjectModel object, StoredRecord record);
}
