package io.ripeline.schema;

import io.ripeline.definition.ColumnNames;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.schema.SchemaChange.AddField;
import io.ripeline.schema.SchemaChange.CreateObject;
import io.ripeline.schema.SchemaChange.RetireField;
import io.ripeline.schema.SchemaChange.RetireObject;
import io.ripeline.schema.SchemaChange.ReviveField;
import io.ripeline.schema.SchemaChange.ReviveObject;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// Makes the changes of a plan. Runs as the owner of the schema, not in the company's role, which may not alter tables.
public final class SchemaChanges {

    private final DSLContext sql;
    private final String schema;

    /// @param sql a transaction whose role owns the schema
    public SchemaChanges(DSLContext sql, String schema) {
        this.sql = sql;
        this.schema = schema;
    }

    /// Makes the changes, one ALTER at a time.
    public void apply(List<SchemaChange> changes) {
        List<String> statements = new ArrayList<>();
        changes.forEach(change -> add(statements, change));
        if (!statements.isEmpty()) {
            sql.execute(String.join(";\n", statements));
        }
    }

    private void add(List<String> statements, SchemaChange change) {
        switch (change) {
            case CreateObject create -> create(statements, create.object());
            case ReviveObject revive ->
                statements.add(markObject(revive.object().key(), false));
            case RetireObject retire -> statements.add(markObject(retire.object(), true));
            case AddField add -> {
                columns(add.field())
                        .forEach(column -> statements.add("ALTER TABLE %s ADD COLUMN %s"
                                .formatted(table(add.object().key()), column)));
                indexes(add.object(), add.field(), statements);
                statements.add(noteField(add.object().key(), add.field()));
            }
            case ReviveField revive ->
                statements.add(markField(revive.object().key(), revive.field().key(), false));
            case RetireField retire -> statements.add(markField(retire.object(), retire.field(), true));
        }
    }

    private void create(List<String> statements, ObjectModel object) {
        StringJoiner columns = new StringJoiner(",\n    ", "CREATE TABLE " + table(object.key()) + " (\n    ", ")");
        columns.add("%s uuid PRIMARY KEY".formatted(SystemNames.ID));
        columns.add("%s integer NOT NULL".formatted(SystemNames.VERSION));
        columns.add("%s uuid".formatted(SystemNames.OWNER_ID));
        columns.add("%s timestamptz NOT NULL".formatted(SystemNames.CREATED_AT));
        columns.add("%s uuid NOT NULL".formatted(SystemNames.CREATED_BY));
        columns.add("%s timestamptz NOT NULL".formatted(SystemNames.UPDATED_AT));
        columns.add("%s uuid NOT NULL".formatted(SystemNames.UPDATED_BY));
        columns.add("%s timestamptz".formatted(SystemNames.DELETED_AT));
        if (object.about()) {
            columns.add("%s text NOT NULL".formatted(SystemNames.SUBJECT_OBJECT));
            columns.add("%s uuid NOT NULL".formatted(SystemNames.SUBJECT_ID));
        }
        object.all().forEach(field -> columns(field).forEach(columns::add));
        statements.add(columns.toString());
        statements.add(index(object, SystemNames.OWNER_ID));
        if (object.about()) {
            statements.add(index(object, SystemNames.SUBJECT_ID));
        }
        object.all().forEach(field -> indexes(object, field, statements));
        statements.add("INSERT INTO %s (object, about, retired) VALUES (%s, %s, false)"
                .formatted(table("_object"), literal(object.key()), object.about()));
        object.all().forEach(field -> statements.add(noteField(object.key(), field)));
    }

    private static List<String> columns(FieldModel field) {
        List<String> columns = new ArrayList<>();
        columns.add(quote(field.key()) + " " + typeName(field.type()));
        if (field.currencyColumn() != null) {
            columns.add(quote(ColumnNames.currency(field.key())) + " text");
        }
        if (field.keyColumn() != null) {
            columns.add(quote(ColumnNames.normalised(field.key())) + " text");
        }
        return columns;
    }

    private static String typeName(FieldType type) {
        return switch (type) {
            case TEXT, LONG_TEXT, SELECT, PHONE, EMAIL, URL, AUTO_NUMBER -> "text";
            case MULTI_SELECT -> "text[]";
            case INTEGER -> "bigint";
            case DECIMAL, CURRENCY, PERCENT -> "numeric";
            case DATE -> "date";
            case DATE_TIME -> "timestamptz";
            case BOOLEAN -> "boolean";
            case LOOKUP, MEMBER -> "uuid";
        };
    }

    private void indexes(ObjectModel object, FieldModel field, List<String> statements) {
        String stored = field.keyColumn() == null ? field.key() : ColumnNames.normalised(field.key());
        if (field.unique()) {
            statements.add("CREATE UNIQUE INDEX ON %s (%s) WHERE deleted_at IS NULL"
                    .formatted(table(object.key()), quote(stored)));
        } else if (field.keyColumn() != null || sought(object, field)) {
            statements.add(index(object, stored));
        }
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

    private String index(ObjectModel object, String column) {
        return "CREATE INDEX ON %s (%s, id) WHERE deleted_at IS NULL".formatted(table(object.key()), quote(column));
    }

    private String noteField(String object, FieldModel field) {
        return """
                INSERT INTO %s (object, field, type, keyed, is_unique, retired)
                VALUES (%s, %s, %s, %s, %s, false)""".formatted(
                        table("_field"),
                        literal(object),
                        literal(field.key()),
                        literal(field.type().key()),
                        field.keyColumn() != null,
                        field.unique());
    }

    private String markObject(String object, boolean retired) {
        return "UPDATE %s SET retired = %s WHERE object = %s".formatted(table("_object"), retired, literal(object));
    }

    private String markField(String object, String field, boolean retired) {
        return "UPDATE %s SET retired = %s WHERE object = %s AND field = %s"
                .formatted(table("_field"), retired, literal(object), literal(field));
    }

    private String table(String name) {
        return quote(schema) + "." + quote(name);
    }

    // Keys are checked to be lower-case words before anything reaches here; quoting keeps SQL's own words harmless.
    private static String quote(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String literal(String text) {
        return DSL.inline(text).toString();
    }
}
