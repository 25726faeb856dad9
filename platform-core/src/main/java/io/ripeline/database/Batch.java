package io.ripeline.database;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Adds many rows with one statement. The values of each column travel as one array, so that the text of the statement
/// is the same for however many rows.
public final class Batch {

    private static final String ROWS = "given";

    /// From so many rows on all processors word the values: the database waits meanwhile.
    private static final int MANY = 200;

    private static final Map<Key, KeptStatement> KEPT = new ConcurrentHashMap<>();

    private Batch() {}

    /// What becomes of a row that is there already.
    private enum Standing {
        REFUSED,
        LEFT,
        CHANGED
    }

    /// One statement of those that are kept.
    private record Key(Standing standing, String table, List<String> columns) {}

    /// Adds rows, each with the values of the columns in their order.
    public static void insert(
            DSLContext sql, Table<?> table, List<? extends Field<?>> columns, @Nullable Object[][] rows) {
        write(sql, Standing.REFUSED, table, columns, rows);
    }

    /// Adds those rows that are not there yet.
    public static void insertNew(
            DSLContext sql, Table<?> table, List<? extends Field<?>> columns, @Nullable Object[][] rows) {
        write(sql, Standing.LEFT, table, columns, rows);
    }

    /// Adds rows, or puts their values into those that have the same one in the first column, which is unique.
    public static void put(
            DSLContext sql, Table<?> table, List<? extends Field<?>> columns, @Nullable Object[][] rows) {
        write(sql, Standing.CHANGED, table, columns, rows);
    }

    /// What does that with at least one row.
    public static KeptStatement.Filled putting(
            DSLContext sql, Table<?> table, List<? extends Field<?>> columns, @Nullable Object[][] rows) {
        return filled(sql, Standing.CHANGED, table, columns, rows);
    }

    private static void write(
            DSLContext sql,
            Standing standing,
            Table<?> table,
            List<? extends Field<?>> columns,
            @Nullable Object[][] rows) {
        if (rows.length > 0) {
            KeptStatement.execute(sql, List.of(filled(sql, standing, table, columns, rows)));
        }
    }

    private static KeptStatement.Filled filled(
            DSLContext sql,
            Standing standing,
            Table<?> table,
            List<? extends Field<?>> columns,
            @Nullable Object[][] rows) {
        IntStream indexes = IntStream.range(0, columns.size());
        List<Field<?>> arrays = (rows.length < MANY ? indexes : indexes.parallel())
                .<Field<?>>mapToObj(index -> values(columns.get(index).getDataType(), column(rows, index)))
                .toList();
        return statement(standing, table, columns).with(sql, arrays);
    }

    /// The tables that every company has are few and keep their statements; those of its objects are not and do not.
    private static KeptStatement statement(Standing standing, Table<?> table, List<? extends Field<?>> columns) {
        KeptStatement made = new KeptStatement(() -> shape(standing, table, columns));
        if (table.getQualifiedName().qualified()) {
            return made;
        }
        Key key = new Key(
                standing, table.getName(), columns.stream().map(Field::getName).toList());
        return KEPT.computeIfAbsent(key, _ -> made);
    }

    private static QueryPart shape(Standing standing, Table<?> table, List<? extends Field<?>> columns) {
        List<Field<?>> arrays = new ArrayList<>();
        List<Field<?>> values = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (Field<?> column : columns) {
            String name = "c" + names.size();
            names.add(name);
            DataType<?> type = column.getDataType();
            arrays.add(KeptStatement.place(travelling(type)));
            values.add(
                    isText(type)
                            ? DSL.field(DSL.name(ROWS, name), SQLDataType.CLOB).cast(type)
                            : DSL.field(DSL.name(ROWS, name), type));
        }
        Table<Record> given = DSL.table("unnest({0})", DSL.list(arrays)).as(ROWS, names.toArray(String[]::new));
        @SuppressWarnings("unchecked")
        Table<Record> into = (Table<Record>) table;
        var insertion =
                DSL.insertInto(into).columns(columns).select(DSL.select(values).from(given));
        return switch (standing) {
            case REFUSED -> insertion;
            case LEFT -> insertion.onConflictDoNothing();
            case CHANGED -> {
                Map<Field<?>, Field<?>> put = new LinkedHashMap<>();
                columns.stream().skip(1).forEach(column -> put.put(column, DSL.excluded(column)));
                yield insertion.onConflict(columns.getFirst()).doUpdate().set(put);
            }
        };
    }

    private static @Nullable Object[] column(@Nullable Object[][] rows, int index) {
        @Nullable Object[] column = new @Nullable Object[rows.length];
        for (int row = 0; row < rows.length; row++) {
            column[row] = rows[row][index];
        }
        return column;
    }

    /// An array of arrays would be taken apart, and one of documents is no type of the driver's: both travel as text.
    private static boolean isText(DataType<?> type) {
        return type.isArray() || SQLDataType.JSONB.equals(type.getSQLDataType());
    }

    private static DataType<?> travelling(DataType<?> type) {
        return (isText(type) ? SQLDataType.CLOB : type).array();
    }

    private static Field<?> values(DataType<?> type, @Nullable Object[] column) {
        return isText(type)
                ? DSL.val(Arrays.stream(column).map(Batch::text).toArray(String[]::new))
                : array(type, column);
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
