package io.ripeline.schema;

import static io.ripeline.schema.Quoting.literal;
import static io.ripeline.schema.Quoting.quote;

import io.ripeline.definition.FieldColumns;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.schema.SchemaChange.AddField;
import io.ripeline.schema.SchemaChange.ChangeKeys;
import io.ripeline.schema.SchemaChange.ChangeType;
import io.ripeline.schema.SchemaChange.ChangeUnique;
import io.ripeline.schema.SchemaChange.CreateObject;
import io.ripeline.schema.SchemaChange.ReleaseField;
import io.ripeline.schema.SchemaChange.RetireField;
import io.ripeline.schema.SchemaChange.RetireObject;
import io.ripeline.schema.SchemaChange.ReviveField;
import io.ripeline.schema.SchemaChange.ReviveObject;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// Makes the changes of a plan whose columns have grown: new tables, and which field stands where. Standing
/// tables are not altered, so nobody waits. Runs as the owner of the schema, not in the company's role, which
/// may not make tables.
public final class SchemaChanges {

    private final DSLContext sql;
    private final String schema;
    private final int version;

    /// @param sql a transaction whose role owns the schema
    /// @param version the number of the version the changes are made for
    public SchemaChanges(DSLContext sql, String schema, int version) {
        this.sql = sql;
        this.schema = schema;
        this.version = version;
    }

    /// Makes the changes.
    public void apply(List<SchemaChange> changes) {
        List<String> statements = new ArrayList<>();
        changes.forEach(change -> add(statements, change));
        if (!statements.isEmpty()) {
            sql.execute(String.join(";\n", statements));
        }
    }

    /// Gives up the columns that conversions have filled which never came into force.
    public void giveUpAbandoned() {
        sql.execute("""
                UPDATE %s AS made SET state = 'emptying'
                WHERE state = 'taken' AND NOT EXISTS (
                    SELECT FROM %s AS standing WHERE standing.object = made.object
                      AND made.name IN (value_column, currency_column, key_column))""".formatted(table("_column"), table("_field")));
    }

    private void add(List<String> statements, SchemaChange change) {
        switch (change) {
            case CreateObject create -> create(statements, create.object());
            case ReviveObject revive ->
                statements.add(markObject(revive.object().key(), false));
            case RetireObject retire -> statements.add(markObject(retire.object(), true));
            case AddField add -> {
                statements.add(noteField(add.object().key(), add.field(), add.columns()));
                mark(statements, add.object().key(), add.columns().all(), "taken");
            }
            case ReviveField revive ->
                statements.add(set(revive.object().key(), revive.field().key(), "retired_in = NULL"));
            case RetireField retire ->
                statements.add(set(retire.object().key(), retire.field(), "retired_in = " + version));
            case ReleaseField release -> {
                statements.add("DELETE FROM %s WHERE object = %s AND field = %s"
                        .formatted(table("_field"), literal(release.object().key()), literal(release.field())));
                mark(statements, release.object().key(), release.columns().all(), "emptying");
            }
            case ChangeType type -> retype(statements, type);
            case ChangeKeys keys -> rekey(statements, keys);
            case ChangeUnique unique -> restrict(statements, unique);
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
        StringJoiner notes =
                new StringJoiner(", ", "INSERT INTO " + table("_column") + " (object, name, type, state) VALUES ", "");
        notes.setEmptyValue("");
        for (FieldModel field : object.all()) {
            column(columns, notes, object, named(field).value(), ColumnTypes.of(field.type()));
            if (field.currencyColumn() != null) {
                column(columns, notes, object, field.currencyColumn().getName(), ColumnTypes.TEXT);
            }
            if (field.keyColumn() != null) {
                column(columns, notes, object, field.keyColumn().getName(), ColumnTypes.TEXT);
            }
        }
        statements.add(columns.toString());
        Index.of(object).forEach(index -> statements.add(index.creation(schema, "")));
        statements.add("INSERT INTO %s (object, about, retired) VALUES (%s, %s, false)"
                .formatted(table("_object"), literal(object.key()), object.about()));
        object.all().forEach(field -> statements.add(noteField(object.key(), field, named(field))));
        if (notes.length() > 0) {
            statements.add(notes.toString());
        }
    }

    private static void column(StringJoiner columns, StringJoiner notes, ObjectModel object, String name, String type) {
        columns.add(quote(name) + " " + type);
        notes.add("(%s, %s, %s, 'taken')".formatted(literal(object.key()), literal(name), literal(type)));
    }

    private static FieldColumns named(FieldModel field) {
        return new FieldColumns(
                field.column().getName(),
                field.currencyColumn() == null ? null : field.currencyColumn().getName(),
                field.keyColumn() == null ? null : field.keyColumn().getName());
    }

    private void retype(List<String> statements, ChangeType change) {
        String object = change.object().key();
        List<String> left = new ArrayList<>(change.before().all());
        left.removeAll(change.columns().all());
        statements.add(noteField(object, change.field(), change.columns()));
        statements.add(set(object, change.field().key(), "key_filled = false"));
        mark(statements, object, change.columns().all(), "taken");
        mark(statements, object, left, "emptying");
    }

    private void rekey(List<String> statements, ChangeKeys change) {
        String object = change.object().key();
        String key = change.key() == null ? "NULL" : literal(change.key());
        statements.add(set(object, change.field().key(), "key_column = %s, key_filled = false".formatted(key)));
        if (change.key() != null) {
            mark(statements, object, List.of(change.key()), "taken");
        }
        if (change.before() != null) {
            mark(statements, object, List.of(change.before()), "emptying");
        }
    }

    /// What is unique no longer must not be refused from this moment on. What is unique from now on gets its index
    /// by a job.
    private void restrict(List<String> statements, ChangeUnique change) {
        String object = change.object().key();
        FieldModel field = change.field();
        statements.add(set(object, field.key(), "is_unique = " + field.unique()));
        if (!field.unique()) {
            change.before()
                    .all()
                    .forEach(column -> statements.add("DROP INDEX IF EXISTS "
                            + table(Index.unique(object, column).name())));
        }
    }

    private String noteField(String object, FieldModel field, FieldColumns columns) {
        return """
                INSERT INTO %s (object, field, type, is_unique, value_column, currency_column, key_column, key_filled)
                VALUES (%s, %s, %s, %s, %s, %s, %s, true)
                ON CONFLICT (object, field) DO UPDATE SET type = excluded.type, is_unique = excluded.is_unique,
                    value_column = excluded.value_column, currency_column = excluded.currency_column,
                    key_column = excluded.key_column, key_filled = true, retired_in = NULL""".formatted(
                        table("_field"),
                        literal(object),
                        literal(field.key()),
                        literal(ColumnTypes.noted(field)),
                        field.unique(),
                        literal(columns.value()),
                        orNull(columns.currency()),
                        orNull(columns.key()));
    }

    private static String orNull(@Nullable String text) {
        return text == null ? "NULL" : literal(text);
    }

    private void mark(List<String> statements, String object, List<String> columns, String state) {
        if (!columns.isEmpty()) {
            statements.add("UPDATE %s SET state = %s WHERE object = %s AND name IN (%s)"
                    .formatted(
                            table("_column"),
                            literal(state),
                            literal(object),
                            columns.stream().map(Quoting::literal).collect(java.util.stream.Collectors.joining(", "))));
        }
    }

    private String markObject(String object, boolean retired) {
        return "UPDATE %s SET retired = %s WHERE object = %s".formatted(table("_object"), retired, literal(object));
    }

    private String set(String object, String field, String assignments) {
        return "UPDATE %s SET %s WHERE object = %s AND field = %s"
                .formatted(table("_field"), assignments, literal(object), literal(field));
    }

    private String table(String name) {
        return Quoting.table(schema, name);
    }
}
