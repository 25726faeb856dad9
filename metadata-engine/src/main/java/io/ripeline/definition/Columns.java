package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.ripeline.json.StrictJson;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// In which columns the fields of one version stand. A column mostly bears the key of its field; where that
/// name was taken, or the column was another field's before, it is noted here. Belongs to a version and never
/// changes with it.
public final class Columns {

    /// Every field stands in the columns of its name.
    public static final Columns BY_NAME = new Columns(Map.of());

    private final Map<String, Map<String, FieldColumns>> noted;

    @JsonCreator
    Columns(Map<String, Map<String, FieldColumns>> noted) {
        Map<String, Map<String, FieldColumns>> copy = new LinkedHashMap<>();
        noted.forEach((object, fields) -> copy.put(object, Map.copyOf(fields)));
        this.noted = Collections.unmodifiableMap(copy);
    }

    /// The columns written by {@link #toString}.
    public static Columns parse(String json) {
        return StrictJson.MAPPER.readValue(json, Columns.class);
    }

    /// Where a field stands. Of what stands beside its value only that is meant which its type needs.
    public FieldColumns of(String object, String field) {
        return noted(object, field).orElseGet(() -> FieldColumns.named(field));
    }

    /// Where a field stands, if not in the columns of its name.
    Optional<FieldColumns> noted(String object, String field) {
        return Optional.ofNullable(noted.get(object)).map(fields -> fields.get(field));
    }

    /// These and the columns of one more field.
    public Columns with(String object, String field, FieldColumns columns) {
        FieldColumns named = FieldColumns.named(field);
        boolean byName = columns.value().equals(named.value())
                && (columns.currency() == null || columns.currency().equals(named.currency()))
                && (columns.key() == null || columns.key().equals(named.key()));
        if (byName && !noted.getOrDefault(object, Map.of()).containsKey(field)) {
            return this;
        }
        Map<String, Map<String, FieldColumns>> more = new LinkedHashMap<>(noted);
        Map<String, FieldColumns> fields = new LinkedHashMap<>(noted.getOrDefault(object, Map.of()));
        fields.put(field, columns);
        more.put(object, fields);
        return new Columns(more);
    }

    @JsonValue
    Map<String, Map<String, FieldColumns>> noted() {
        return noted;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Columns columns && noted.equals(columns.noted);
    }

    @Override
    public int hashCode() {
        return noted.hashCode();
    }

    /// JSON.
    @Override
    public String toString() {
        return StrictJson.MAPPER.writeValueAsString(noted);
    }
}
