package io.ripeline.schema;

import static java.util.stream.Collectors.joining;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.definition.SystemNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jooq.Field;

/// An index of an object's table over its live rows. Its name follows from what it is, so that whoever looks knows
/// whether it stands.
///
/// @param beside what it holds besides, behind the ids, so that entries can be passed over by it
record Index(String table, List<Column> columns, List<Column> beside, Use use) {

    /// By which the lists of what the platform itself works with are read: a member's open follow-ups by their days and
    /// her closed ones by when, what happened about a record.
    private static final Map<String, List<List<String>>> LISTS = Map.of(
            StandardObjects.FOLLOW_UP,
            List.of(List.of(SystemNames.OWNER_ID, "state", "due_on"), List.of(SystemNames.OWNER_ID, "closed_at")),
            StandardObjects.ACTIVITY,
            List.of(List.of(SystemNames.SUBJECT_ID, "started_at")));

    /// What it is for, which its name begins with.
    enum Use {
        UNIQUE("ix_"),
        SEEKING("ix_"),
        ORDER("io_");

        private final String prefix;

        Use(String prefix) {
            this.prefix = prefix;
        }

        boolean has(String name) {
            return name.startsWith(prefix);
        }
    }

    /// @param beginning whether only the beginning of the text is held, see {@link FieldModel#BEGINNING}
    record Column(String name, boolean beginning) {

        static Column of(String name) {
            return new Column(name, false);
        }

        private String sql() {
            String quoted = Quoting.quote(name);
            return beginning ? "left(%s, %d)".formatted(quoted, FieldModel.BEGINNING) : quoted;
        }

        @Override
        public String toString() {
            return beginning ? name + "~" : name;
        }
    }

    private static final int NAME_BYTES = 12;

    Index {
        columns = List.copyOf(columns);
        beside = List.copyOf(beside);
    }

    private Index(String table, List<Column> columns, Use use) {
        this(table, columns, List.of(), use);
    }

    static Index unique(String table, String column) {
        return new Index(table, List.of(Column.of(column)), Use.UNIQUE);
    }

    static Index seeking(String table, String column) {
        return new Index(table, List.of(Column.of(column)), Use.SEEKING);
    }

    /// The indexes a version needs.
    static List<Index> of(Model model) {
        List<Index> indexes = new ArrayList<>();
        model.objects().forEach(object -> indexes.addAll(of(object)));
        return indexes;
    }

    /// The indexes an object needs.
    static List<Index> of(ObjectModel object) {
        List<Index> indexes = new ArrayList<>();
        indexes.add(seeking(object.key(), SystemNames.OWNER_ID));
        if (object.about()) {
            indexes.add(seeking(object.key(), SystemNames.SUBJECT_ID));
        }
        for (FieldModel field : object.all()) {
            Field<?> stored = field.keyColumn() == null ? field.column() : field.keyColumn();
            if (field.unique()) {
                indexes.add(unique(object.key(), stored.getName()));
            } else if (field.keyColumn() != null || sought(object, field)) {
                indexes.add(seeking(object.key(), stored.getName()));
            }
        }
        LISTS.getOrDefault(object.key(), List.of())
                .forEach(fields -> indexes.add(new Index(object.key(), stored(object, fields), Use.SEEKING)));
        List<List<Column>> sought = indexes.stream().map(Index::columns).toList();
        Orders orders = new Orders(object);
        orders.all().stream()
                .filter(order -> !sought.contains(order))
                .forEach(order -> indexes.add(new Index(object.key(), order, orders.beside(order), Use.ORDER)));
        return indexes;
    }

    private static List<Column> stored(ObjectModel object, List<String> fields) {
        return fields.stream()
                .map(key -> Column.of(
                        object.field(key).map(field -> field.column().getName()).orElse(key)))
                .toList();
    }

    /// Whether lists are commonly filtered by the field: links, stages, grades and days.
    private static boolean sought(ObjectModel object, FieldModel field) {
        boolean process = object.stageField().filter(field.key()::equals).isPresent()
                || object.gradeField().filter(field.key()::equals).isPresent()
                || object.funnelBy().filter(field::equals).isPresent();
        return process
                || field.type() == FieldType.LOOKUP
                || field.type() == FieldType.MEMBER
                || field.type() == FieldType.DATE;
    }

    String name() {
        String over = columns.stream().map(Column::toString).collect(joining(","));
        String held = beside.stream().map(column -> " with " + column).collect(joining());
        String what = table + "." + over + held + (use == Use.UNIQUE ? " unique" : "");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return use.prefix + HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every JDK has SHA-256", missing);
        }
    }

    /// The statement that makes it.
    ///
    /// @param manner what stands before its name, such as `CONCURRENTLY`
    String creation(String schema, String manner) {
        boolean unique = use == Use.UNIQUE;
        String held = beside.stream().map(column -> ", " + column.sql()).collect(joining());
        String over = columns.stream().map(Column::sql).collect(joining(", ")) + (unique ? "" : ", id") + held;
        return "CREATE %sINDEX %s %s ON %s (%s) WHERE deleted_at IS NULL"
                .formatted(unique ? "UNIQUE " : "", manner, Quoting.quote(name()), Quoting.table(schema, table), over);
    }
}
