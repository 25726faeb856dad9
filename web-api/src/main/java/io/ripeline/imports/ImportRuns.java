package io.ripeline.imports;

import static io.ripeline.imports.ImportError.IMPORT_FINISHED;
import static io.ripeline.imports.ImportError.IMPORT_RUNNING;

import io.ripeline.imports.ChunkWriting.Result;
import io.ripeline.job.Job;
import io.ripeline.job.JobProgress;
import io.ripeline.job.JobState;
import io.ripeline.job.Jobs;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantTransaction;
import io.ripeline.tenancy.TenantTransactions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Goes through files, for real or to see what would become of them. Some rows at a time are one transaction, which
/// also notes how far it came: a run that is killed goes on where it stood and writes no row twice. A dry run does the
/// same and takes each transaction back; what rows would find that earlier ones made it foresees for the fields matched
/// by only, not for lookups.
@Component
class ImportRuns {

    private static final int ROWS_AT_ONCE = 200;

    private final Sessions sessions;
    private final TenantTransactions transactions;
    private final Records records;
    private final Imports imports;
    private final Jobs jobs;

    ImportRuns(Sessions sessions, TenantTransactions transactions, Records records, Imports imports, Jobs jobs) {
        this.sessions = sessions;
        this.transactions = transactions;
        this.records = records;
        this.imports = imports;
        this.jobs = jobs;
    }

    /// Queues a way through the file; refuses with `import-not-found`, `import-running`, `import-finished` or
    /// `mapping-missing`.
    Job queue(UUID id, RunKind kind) {
        UUID job = sessions.write(session -> {
            session.caller().requireAdmin();
            StoredImport stored = imports.lock(session.transaction(), id);
            Mapping.of(session.model(), stored.options(), stored.columns()).orRefuse();
            imports.run(session.transaction(), id, RunKind.RUN).ifPresent(run -> refuse(session, run));
            imports.run(session.transaction(), id, RunKind.DRY_RUN)
                    .filter(run -> !run.finished())
                    .ifPresent(run -> refuse(session, run));
            UUID queued = jobs.queue(session.transaction(), kind.job(), id);
            imports.begin(session.transaction(), id, kind, queued);
            return queued;
        });
        return jobs.find(job).orElseThrow(() -> new IllegalStateException("A job just queued is gone"));
    }

    /// A run that broke for good may be taken up by another job.
    private void refuse(Session session, RunState run) {
        if (run.finished()) {
            throw IMPORT_FINISHED.because(Text.of(
                    "This import has run; its failed rows can be corrected and sent as a new one.",
                    "这次导入已完成；可以修改失败的行后作为新的导入上传。"));
        }
        if (isAlive(session.transaction(), run)) {
            throw IMPORT_RUNNING.because(
                    Text.of("This import is running; wait for its job %s.", "导入正在进行，请等待任务 %s 完成。", run.job()));
        }
    }

    /// Whether somebody goes on with it, or will.
    boolean isAlive(TenantTransaction transaction, RunState run) {
        Optional<Job> job = transactions.onPlatform(transaction, () -> jobs.find(run.job()));
        return !run.finished()
                && job.map(Job::state)
                        .filter(state -> state == JobState.QUEUED || state == JobState.RUNNING)
                        .isPresent();
    }

    /// Writes the rows from where the run stands; answers the counts of the whole run.
    Counts run(UUID id, JobProgress progress) {
        ImportSource source = open(id);
        while (true) {
            RunState state = sessions.write(session -> step(session, source));
            progress.report(state.rowsDone(), source.stored().rows());
            if (state.finished()) {
                return state.counts();
            }
        }
    }

    private RunState step(Session session, ImportSource source) {
        session.caller().requireAdmin();
        UUID id = source.stored().id();
        RunState state = imports.lockRun(session.transaction(), id, RunKind.RUN);
        if (state.finished()) {
            return state;
        }
        var rows = source.rows(state.rowsDone(), ROWS_AT_ONCE);
        Result result = writing(session, source.stored(), Set.of()).write(rows);
        imports.advance(session.transaction(), id, RunKind.RUN, result, source.isAtEnd());
        return imports.lockRun(session.transaction(), id, RunKind.RUN);
    }

    /// Tells what would become of every row.
    Counts dryRun(UUID id, JobProgress progress) {
        ImportSource source = open(id);
        sessions.write(session -> {
            imports.restart(session.transaction(), id, RunKind.DRY_RUN);
            return id;
        });
        Set<List<Object>> foreseen = new HashSet<>();
        while (true) {
            TakenBack tried = trial(source, foreseen);
            foreseen.addAll(tried.made);
            RunState state = sessions.write(session -> {
                imports.advance(session.transaction(), id, RunKind.DRY_RUN, tried.result, source.isAtEnd());
                return imports.lockRun(session.transaction(), id, RunKind.DRY_RUN);
            });
            progress.report(state.rowsDone(), source.stored().rows());
            if (state.finished()) {
                return state.counts();
            }
        }
    }

    private TakenBack trial(ImportSource source, Set<List<Object>> foreseen) {
        var rows = source.rows(source.position(), ROWS_AT_ONCE);
        try {
            return sessions.write(session -> {
                session.caller().requireAdmin();
                ChunkWriting writing = writing(session, source.stored(), foreseen);
                Result result = writing.write(rows);
                throw new TakenBack(result, writing.made());
            });
        } catch (TakenBack tried) {
            return tried;
        }
    }

    private ChunkWriting writing(Session session, StoredImport stored, Set<List<Object>> foreseen) {
        Mapping mapping =
                Mapping.of(session.model(), stored.options(), stored.columns()).orRefuse();
        return new ChunkWriting(session, records, stored.options(), mapping, foreseen);
    }

    private ImportSource open(UUID id) {
        return transactions.read(
                transaction -> new ImportSource(imports.get(transaction, id), imports.content(transaction, id)));
    }

    /// The result of a job.
    static String json(Counts counts) {
        return StrictJson.MAPPER.writeValueAsString(counts);
    }

    /// Ends a transaction without keeping it, and carries out what became of the rows.
    private static final class TakenBack extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Result result;
        private final transient Set<List<Object>> made;

        TakenBack(Result result, Set<List<Object>> made) {
            super("A dry run takes back what it wrote", null, false, false);
            this.result = result;
            this.made = made;
        }
    }
}
