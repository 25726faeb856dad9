package io.ripeline.database;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.InsertOnDuplicateStep;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Adds many rows with one statement. The values of each column travel as one array, so that the text of the statement
/// is the same for however many rows.
public final class Batch {

    private static final String ROWS = "given";

    private Batch() {}

    /// Adds rows, each with the values of the columns in their order.
    public static void insert(
            DSLContext sql, Table<?> table, List<? extends Field<?>> columns, @Nullable Object[][] rows) {
        if (rows.length > 0) {
            statement(sql, table, columns, rows).execute();
        }
    }

    /// Adds those rows that are not there yet.
    public static void insertNew(
            DSLContext sql, Table<?> table, List<? extends Field<?>> columns, @Nullable Object[][] rows) {
        if (rows.length > 0) {
            statement(sql, table, columns, rows).onConflictDoNothing().execute();
        }
    }

    /// Adds rows, or puts their values into those that have the same one in the first column, which is unique.
    public static void put(
            DSLContext sql, Table<?> table, List<? extends Field<?>> columns, @Nullable Object[][] rows) {
        if (rows.length > 0) {
            Map<Field<?>, Field<?>> values = new LinkedHashMap<>();
            columns.stream().skip(1).forEach(column -> values.put(column, DSL.excluded(column)));
            statement(sql, table, columns, rows)
                    .onConflict(columns.getFirst())
                    .doUpdate()
                    .set(values)
                    .execute();
        }
    }

    private static InsertOnDuplicateStep<Record> statement(
            DSLContext sql, Table<?> table, List<? extends Field<?>> columns, @Nullable Object[][] rows) {
        List<Field<?>> arrays = new ArrayList<>();
        List<Field<?>> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int index = 0; index < columns.size(); index++) {
            String name = "c" + index;
            names.add(name);
            add(columns.get(index).getDataType(), name, column(rows, index), arrays, values);
        }
        Table<Record> given = DSL.table("unnest({0})", DSL.list(arrays)).as(ROWS, names.toArray(String[]::new));
        @SuppressWarnings("unchecked")
        Table<Record> into = (Table<Record>) table;
        return sql.insertInto(into).columns(columns).select(DSL.select(values).from(given));
    }

    private static @Nullable Object[] column(@Nullable Object[][] rows, int index) {
        @Nullable Object[] column = new @Nullable Object[rows.length];
        for (int row = 0; row < rows.length; row++) {
            column[row] = rows[row][index];
        }
        return column;
    }

    /// An array of arrays would be taken apart, and one of documents is no type of the driver's: both travel as text.
    private static void add(
            DataType<?> type, String name, @Nullable Object[] column, List<Field<?>> arrays, List<Field<?>> values) {
        if (type.isArray() || SQLDataType.JSONB.equals(type.getSQLDataType())) {
            String[] texts = Arrays.stream(column).map(Batch::text).toArray(String[]::new);
            arrays.add(DSL.val(texts));
            values.add(DSL.field(DSL.name(ROWS, name), SQLDataType.CLOB).cast(type));
        } else {
            arrays.add(array(type, column));
            values.add(DSL.field(DSL.name(ROWS, name), type));
        }
    }

    private static <T> Field<T[]> array(DataType<T> type, @Nullable Object[] column) {
        @SuppressWarnings("unchecked")
        T[] array = (T[]) Array.newInstance(type.getType(), column.length);
        System.arraycopy(column, 0, array, 0, column.length);
        return DSL.val(array, type.array());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof Object[] elements
                ? Arrays.stream(elements).map(Batch::quoted).collect(Collectors.joining(",", "{", "}"))
                : value == null ? null : value.toString();
    }

    private static String quoted(@Nullable Object element) {
        return switch (element) {
            case null -> "NULL";
            case Number number -> number.toString();
            default -> '"' + element.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        };
    }
}
