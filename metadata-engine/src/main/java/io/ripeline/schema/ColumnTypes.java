package io.ripeline.schema;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What fields are in PostgreSQL.
final class ColumnTypes {

    static final String TEXT = "text";

    private static final Set<FieldType> PLAIN_TEXTS =
            EnumSet.of(FieldType.TEXT, FieldType.LONG_TEXT, FieldType.PHONE, FieldType.EMAIL, FieldType.URL);
    private static final Set<FieldType> NUMERICS = EnumSet.of(FieldType.DECIMAL, FieldType.PERCENT, FieldType.CURRENCY);

    private ColumnTypes() {}

    /// The type of the column that holds the value.
    static String of(FieldType type) {
        return switch (type) {
            case TEXT, LONG_TEXT, SELECT, PHONE, EMAIL, URL, AUTO_NUMBER -> TEXT;
            case MULTI_SELECT -> "text[]";
            case INTEGER -> "bigint";
            case DECIMAL, CURRENCY, PERCENT -> "numeric";
            case DATE -> "date";
            case DATE_TIME -> "timestamptz";
            case BOOLEAN -> "boolean";
            case LOOKUP, MEMBER -> "uuid";
        };
    }

    /// How a field's type is noted: with the object it points to, where it points to one.
    static String noted(FieldModel field) {
        return field.target()
                .map(target -> field.type().key() + ":" + target)
                .orElse(field.type().key());
    }

    /// Whether a note says the type of the field. The notes of the first release do not say what a lookup points to.
    static boolean isNoted(String noted, FieldModel field) {
        return noted.equals(noted(field)) || noted.equals(field.type().key());
    }

    /// The type in a note.
    static Optional<FieldType> read(String noted) {
        int end = noted.indexOf(':');
        String key = end < 0 ? noted : noted.substring(0, end);
        return Arrays.stream(FieldType.values())
                .filter(type -> type.key().equals(key))
                .findFirst();
    }

    /// Whether values of one type are values of the other as they stand.
    static boolean alike(FieldType one, FieldType other) {
        return PLAIN_TEXTS.contains(one) && PLAIN_TEXTS.contains(other)
                || NUMERICS.contains(one) && NUMERICS.contains(other);
    }
}
