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
/// @param choices what a select or multi-select field may take, by key in order; empty for other types
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

    /// Whether the platform makes its values, by computing or by counting.
    public boolean madeByPlatform() {
        return derived() || type.isMadeByPlatform();
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

    /// What deleting the record it points to does: what the document says, else a record that needs its value keeps
    /// the other one, and any other lets it go.
    public OnDelete onDelete() {
        return Optional.ofNullable(definition.onDelete())
                .flatMap(OnDelete::byKey)
                .orElse(required() ? OnDelete.RESTRICT : OnDelete.CLEAR);
    }

    /// How the target calls the records that point to it.
    public Optional<String> reverse() {
        return Optional.ofNullable(definition.reverse());
    }

    /// How its values are numbered; only automatic numbers are.
    public Numbering numbering() {
        if (type != FieldType.AUTO_NUMBER) {
            throw new IllegalStateException(key() + " has no numbers");
        }
        return Numbering.of(definition.number());
    }

    /// Whether readers see it covered unless their role says otherwise.
    public boolean masked() {
        return Boolean.TRUE.equals(definition.masked());
    }

    /// The currency a plain number is taken in.
    public String currency() {
        return definition.currency() == null ? "CNY" : definition.currency();
    }
}
