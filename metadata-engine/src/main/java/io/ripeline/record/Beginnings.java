package io.ripeline.record;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.tenancy.TenantTransaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// What new records of an object begin with besides what is written of them: defaults, an owner, numbers.
final class Beginnings {

    private final Session session;
    private final ObjectModel object;
    private final ComputedValues computed;

    Beginnings(Session session, ObjectModel object, ComputedValues computed) {
        this.session = session;
        this.object = object;
        this.computed = computed;
    }

    /// The record with the owner its company's rules find for it, unless its changes name one.
    StoredRecord owned(StoredRecord record, RecordChanges changes, NewOwner newOwner) {
        if (changes.owner() != null) {
            return record;
        }
        return newOwner.of(session, object, record)
                .map(owner -> computed.ofNew(record.ownedBy(owner)))
                .orElse(record);
    }

    /// A new record with its defaults only.
    static StoredRecord begun(Session session, ObjectModel object, RecordChanges changes, Past past) {
        TenantTransaction transaction = session.transaction();
        UUID me = session.caller().member().id();
        return new StoredRecord(
                Ids.next(),
                1,
                Objects.requireNonNullElse(past.createdAt(), transaction.now()),
                Objects.requireNonNullElse(past.createdBy(), me),
                transaction.now(),
                me,
                changes.owner() == null ? me : changes.owner().id(),
                Defaults.of(object, transaction.tenant().dateAt(transaction.now()), changes.values()),
                Map.of(),
                null,
                changes.subject());
    }

    /// The record with the next numbers.
    StoredRecord numbered(StoredRecord record) {
        return numbered(record, Numbers.next(session.transaction(), object, 1).getFirst());
    }

    /// The record with numbers that were drawn.
    StoredRecord numbered(StoredRecord record, Map<String, String> numbers) {
        if (numbers.isEmpty()) {
            return record;
        }
        Map<String, Object> values = new LinkedHashMap<>(record.values());
        values.putAll(numbers);
        return computed.ofNew(record.with(values));
    }
}
