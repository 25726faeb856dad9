package io.ripeline.definition;

import io.ripeline.definition.ObjectDefinition.FieldDefinition;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// A field that runs.
///
/// @param column where its value stands, qualified by schema and table
/// @param currencyColumn where the currency of an amount stands
/// @param keyColumn where the normalised key of a unique or naming value stands
/// @param choices what a select field may take, by key in order; empty for other types
public record FieldModel(
        FieldDefinition definition,
        FieldType type,
        Field<?> column,
        @Nullable Field<String> currencyColumn,
        @Nullable Field<String> keyColumn,
        Map<String, Choice> choices,
        @Nullable Pattern pattern) {

    public FieldModel {
        choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
    }

    /// The field's key.
    public String key() {
        return definition.key();
    }

    /// Whether the platform computes its values and nobody else writes them.
    public boolean derived() {
        return DerivedTypes.isDerived(definition);
    }

    /// Whether a record must have a value.
    public boolean required() {
        return Boolean.TRUE.equals(definition.required());
    }

    /// Whether no two records may have the same value.
    public boolean unique() {
        return Boolean.TRUE.equals(definition.unique());
    }

    /// The object a lookup points to.
    public Optional<String> target() {
        return type == FieldType.LOOKUP ? Optional.ofNullable(definition.target()) : Optional.empty();
    }

    /// The currency a plain number is taken in.
    public String currency() {
        return definition.currency() == null ? "CNY" : definition.currency();
    }
}
