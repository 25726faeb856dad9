package io.ripeline.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a write wants.
///
/// @param values typed values by field key; null takes the value away
/// @param owner the new owner; absent leaves the owner as he is, or on creating makes it the acting member
/// @param subject what a new record is about
public record RecordChanges(
        Map<String, @Nullable Object> values,
        @Nullable Owner owner,
        @Nullable Subject subject) {

    public RecordChanges {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// Who shall own the record.
    ///
    /// @param id absent for nobody
    public record Owner(@Nullable UUID id) {}

    /// Changes of values only.
    public static RecordChanges of(Map<String, ? extends @Nullable Object> values) {
        return new RecordChanges(new LinkedHashMap<>(values), null, null);
    }

    /// The same with an owner.
    public RecordChanges ownedBy(@Nullable UUID id) {
        return new RecordChanges(values, new Owner(id), subject);
    }

    /// The same about a record.
    public RecordChanges about(Subject other) {
        return new RecordChanges(values, owner, other);
    }

    /// The same with one more value.
    public RecordChanges with(String field, Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
        more.put(field, value);
        return new RecordChanges(more, owner, subject);
    }

    /// The value wanted for a field, where one is.
    Optional<Object> value(String field) {
        return Optional.ofNullable(values.get(field));
    }
}
