package io.ripeline.definition;

import io.ripeline.expression.ValueKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jooq.DataType;
import org.jooq.impl.SQLDataType;

/// The types of fields that have a column, with what each is in SQL and in expressions. Values in Java: `String`,
/// `Long`,
/// `BigDecimal`, `LocalDate`, `Instant`, `Boolean`, `UUID` for what points to something, `List<String>` for several
/// options, {@link Money} for currency.
public enum FieldType {
    TEXT(ValueKind.TEXT, SQLDataType.CLOB),
    LONG_TEXT(ValueKind.TEXT, SQLDataType.CLOB),
    INTEGER(ValueKind.INTEGER, SQLDataType.BIGINT),
    DECIMAL(ValueKind.DECIMAL, SQLDataType.NUMERIC),
    CURRENCY(ValueKind.DECIMAL, SQLDataType.NUMERIC),
    PERCENT(ValueKind.DECIMAL, SQLDataType.NUMERIC),
    DATE(ValueKind.DATE, SQLDataType.LOCALDATE),
    DATE_TIME(ValueKind.DATE_TIME, SQLDataType.INSTANT),
    BOOLEAN(ValueKind.BOOLEAN, SQLDataType.BOOLEAN),
    SELECT(ValueKind.TEXT, SQLDataType.CLOB),
    MULTI_SELECT(ValueKind.TEXTS, SQLDataType.CLOB.array()),
    PHONE(ValueKind.TEXT, SQLDataType.CLOB),
    EMAIL(ValueKind.TEXT, SQLDataType.CLOB),
    URL(ValueKind.TEXT, SQLDataType.CLOB),
    LOOKUP(ValueKind.TEXT, SQLDataType.UUID),
    MEMBER(ValueKind.TEXT, SQLDataType.UUID),
    AUTO_NUMBER(ValueKind.TEXT, SQLDataType.CLOB);

    private final ValueKind kind;

    @SuppressWarnings("ImmutableEnumChecker") // jOOQ's built-in types are never changed
    private final DataType<?> dataType;

    FieldType(ValueKind kind, DataType<?> dataType) {
        this.kind = kind;
        this.dataType = dataType;
    }

    /// What values of the type are in expressions.
    public ValueKind kind() {
        return kind;
    }

    /// The type of the column.
    public DataType<?> dataType() {
        return dataType;
    }

    /// The type's name in the document.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether values are free text.
    public boolean isText() {
        return switch (this) {
            case TEXT, LONG_TEXT, PHONE, EMAIL, URL -> true;
            case INTEGER,
                    DECIMAL,
                    CURRENCY,
                    PERCENT,
                    DATE,
                    DATE_TIME,
                    BOOLEAN,
                    SELECT,
                    MULTI_SELECT,
                    LOOKUP,
                    MEMBER,
                    AUTO_NUMBER -> false;
        };
    }

    /// Whether values are numbers.
    public boolean isNumber() {
        return switch (this) {
            case INTEGER, DECIMAL, CURRENCY, PERCENT -> true;
            case TEXT,
                    LONG_TEXT,
                    PHONE,
                    EMAIL,
                    URL,
                    DATE,
                    DATE_TIME,
                    BOOLEAN,
                    SELECT,
                    MULTI_SELECT,
                    LOOKUP,
                    MEMBER,
                    AUTO_NUMBER -> false;
        };
    }

    /// Whether values are keys of options.
    public boolean hasChoices() {
        return this == SELECT || this == MULTI_SELECT;
    }

    /// Whether the platform makes the values, so that nobody writes them.
    public boolean isMadeByPlatform() {
        return this == AUTO_NUMBER;
    }

    /// Whether its values are texts of any content and length: the beginning of one fits into an index, the whole may
    /// not.
    public boolean isOpenText() {
        return switch (this) {
            case TEXT, LONG_TEXT, PHONE, EMAIL, URL, AUTO_NUMBER -> true;
            case SELECT, MULTI_SELECT, INTEGER, DECIMAL, PERCENT, CURRENCY, DATE, DATE_TIME, BOOLEAN, LOOKUP, MEMBER ->
                false;
        };
    }

    /// Whether records have an order by such values, and groups.
    public boolean hasOrder() {
        return this != MULTI_SELECT;
    }

    /// The type with this name in the document.
    public static Optional<FieldType> byKey(String key) {
        return Arrays.stream(values()).filter(type -> type.key().equals(key)).findFirst();
    }
}
