package io.ripeline.imports;

import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Violation;
import io.ripeline.tenancy.TenantTransaction;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// How far each way through each file has come.
@Component
class RunStates {

    private static final String SELECT = """
            SELECT job_id, rows_done, created_count, updated_count, skipped_count, failed_count, queued_at, finished_at,
                   problem, config_version
            FROM _import_run WHERE import_id = ? AND run = ?""";

    private final ApplicationEventPublisher events;

    RunStates(ApplicationEventPublisher events) {
        this.events = events;
    }

    /// How far a way has come, where it was begun.
    Optional<RunState> find(TenantTransaction transaction, UUID id, RunKind kind) {
        return transaction.sql().resultQuery(SELECT, id, kind.key()).stream()
                .findFirst()
                .map(row -> state(row, kind));
    }

    /// The same of one that was begun, locked until the transaction ends.
    RunState lock(TenantTransaction transaction, UUID id, RunKind kind) {
        return transaction.sql().resultQuery(SELECT + " FOR UPDATE", id, kind.key()).stream()
                .findFirst()
                .map(row -> state(row, kind))
                .orElseThrow(() -> new IllegalStateException("A job of a run that was not begun"));
    }

    private static RunState state(Record row, RunKind kind) {
        @Nullable OffsetDateTime finished = row.get("finished_at", OffsetDateTime.class);
        @Nullable String problem = row.get("problem", String.class);
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
                finished == null ? null : finished.toInstant(),
                problem == null ? null : StoredText.reasons(problem).getFirst(),
                row.get("config_version", Integer.class));
    }

    /// Begins a way, or hands one that was begun to another job.
    void begin(TenantTransaction transaction, UUID id, RunKind kind, UUID job) {
        transaction.sql().execute("""
                        INSERT INTO _import_run (import_id, run, job_id, rows_done, created_count, updated_count,
                                                 skipped_count, failed_count, queued_at, config_version)
                        VALUES (?, ?, ?, 0, 0, 0, 0, 0, CAST(? AS timestamptz), ?)
                        ON CONFLICT (import_id, run) DO UPDATE
                        SET job_id = excluded.job_id, finished_at = NULL, problem = NULL""", id, kind.key(), job, transaction.now(), transaction.configVersion());
    }

    /// Goes back to the first row.
    void restart(TenantTransaction transaction, UUID id, RunKind kind) {
        transaction.sql().execute("""
                        UPDATE _import_run SET rows_done = 0, created_count = 0, updated_count = 0, skipped_count = 0,
                                               failed_count = 0, finished_at = NULL, problem = NULL
                        WHERE import_id = ? AND run = ?""", id, kind.key());
    }

    /// Forgets that a way was begun.
    void remove(TenantTransaction transaction, UUID id, RunKind kind) {
        transaction.sql().execute("DELETE FROM _import_run WHERE import_id = ? AND run = ?", id, kind.key());
    }

    /// Notes what became of further rows.
    ///
    /// @param done how many are behind it now
    void advance(TenantTransaction transaction, UUID id, RunKind kind, Counts counts, int done, boolean finished) {
        transaction
                .sql()
                .execute(
                        """
                        UPDATE _import_run
                        SET rows_done = ?, created_count = created_count + ?, updated_count = updated_count + ?,
                            skipped_count = skipped_count + ?, failed_count = failed_count + ?, config_version = ?,
                            finished_at = CAST(? AS timestamptz)
                        WHERE import_id = ? AND run = ?""",
                        done,
                        counts.created(),
                        counts.updated(),
                        counts.skipped(),
                        counts.failed(),
                        transaction.configVersion(),
                        Imports.time(finished ? transaction.now() : null),
                        id,
                        kind.key());
        if (finished && kind == RunKind.RUN) {
            tell(transaction, id, kind);
        }
    }

    private void tell(TenantTransaction transaction, UUID id, RunKind kind) {
        transaction.sql().resultQuery("""
                        SELECT created_by, file_name, created_count, updated_count, failed_count
                        FROM _import JOIN _import_run ON import_id = id WHERE id = ? AND run = ?""", id, kind.key()).stream()
                .findFirst()
                .ifPresent(row -> events.publishEvent(new ImportEnded(
                        transaction,
                        id,
                        row.get("created_by", UUID.class),
                        row.get("file_name", String.class),
                        row.get("created_count", Integer.class),
                        row.get("updated_count", Integer.class),
                        row.get("failed_count", Integer.class))));
    }

    /// Notes why a way stands still.
    void halt(TenantTransaction transaction, UUID id, RunKind kind, Refused refused) {
        Violation problem = new Violation("", refused.code().code(), refused.detail());
        transaction
                .sql()
                .execute(
                        "UPDATE _import_run SET problem = ? WHERE import_id = ? AND run = ?",
                        StoredText.ofReasons(List.of(problem)),
                        id,
                        kind.key());
    }
}
