package io.ripeline.imports;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Money;
import io.ripeline.record.NormalisedKey;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// By what a row is the same as another one.
///
/// @param field the unique field it is the same in; empty for the fields that rows are matched by, together
/// @param hash of the value
record RowKey(String field, UUID hash) {

    /// All keys of a row.
    static List<RowKey> of(Mapping mapping, ImportRow row) {
        List<RowKey> keys = new ArrayList<>();
        values(mapping.matchBy(), row, true).ifPresent(values -> keys.add(of("", values)));
        for (FieldModel field : mapping.unique()) {
            values(List.of(field), row, true).ifPresent(values -> keys.add(of(field.key(), values)));
        }
        return keys;
    }

    /// The key of some values of a row.
    static RowKey of(String field, List<Object> values) {
        return new RowKey(field, UUID.nameUUIDFromBytes(values.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /// The values of some fields of a row, where it has all of them and they can be asked for.
    static Optional<List<Object>> values(List<FieldModel> fields, ImportRow row, boolean byKey) {
        List<Object> values = new ArrayList<>();
        for (FieldModel field : fields) {
            @Nullable Object value = row.values().get(field.key());
            if (value == null || value instanceof String text && text.indexOf('\0') >= 0) {
                return Optional.empty();
            }
            values.add(normal(field, value, byKey));
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }

    /// What values of a field are compared by.
    static Object normal(FieldModel field, Object value, boolean byKey) {
        return switch (value) {
            case String text when byKey && field.keyColumn() != null -> NormalisedKey.of(field.type(), text);
            case Money money -> money.amount().stripTrailingZeros();
            case BigDecimal number -> number.stripTrailingZeros();
            default -> value;
        };
    }
}
