package io.ripeline.record;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// How the value of a field stands in the columns of a table, and what it is in expressions.
final class StoredValues {

    private StoredValues() {}

    /// The columns that hold a value.
    static Map<Field<?>, @Nullable Object> of(FieldModel field, @Nullable Object value) {
        Map<Field<?>, @Nullable Object> columns = new LinkedHashMap<>();
        if (value instanceof Money money) {
            columns.put(field.column(), money.amount());
        } else if (value instanceof List<?> several) {
            columns.put(field.column(), several.toArray(new String[0]));
        } else {
            columns.put(field.column(), value);
        }
        if (field.currencyColumn() != null) {
            columns.put(field.currencyColumn(), value instanceof Money money ? money.currency() : null);
        }
        if (field.keyColumn() != null) {
            columns.put(field.keyColumn(), value instanceof String text ? NormalisedKey.of(field.type(), text) : null);
        }
        return columns;
    }

    @SuppressWarnings("unchecked")
    static <T> Field<T> column(FieldModel field, Class<T> type) {
        if (field.column().getType() != type) {
            throw new IllegalStateException(field.key() + " is not of " + type);
        }
        return (Field<T>) field.column();
    }

    /// What a value is in expressions.
    static Object asFact(FieldModel field, Object value) {
        return switch (field.type()) {
            case CURRENCY -> ((Money) value).amount();
            case LOOKUP, MEMBER -> value.toString();
            case TEXT,
                    LONG_TEXT,
                    SELECT,
                    MULTI_SELECT,
                    PHONE,
                    EMAIL,
                    URL,
                    INTEGER,
                    DECIMAL,
                    PERCENT,
                    DATE,
                    DATE_TIME,
                    BOOLEAN,
                    AUTO_NUMBER -> value;
        };
    }
}
