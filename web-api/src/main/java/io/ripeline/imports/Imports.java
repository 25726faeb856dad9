package io.ripeline.imports;

import static io.ripeline.imports.ImportError.IMPORT_NOT_FOUND;

import io.ripeline.imports.ChunkWriting.Failure;
import io.ripeline.imports.CsvTable.Row;
import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The files that came to a company, how far each has been gone through, and the rows that failed.
@Component
class Imports {

    private static final String SELECT = """
            SELECT id, options, file_name, columns, row_count, encoding, delimiter, created_by, created_at
            FROM _import WHERE id = ?""";
    private static final String SELECT_RUN = """
            SELECT run, job_id, rows_done, created_count, updated_count, skipped_count, failed_count, queued_at,
                   finished_at
            FROM _import_run WHERE import_id = ? AND run = ?""";

    private record StoredReason(String code, String en, String zh) {}

    /// Keeps a file.
    void add(TenantTransaction transaction, StoredImport added, byte[] content) {
        transaction
                .sql()
                .execute(
                        """
                        INSERT INTO _import (id, object, options, file_name, columns, row_count, encoding, delimiter,
                                             content, created_by, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS timestamptz))""",
                        added.id(),
                        added.options().object(),
                        StrictJson.MAPPER.writeValueAsString(added.options()),
                        added.fileName(),
                        StrictJson.MAPPER.writeValueAsString(added.columns()),
                        added.rows(),
                        added.encoding(),
                        String.valueOf(added.delimiter()),
                        content,
                        added.createdBy(),
                        time(added.createdAt()));
    }

    /// The file with this id; refuses with `import-not-found`.
    StoredImport get(TenantTransaction transaction, UUID id) {
        return read(transaction, id, SELECT);
    }

    /// The same, locked until the transaction ends.
    StoredImport lock(TenantTransaction transaction, UUID id) {
        return read(transaction, id, SELECT + " FOR UPDATE");
    }

    private static StoredImport read(TenantTransaction transaction, UUID id, String select) {
        return transaction.sql().resultQuery(select, id).stream()
                .findFirst()
                .map(Imports::stored)
                .orElseThrow(() -> IMPORT_NOT_FOUND.because(Text.of("There is no such import.", "没有这次导入。")));
    }

    private static Param<Instant> time(@Nullable Instant time) {
        return DSL.val(time, SQLDataType.INSTANT);
    }

    private static StoredImport stored(Record row) {
        return new StoredImport(
                row.get("id", UUID.class),
                StrictJson.read(row.get("options", String.class), ImportOptions.class),
                row.get("file_name", String.class),
                List.of(StrictJson.read(row.get("columns", String.class), String[].class)),
                row.get("row_count", Integer.class),
                row.get("encoding", String.class),
                row.get("delimiter", String.class).charAt(0),
                row.get("created_by", UUID.class),
                row.get("created_at", OffsetDateTime.class).toInstant());
    }

    /// The bytes of a file.
    byte[] content(TenantTransaction transaction, UUID id) {
        return Optional.ofNullable(transaction.sql().fetchValue("SELECT content FROM _import WHERE id = ?", id))
                .map(byte[].class::cast)
                .orElseThrow(() -> new IllegalStateException("An import without its file"));
    }

    /// How far a way through the file has come, where it was begun.
    Optional<RunState> run(TenantTransaction transaction, UUID id, RunKind kind) {
        return transaction.sql().resultQuery(SELECT_RUN, id, kind.key()).stream()
                .findFirst()
                .map(row -> state(row, kind));
    }

    /// The same of one that was begun, locked until the transaction ends.
    RunState lockRun(TenantTransaction transaction, UUID id, RunKind kind) {
        return transaction.sql().resultQuery(SELECT_RUN + " FOR UPDATE", id, kind.key()).stream()
                .findFirst()
                .map(row -> state(row, kind))
                .orElseThrow(() -> new IllegalStateException("A job of a run that was not begun"));
    }

    private static RunState state(Record row, RunKind kind) {
        @Nullable OffsetDateTime finished = row.get("finished_at", OffsetDateTime.class);
        return new RunState(
                kind,
                row.get("job_id", UUID.class),
                row.get("rows_done", Integer.class),
                new Counts(
                        row.get("created_count", Integer.class),
                        row.get("updated_count", Integer.class),
                        row.get("skipped_count", Integer.class),
                        row.get("failed_count", Integer.class)),
                row.get("queued_at", OffsetDateTime.class).toInstant(),
                finished == null ? null : finished.toInstant());
    }

    /// Begins a way through the file, or hands one that was begun to another job.
    void begin(TenantTransaction transaction, UUID id, RunKind kind, UUID job) {
        transaction.sql().execute("""
                        INSERT INTO _import_run (import_id, run, job_id, rows_done, created_count, updated_count,
                                                 skipped_count, failed_count, queued_at)
                        VALUES (?, ?, ?, 0, 0, 0, 0, 0, CAST(? AS timestamptz))
                        ON CONFLICT (import_id, run) DO UPDATE SET job_id = excluded.job_id, finished_at = NULL""", id, kind.key(), job, transaction.now());
    }

    /// Goes back to the first row.
    void restart(TenantTransaction transaction, UUID id, RunKind kind) {
        transaction.sql().execute("DELETE FROM _import_failure WHERE import_id = ? AND run = ?", id, kind.key());
        transaction.sql().execute("""
                        UPDATE _import_run SET rows_done = 0, created_count = 0, updated_count = 0, skipped_count = 0,
                                               failed_count = 0, finished_at = NULL
                        WHERE import_id = ? AND run = ?""", id, kind.key());
    }

    /// Notes what became of further rows.
    void advance(TenantTransaction transaction, UUID id, RunKind kind, ChunkWriting.Result result, boolean finished) {
        Counts counts = result.counts();
        transaction
                .sql()
                .execute(
                        """
                        UPDATE _import_run
                        SET rows_done = rows_done + ?, created_count = created_count + ?,
                            updated_count = updated_count + ?, skipped_count = skipped_count + ?,
                            failed_count = failed_count + ?, finished_at = CAST(? AS timestamptz)
                        WHERE import_id = ? AND run = ?""",
                        counts.rows(),
                        counts.created(),
                        counts.updated(),
                        counts.skipped(),
                        counts.failed(),
                        time(finished ? transaction.now() : null),
                        id,
                        kind.key());
        result.failures().forEach(failure -> add(transaction, id, kind, failure));
    }

    private static void add(TenantTransaction transaction, UUID id, RunKind kind, Failure failure) {
        List<StoredReason> reasons = failure.reasons().stream()
                .map(reason -> new StoredReason(
                        reason.code(), reason.message().en(), reason.message().zh()))
                .toList();
        transaction
                .sql()
                .execute(
                        "INSERT INTO _import_failure (import_id, run, row_no, cells, reasons) VALUES (?, ?, ?, ?, ?)",
                        id,
                        kind.key(),
                        failure.row().number(),
                        StrictJson.MAPPER.writeValueAsString(failure.row().cells()),
                        StrictJson.MAPPER.writeValueAsString(reasons));
    }

    /// The rows that failed, in the order of the file.
    List<Failure> failures(TenantTransaction transaction, UUID id, RunKind kind) {
        return transaction
                .sql()
                .resultQuery(
                        "SELECT row_no, cells, reasons FROM _import_failure WHERE import_id = ? AND run = ? ORDER BY row_no",
                        id,
                        kind.key())
                .fetch(Imports::failure);
    }

    private static Failure failure(Record row) {
        List<String> cells = List.of(StrictJson.read(row.get("cells", String.class), String[].class));
        List<Violation> reasons =
                List.of(StrictJson.read(row.get("reasons", String.class), StoredReason[].class)).stream()
                        .map(reason -> new Violation("", reason.code(), new Text(reason.en(), reason.zh())))
                        .toList();
        return new Failure(new Row(row.get("row_no", Integer.class), cells), reasons);
    }
}
