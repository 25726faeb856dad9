package io.ripeline.imports;

import static io.ripeline.imports.ImportError.DEFINITION_CHANGED;
import static io.ripeline.imports.ImportError.IMPORT_FINISHED;
import static io.ripeline.imports.ImportError.IMPORT_NOT_RUN;
import static io.ripeline.imports.ImportError.IMPORT_OUTDATED;
import static io.ripeline.imports.ImportError.IMPORT_REVERTED;
import static io.ripeline.imports.ImportError.IMPORT_RUNNING;
import static io.ripeline.imports.ImportError.LAYOUT_FIXED;

import io.ripeline.job.Job;
import io.ripeline.job.JobState;
import io.ripeline.job.Jobs;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantTransaction;
import io.ripeline.tenancy.TenantTransactions;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Says what shall become of files that came, one thing at a time.
@Component
class QueueImport {

    private final Sessions sessions;
    private final TenantTransactions transactions;
    private final Imports imports;
    private final StagedRows staged;
    private final RunStates states;
    private final RowReports reports;
    private final Jobs jobs;

    QueueImport(
            Sessions sessions,
            TenantTransactions transactions,
            Imports imports,
            StagedRows staged,
            RunStates states,
            RowReports reports,
            Jobs jobs) {
        this.sessions = sessions;
        this.transactions = transactions;
        this.imports = imports;
        this.staged = staged;
        this.states = states;
        this.reports = reports;
        this.jobs = jobs;
    }

    /// Queues a way through the file; refuses with `import-not-found`, `import-running`, `import-finished`,
    /// `import-reverted`, `import-not-run`, `import-outdated`, `definition-changed` or `mapping-missing`.
    Job queue(UUID id, RunKind kind) {
        UUID job = sessions.write(session -> {
            session.caller().requireAdmin();
            TenantTransaction transaction = session.transaction();
            StoredImport stored = imports.lock(transaction, id);
            states.find(transaction, id, RunKind.REVERT).ifPresent(run -> refuseReverted(session, run));
            switch (kind) {
                case DRY_RUN, RUN -> requireReady(session, stored, kind);
                case REVERT -> requireRun(session, id);
            }
            UUID queued = jobs.queue(transaction, kind.job(), id);
            states.begin(transaction, id, kind, queued);
            return queued;
        });
        return jobs.find(job).orElseThrow(() -> new IllegalStateException("A job just queued is gone"));
    }

    /// A way that broke for good may be taken up by another job.
    private void refuseReverted(Session session, RunState revert) {
        requireNobody(session, revert);
        if (revert.finished()) {
            throw IMPORT_REVERTED.because(
                    Text.of("This import was taken back; send the file again.", "这次导入已撤销，如需导入请重新上传文件。"));
        }
    }

    private void requireReady(Session session, StoredImport stored, RunKind kind) {
        TenantTransaction transaction = session.transaction();
        Mapping.of(session.model(), stored.options(), stored.columns()).orRefuse();
        Optional<RunState> run = states.find(transaction, stored.id(), RunKind.RUN);
        run.ifPresent(state -> requireNobody(session, state));
        if (run.filter(RunState::finished).isPresent()) {
            throw IMPORT_FINISHED.because(Text.of(
                    "This import has run; its failed rows can be corrected and sent as a new one.",
                    "这次导入已完成；可以修改失败的行后作为新的导入上传。"));
        }
        Optional<RunState> dryRun = states.find(transaction, stored.id(), RunKind.DRY_RUN);
        dryRun.ifPresent(state -> requireNobody(session, state));
        boolean checkedByOther = dryRun.filter(
                        state -> state.finished() && state.configVersion() != transaction.configVersion())
                .isPresent();
        if (kind == RunKind.RUN && run.isEmpty() && checkedByOther) {
            throw DEFINITION_CHANGED.because(Text.of(
                    "Version %d of the definition was published since the file was checked; check it again.",
                    "检查文件后配置已发布到第 %d 版，请重新检查。", transaction.configVersion()));
        }
        int done = run.map(RunState::rowsDone).orElse(0);
        if (done < stored.rows()
                && staged.behind(transaction, stored.id(), done).isEmpty()) {
            throw IMPORT_OUTDATED.because(
                    Text.of("An older version took this file in; send it again.", "该文件由旧版本接收，请重新上传。"));
        }
    }

    private void requireRun(Session session, UUID id) {
        RunState run = states.find(session.transaction(), id, RunKind.RUN)
                .orElseThrow(() -> IMPORT_NOT_RUN.because(
                        Text.of("This import has not run; there is nothing to take back.", "导入尚未执行，无可撤销。")));
        requireNobody(session, run);
    }

    private void requireNobody(Session session, RunState run) {
        if (isAlive(session.transaction(), run)) {
            throw IMPORT_RUNNING.because(
                    Text.of("This import is running; wait for its job %s.", "导入正在进行，请等待任务 %s 完成。", run.job()));
        }
    }

    /// Whether somebody goes on with it, or will.
    boolean isAlive(TenantTransaction transaction, RunState run) {
        if (run.finished() || run.problem() != null) {
            return false;
        }
        Optional<Job> job = transactions.onPlatform(transaction, () -> jobs.find(run.job()));
        return job.map(Job::state)
                .filter(state -> state == JobState.QUEUED || state == JobState.RUNNING)
                .isPresent();
    }

    /// Says other things about a file that has not run yet; what a dry run told is forgotten. Refuses with
    /// `layout-fixed` to read the file otherwise.
    StoredImport change(UUID id, ImportOptions options) {
        return sessions.write(session -> {
            session.caller().requireAdmin();
            TenantTransaction transaction = session.transaction();
            StoredImport stored = imports.lock(transaction, id);
            if (options.readsOtherwise(stored.options())) {
                throw LAYOUT_FIXED.because(Text.of(
                        "The file has been read; to read it with another encoding, delimiter, sheet or header row send it again.",
                        "文件已读取；如需更换编码、分隔符、工作表或列名行，请重新上传。"));
            }
            if (states.find(transaction, id, RunKind.RUN).isPresent()) {
                throw IMPORT_FINISHED.because(
                        Text.of("This import has begun to run; its options stay.", "导入已开始执行，不能再修改选项。"));
            }
            states.find(transaction, id, RunKind.DRY_RUN).ifPresent(state -> requireNobody(session, state));
            ImportOptions changed = options.readAs(stored.options());
            Mapping.of(session.model(), changed, stored.columns());
            imports.change(transaction, id, changed);
            states.remove(transaction, id, RunKind.DRY_RUN);
            reports.clear(transaction, id, RunKind.DRY_RUN);
            return imports.get(transaction, id);
        });
    }
}
