package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import java.util.Optional;
import java.util.UUID;

/// Says who gets a new record that comes without an owner. Asked within the writing transaction.
@FunctionalInterface
public interface NewOwner {

    /// The member who gets the record; nobody where the company has no rule for it, so that whoever makes it keeps it.
    Optional<UUID> of(Session session, ObjectModel object, StoredRecord record);

    /// Begins to share out several new records that are written together.
    default Sharing sharing(Session session, ObjectModel object) {
        return record -> of(session, object, record);
    }

    /// Shares out new records one after another, as if each were written before the next one is asked about.
    interface Sharing {

        /// Who gets the next record; nobody where the company has no rule for it.
        Optional<UUID> next(StoredRecord record);

        /// Hears of each record, also of one that came with its owner.
        default void took(StoredRecord record) {}

        /// Keeps whose turn it is.
        default void end() {}
    }
}
