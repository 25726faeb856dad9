package io.ripeline.schema;

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
import java.util.stream.Collectors;
import org.jooq.Field;

/// An index of an object's table over its live rows. Its name follows from what it is, so that whoever looks knows
/// whether it stands.
record Index(String table, List<String> columns, boolean unique) {

    /// By which the lists of what the platform itself works with are read: a member's open follow-ups by their days and
    /// her closed ones by when, what happened about a record.
    private static final Map<String, List<List<String>>> LISTS = Map.of(
            StandardObjects.FOLLOW_UP,
            List.of(List.of(SystemNames.OWNER_ID, "state", "due_on"), List.of(SystemNames.OWNER_ID, "closed_at")),
            StandardObjects.ACTIVITY,
            List.of(List.of(SystemNames.SUBJECT_ID, "started_at")));

    /// What the names of all indexes of this kind begin with.
    static final String PREFIX = "ix_";

    private static final int NAME_BYTES = 12;

    Index {
        columns = List.copyOf(columns);
    }

    Index(String table, String column, boolean unique) {
        this(table, List.of(column), unique);
    }

    /// The column that it is sorted by first.
    String column() {
        return columns.getFirst();
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
        indexes.add(new Index(object.key(), SystemNames.OWNER_ID, false));
        if (object.about()) {
            indexes.add(new Index(object.key(), SystemNames.SUBJECT_ID, false));
        }
        for (FieldModel field : object.all()) {
            Field<?> stored = field.keyColumn() == null ? field.column() : field.keyColumn();
            if (field.unique() || field.keyColumn() != null || sought(object, field)) {
                indexes.add(new Index(object.key(), stored.getName(), field.unique()));
            }
        }
        LISTS.getOrDefault(object.key(), List.of())
                .forEach(fields -> indexes.add(new Index(object.key(), stored(object, fields), false)));
        return indexes;
    }

    private static List<String> stored(ObjectModel object, List<String> fields) {
        return fields.stream()
                .map(key ->
                        object.field(key).map(field -> field.column().getName()).orElse(key))
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
        String what = table + "." + String.join(",", columns) + (unique ? " unique" : "");
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return PREFIX + HexFormat.of().formatHex(hash, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every JDK has SHA-256", missing);
        }
    }

    /// The statement that makes it.
    ///
    /// @param manner what stands before its name, such as `CONCURRENTLY`
    String creation(String schema, String manner) {
        String quoted = columns.stream().map(Quoting::quote).collect(Collectors.joining(", "));
        return "CREATE %sINDEX %s %s ON %s (%s) WHERE deleted_at IS NULL"
                .formatted(
                        unique ? "UNIQUE " : "",
                        manner,
                        Quoting.quote(name()),
                        Quoting.table(schema, table),
                        unique ? quoted : quoted + ", id");
    }
}
