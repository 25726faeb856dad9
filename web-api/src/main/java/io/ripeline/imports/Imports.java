package io.ripeline.imports;

import static io.ripeline.imports.ImportError.IMPORT_NOT_FOUND;

import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Text;
import io.ripeline.spreadsheet.Format;
import io.ripeline.spreadsheet.Table;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The files that came to a company, with what was said about them.
@Component
class Imports {

    private static final Duration ABANDONED = Duration.ofDays(1);
    private static final String SELECT = """
            SELECT id, options, file_name, format, encoding, delimiter, sheet, sheets, header_row, columns, preview,
                   row_count, created_by, created_at
            FROM _import WHERE staged""";

    /// Begins to take in a file; nobody finds it before {@link #staged}.
    void add(TenantTransaction transaction, StoredImport added) {
        Table.Form form = added.form();
        transaction
                .sql()
                .execute(
                        """
                        INSERT INTO _import (id, object, options, file_name, columns, row_count, format, encoding,
                                             delimiter, sheet, sheets, header_row, staged, created_by, created_at)
                        VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, false, ?, CAST(? AS timestamptz))""",
                        added.id(),
                        added.options().object(),
                        StoredText.of(added.options()),
                        added.fileName(),
                        StoredText.of(added.columns()),
                        form.format().key(),
                        form.encoding() == null ? "" : form.encoding(),
                        form.delimiter() == null ? "" : form.delimiter().toString(),
                        form.sheet(),
                        StoredText.of(form.sheets()),
                        form.headerRow(),
                        added.createdBy(),
                        time(added.createdAt()));
    }

    /// Notes that all rows of a file are there.
    void staged(TenantTransaction transaction, UUID id, int rows, List<List<String>> preview) {
        transaction
                .sql()
                .execute(
                        "UPDATE _import SET staged = true, row_count = ?, preview = ? WHERE id = ?",
                        rows,
                        StoredText.of(preview),
                        id);
    }

    /// Forgets a file whose rows did not all come.
    void remove(TenantTransaction transaction, UUID id) {
        transaction.sql().execute("DELETE FROM _import_chunk WHERE import_id = ?", id);
        transaction.sql().execute("DELETE FROM _import WHERE id = ? AND NOT staged", id);
    }

    /// Forgets the files whose rows stopped coming long ago, because the server died while they came.
    void removeAbandoned(TenantTransaction transaction) {
        transaction
                .sql()
                .resultQuery(
                        "SELECT id FROM _import WHERE NOT staged AND created_at < CAST(? AS timestamptz)",
                        transaction.now().minus(ABANDONED))
                .fetch("id", UUID.class)
                .forEach(id -> remove(transaction, id));
    }

    /// Says other things about a file.
    void change(TenantTransaction transaction, UUID id, ImportOptions options) {
        transaction
                .sql()
                .execute(
                        "UPDATE _import SET options = ?, object = ? WHERE id = ?",
                        StoredText.of(options),
                        options.object(),
                        id);
    }

    /// The file with this id; refuses with `import-not-found`.
    StoredImport get(TenantTransaction transaction, UUID id) {
        return read(transaction, id, SELECT + " AND id = ?");
    }

    /// The same, locked until the transaction ends.
    StoredImport lock(TenantTransaction transaction, UUID id) {
        return read(transaction, id, SELECT + " AND id = ? FOR UPDATE");
    }

    private static StoredImport read(TenantTransaction transaction, UUID id, String select) {
        return transaction.sql().resultQuery(select, id).stream()
                .findFirst()
                .map(Imports::stored)
                .orElseThrow(() -> IMPORT_NOT_FOUND.because(Text.of("There is no such import.", "没有这次导入。")));
    }

    /// The newest files, of one object where it is named.
    ///
    /// @param behind the last one shown before
    List<StoredImport> list(TenantTransaction transaction, @Nullable String object, @Nullable UUID behind, int most) {
        return transaction
                .sql()
                .resultQuery(
                        SELECT
                                + " AND (CAST({0} AS text) IS NULL OR object = {0})"
                                + " AND (CAST({1} AS uuid) IS NULL OR id < {1}) ORDER BY id DESC LIMIT {2}",
                        DSL.val(object, SQLDataType.CLOB),
                        DSL.val(behind, SQLDataType.UUID),
                        DSL.val(most))
                .fetch(Imports::stored);
    }

    static Param<Instant> time(@Nullable Instant time) {
        return DSL.val(time, SQLDataType.INSTANT);
    }

    private static StoredImport stored(Record row) {
        return new StoredImport(
                row.get("id", UUID.class),
                StrictJson.read(row.get("options", String.class), ImportOptions.class),
                row.get("file_name", String.class),
                form(row),
                StoredText.texts(row.get("columns", String.class)),
                StoredText.rows(row.get("preview", String.class)),
                row.get("row_count", Integer.class),
                row.get("created_by", UUID.class),
                row.get("created_at", OffsetDateTime.class).toInstant());
    }

    private static Table.Form form(Record row) {
        String encoding = row.get("encoding", String.class);
        String delimiter = row.get("delimiter", String.class);
        return new Table.Form(
                Format.valueOf(row.get("format", String.class).toUpperCase(Locale.ROOT)),
                encoding.isEmpty() ? null : encoding,
                delimiter.isEmpty() ? null : delimiter.charAt(0),
                row.get("sheet", String.class),
                StoredText.texts(row.get("sheets", String.class)),
                row.get("header_row", Integer.class));
    }
}
