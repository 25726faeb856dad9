package io.ripeline.schema;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.FieldColumns;
import io.ripeline.tenancy.TenantTransaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The tables, fields and columns that stand in a company's schema, used or not.
final class StandingSchema {

    static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    static final Field<String> FIELD = field(name("field"), SQLDataType.CLOB);
    static final Field<String> TYPE = field(name("type"), SQLDataType.CLOB);
    static final Field<Boolean> IS_UNIQUE = field(name("is_unique"), SQLDataType.BOOLEAN);
    static final Field<String> VALUE_COLUMN = field(name("value_column"), SQLDataType.CLOB);
    static final Field<String> CURRENCY_COLUMN = field(name("currency_column"), SQLDataType.CLOB);
    static final Field<String> KEY_COLUMN = field(name("key_column"), SQLDataType.CLOB);
    static final Field<Boolean> KEY_FILLED = field(name("key_filled"), SQLDataType.BOOLEAN);
    static final Field<Integer> RETIRED_IN = field(name("retired_in"), SQLDataType.INTEGER);
    static final Field<String> NAME = field(name("name"), SQLDataType.CLOB);
    static final Field<String> STATE = field(name("state"), SQLDataType.CLOB);

    /// A table.
    record StandingObject(boolean about, boolean retired) {}

    /// A field with its columns.
    ///
    /// @param type as {@link ColumnTypes#noted}
    /// @param retiredIn the version that named it no longer; absent while it is in use
    record StandingField(
            String type,
            FieldColumns columns,
            boolean unique,
            @Nullable Integer retiredIn) {}

    /// A column made for a field.
    record StandingColumn(String type, State state) {}

    /// What a column is good for.
    enum State {
        FREE,
        TAKEN,
        EMPTYING,
        /// Taken, and yet no field stands there: a conversion that never came into force left values in it.
        ABANDONED
    }

    private final Map<String, StandingObject> objects = new LinkedHashMap<>();
    private final Map<String, Map<String, StandingField>> fields = new LinkedHashMap<>();
    private final Map<String, Map<String, StandingColumn>> columns = new LinkedHashMap<>();

    private StandingSchema() {}

    static StandingSchema none() {
        return new StandingSchema();
    }

    static StandingSchema read(TenantTransaction transaction) {
        StandingSchema standing = new StandingSchema();
        var about = field(name("about"), SQLDataType.BOOLEAN);
        var retired = field(name("retired"), SQLDataType.BOOLEAN);
        var sql = transaction.sql();
        sql.select(OBJECT, about, retired)
                .from(table(name("_object")))
                .forEach(row -> standing.objects.put(row.value1(), new StandingObject(row.value2(), row.value3())));
        sql.select(OBJECT, FIELD, TYPE, IS_UNIQUE, VALUE_COLUMN, CURRENCY_COLUMN, KEY_COLUMN, RETIRED_IN)
                .from(table(name("_field")))
                .orderBy(OBJECT, FIELD)
                .forEach(row -> standing.fields
                        .computeIfAbsent(row.value1(), each -> new LinkedHashMap<>())
                        .put(
                                row.value2(),
                                new StandingField(
                                        row.value3(),
                                        new FieldColumns(row.value5(), row.value6(), row.value7()),
                                        row.value4(),
                                        row.value8())));
        sql.select(OBJECT, NAME, TYPE, STATE)
                .from(table(name("_column")))
                .orderBy(OBJECT, NAME)
                .forEach(row -> standing.columns
                        .computeIfAbsent(row.value1(), each -> new LinkedHashMap<>())
                        .put(row.value2(), standing.column(row.value1(), row.value2(), row.value3(), row.value4())));
        return standing;
    }

    private StandingColumn column(String object, String name, String type, String word) {
        State state = State.valueOf(word.toUpperCase(java.util.Locale.ROOT));
        boolean abandoned = state == State.TAKEN
                && fieldsOf(object).values().stream()
                        .noneMatch(field -> field.columns().all().contains(name));
        return new StandingColumn(type, abandoned ? State.ABANDONED : state);
    }

    Map<String, StandingObject> objects() {
        return objects;
    }

    Map<String, StandingField> fieldsOf(String object) {
        return fields.getOrDefault(object, Map.of());
    }

    Map<String, StandingColumn> columnsOf(String object) {
        return columns.getOrDefault(object, Map.of());
    }

    Optional<StandingObject> object(String key) {
        return Optional.ofNullable(objects.get(key));
    }
}
