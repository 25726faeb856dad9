package io.ripeline.schema;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jooq.Field;

/// An index of an object's table over its live rows. Its name follows from what it is, so that whoever looks knows
/// whether it stands.
record Index(String table, String column, boolean unique) {

    /// What the names of all indexes of this kind begin with.
    static final String PREFIX = "ix_";

    private static final int NAME_BYTES = 12;

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
        return indexes;
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
        String what = table + "." + column + (unique ? " unique" : "");
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
        String columns = unique ? Quoting.quote(column) : Quoting.quote(column) + ", id";
        return "CREATE %sINDEX %s %s ON %s (%s) WHERE deleted_at IS NULL"
                .formatted(
                        unique ? "UNIQUE " : "", manner, Quoting.quote(name()), Quoting.table(schema, table), columns);
    }
}
