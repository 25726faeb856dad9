package io.ripeline.record;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record as it is stored.
///
/// @param version grows by one with each write
/// @param values by field key in the order of the definition, of the types {@link io.ripeline.definition.FieldType}
/// names; a field without a value is left out
/// @param names how the records that lookups point to are called, by field key
/// @param stageEnteredAt when it entered the stage it is in; only where it was read for showing
/// @param subject what it is about, where its object's records are about something
public record StoredRecord(
        UUID id,
        int version,
        Instant createdAt,
        UUID createdBy,
        Instant updatedAt,
        UUID updatedBy,
        @Nullable UUID ownerId,
        Map<String, Object> values,
        Map<String, String> names,
        @Nullable Instant stageEnteredAt,
        @Nullable Subject subject) {

    public StoredRecord {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        names = Map.copyOf(names);
    }

    /// The same record with other values.
    StoredRecord with(Map<String, Object> others) {
        return new StoredRecord(
                id,
                version,
                createdAt,
                createdBy,
                updatedAt,
                updatedBy,
                ownerId,
                others,
                names,
                stageEnteredAt,
                subject);
    }

    /// The same record with what showing it takes besides its values.
    StoredRecord shown(Map<String, String> named, @Nullable Instant enteredAt) {
        return new StoredRecord(
                id, version, createdAt, createdBy, updatedAt, updatedBy, ownerId, values, named, enteredAt, subject);
    }

    /// The same record one version on.
    StoredRecord next(UUID by, Instant at) {
        return new StoredRecord(
                id, version + 1, createdAt, createdBy, at, by, ownerId, values, names, stageEnteredAt, subject);
    }

    /// The same record of another owner.
    StoredRecord ownedBy(UUID owner) {
        return new StoredRecord(
                id, version, createdAt, createdBy, updatedAt, updatedBy, owner, values, names, stageEnteredAt, subject);
    }

    /// The value of a field.
    public Optional<Object> value(String field) {
        return Optional.ofNullable(values.get(field));
    }

    /// The value of a field that holds text or an option.
    public Optional<String> text(String field) {
        return value(field).map(String.class::cast);
    }
}
