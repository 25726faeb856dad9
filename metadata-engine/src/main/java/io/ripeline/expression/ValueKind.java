package io.ripeline.expression;

import java.util.Optional;

/// What kind of value a name stands for, with the type its values have in [Facts] and its column in SQL.
public enum ValueKind {
    /// `String`; a VARCHAR column, or a UUID column whose values are lower-case UUIDs here.
    TEXT(Type.TEXT),
    /// `Long`; a BIGINT column.
    INTEGER(Type.INTEGER),
    /// `BigDecimal`; a NUMERIC column.
    DECIMAL(Type.DECIMAL),
    /// `LocalDate` within the years 1 to 9999; a DATE column.
    DATE(Type.TIME),
    /// `Instant` within the years 1 to 9999; a TIMESTAMPTZ column.
    DATE_TIME(Type.TIME),
    /// `Boolean`; a BOOLEAN column.
    BOOLEAN(Type.BOOLEAN),
    /// `List<String>`, never empty: an empty one is no value; a TEXT[] column.
    TEXTS(Type.TEXTS);

    private final Type type;

    ValueKind(Type type) {
        this.type = type;
    }

    Type type() {
        return type;
    }

    /// Whether a value of this type can be stored as this kind: its own, or an integer as a decimal.
    boolean takes(Type computed) {
        return type == computed || (this == DECIMAL && computed == Type.INTEGER);
    }

    /// The kind that keeps every value of a type; empty for durations, which no field holds.
    static Optional<ValueKind> of(Type type) {
        return switch (type) {
            case TEXT -> Optional.of(TEXT);
            case INTEGER -> Optional.of(INTEGER);
            case DECIMAL -> Optional.of(DECIMAL);
            case TIME -> Optional.of(DATE_TIME);
            case BOOLEAN -> Optional.of(BOOLEAN);
            case TEXTS -> Optional.of(TEXTS);
            case SPAN, RECORDS -> Optional.empty();
        };
    }
}
