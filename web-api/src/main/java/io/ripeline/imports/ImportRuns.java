package io.ripeline.imports;

import io.ripeline.imports.Outcomes.Result;
import io.ripeline.job.JobProgress;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Refused;
import io.ripeline.spreadsheet.Row;
import io.ripeline.tenancy.TenantTransaction;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Goes through files, for real or to see what would become of them. Some rows at a time are one transaction, which
/// also notes how far it came: a run that is killed goes on where it stood and writes no row twice. A dry run does the
/// same and takes each transaction back; what rows would find that earlier ones made it foresees by the fields matched
/// by and the unique ones, not for lookups.
///
/// Each transaction goes by the definition then in force. Where the mapping does not fit it any more, the way stands
/// still with the reason, and can be gone on when it fits again.
@Component
class ImportRuns {

    private final Sessions sessions;
    private final Records records;
    private final Imports imports;
    private final StagedRows staged;
    private final RunStates states;
    private final RowReports reports;
    private final Effects effects;
    private final ForeseenRows foreseen;

    ImportRuns(
            Sessions sessions,
            Records records,
            Imports imports,
            StagedRows staged,
            RunStates states,
            RowReports reports,
            Effects effects,
            ForeseenRows foreseen) {
        this.sessions = sessions;
        this.records = records;
        this.imports = imports;
        this.staged = staged;
        this.states = states;
        this.reports = reports;
        this.effects = effects;
        this.foreseen = foreseen;
    }

    /// Writes the rows from where the run stands; answers the counts of the whole run.
    Counts run(UUID id, JobProgress progress) {
        return go(id, RunKind.RUN, progress);
    }

    /// Tells what would become of every row.
    Counts dryRun(UUID id, JobProgress progress) {
        sessions.write(session -> {
            session.caller().requireAdmin();
            TenantTransaction transaction = session.transaction();
            states.restart(transaction, id, RunKind.DRY_RUN);
            reports.clear(transaction, id, RunKind.DRY_RUN);
            foreseen.clear(transaction, id);
            return id;
        });
        return go(id, RunKind.DRY_RUN, progress);
    }

    private Counts go(UUID id, RunKind kind, JobProgress progress) {
        StoredImport stored = sessions.read(session -> imports.get(session.transaction(), id));
        try {
            while (true) {
                RunState state = kind == RunKind.RUN ? sessions.write(session -> step(session, stored)) : trial(stored);
                progress.report(state.rowsDone(), stored.rows());
                if (state.finished()) {
                    return state.counts();
                }
            }
        } catch (Refused refused) {
            sessions.write(session -> {
                states.halt(session.transaction(), id, kind, refused);
                return id;
            });
            throw refused;
        }
    }

    private RunState step(Session session, StoredImport stored) {
        session.caller().requireAdmin();
        TenantTransaction transaction = session.transaction();
        UUID id = stored.id();
        RunState state = states.lock(transaction, id, RunKind.RUN);
        if (state.finished()) {
            return state;
        }
        goByMany(transaction, stored.rows() - state.rowsDone());
        List<Row> rows = staged.behind(transaction, id, state.rowsDone());
        Result result = writing(session, stored, Map.of()).write(rows);
        effects.add(transaction, id, result.effects());
        return advance(session, stored, RunKind.RUN, state, result);
    }

    /// Sets the database on many rows. What a crash takes back it takes back with its progress, and the run goes
    /// on from there; tables that were empty a moment ago are looked at anew for each chunk; and what search is to
    /// find goes into its index in larger pieces as long as more follow.
    private static void goByMany(TenantTransaction transaction, int left) {
        transaction.sql().execute("SET LOCAL synchronous_commit = off; SET LOCAL plan_cache_mode = force_custom_plan");
        if (left > StagedRows.ROWS_AT_ONCE) {
            transaction.sql().execute("SET LOCAL gin_pending_list_limit = '4MB'");
        }
    }

    private RunState advance(Session session, StoredImport stored, RunKind kind, RunState state, Result result) {
        TenantTransaction transaction = session.transaction();
        UUID id = stored.id();
        int done = state.rowsDone() + result.counts().rows();
        boolean finished = done >= stored.rows() || result.counts().rows() == 0;
        reports.add(transaction, id, kind, RowReports.Kind.FAILED, result.failures());
        reports.add(transaction, id, kind, RowReports.Kind.DUPLICATE, result.doubles());
        states.advance(transaction, id, kind, result.counts(), done, finished);
        if (finished && kind == RunKind.RUN) {
            staged.remove(transaction, id);
            foreseen.clear(transaction, id);
        }
        return states.lock(transaction, id, kind);
    }

    private RunState trial(StoredImport stored) {
        UUID id = stored.id();
        TakenBack tried = tried(stored);
        return sessions.write(session -> {
            RunState state = states.lock(session.transaction(), id, RunKind.DRY_RUN);
            foreseen.add(session.transaction(), id, tried.made);
            return advance(session, stored, RunKind.DRY_RUN, state, tried.result);
        });
    }

    private TakenBack tried(StoredImport stored) {
        try {
            return sessions.write(session -> {
                session.caller().requireAdmin();
                TenantTransaction transaction = session.transaction();
                RunState state = states.lock(transaction, stored.id(), RunKind.DRY_RUN);
                List<Row> rows = staged.behind(transaction, stored.id(), state.rowsDone());
                ChunkWriting writing = writing(session, stored, earlier(session, stored, rows));
                Result result = writing.write(rows);
                throw new TakenBack(result, writing.made());
            });
        } catch (TakenBack tried) {
            return tried;
        }
    }

    /// The rows before these that one of these is the same as.
    private Map<RowKey, Integer> earlier(Session session, StoredImport stored, List<Row> rows) {
        Mapping mapping = mapping(session, stored);
        if (mapping.matchBy().isEmpty() && mapping.unique().isEmpty()) {
            return Map.of();
        }
        List<RowKey> keys = ChunkWriting.reading(session, stored, mapping).read(rows).stream()
                .flatMap(row -> RowKey.of(mapping, row).stream())
                .toList();
        return foreseen.among(session.transaction(), stored.id(), keys);
    }

    private static Mapping mapping(Session session, StoredImport stored) {
        return Mapping.of(session.model(), stored.options(), stored.columns()).orRefuse();
    }

    private ChunkWriting writing(Session session, StoredImport stored, Map<RowKey, Integer> earlier) {
        return new ChunkWriting(session, records, stored, mapping(session, stored), earlier);
    }

    /// Ends a transaction without keeping it, and carries out what became of the rows.
    private static final class TakenBack extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Result result;
        private final transient Map<RowKey, Integer> made;

        TakenBack(Result result, Map<RowKey, Integer> made) {
            super("A dry run takes back what it wrote", null, false, false);
            this.result = result;
            this.made = made;
        }
    }
}
