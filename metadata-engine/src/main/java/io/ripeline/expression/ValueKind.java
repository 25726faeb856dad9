package io.ripeline.expression;

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
    BOOLEAN(Type.BOOLEAN);

    private final Type type;

    ValueKind(Type type) {
        this.type = type;
    }

    Type type() {
        return type;
    }
}
