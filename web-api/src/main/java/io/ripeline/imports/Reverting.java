package io.ripeline.imports;

import io.ripeline.definition.ObjectModel;
import io.ripeline.imports.Effects.Outcome;
import io.ripeline.job.JobProgress;
import io.ripeline.record.Move;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.record.Undone;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Violation;
import io.ripeline.tenancy.TenantTransaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Takes back what a file brought in, the last row first: records it made are deleted, records it changed are as they
/// were before, their stays in stages and grades too. A record that somebody changed since stays as it is, and says
/// why. Some rows at a time are one transaction, as in a run.
@Component
class Reverting {

    private static final int ROWS_AT_ONCE = 200;

    private final Sessions sessions;
    private final Records records;
    private final Imports imports;
    private final RunStates states;
    private final Effects effects;

    Reverting(Sessions sessions, Records records, Imports imports, RunStates states, Effects effects) {
        this.sessions = sessions;
        this.records = records;
        this.imports = imports;
        this.states = states;
        this.effects = effects;
    }

    /// Goes on from where it stands; answers how many records were deleted (as created), restored (as updated) and
    /// skipped.
    Counts revert(UUID id, JobProgress progress) {
        StoredImport stored = sessions.read(session -> imports.get(session.transaction(), id));
        int all = sessions.read(session -> effects.count(session.transaction(), id));
        try {
            while (true) {
                RunState state = sessions.write(session -> step(session, stored));
                progress.report(state.rowsDone(), all);
                if (state.finished()) {
                    return state.counts();
                }
            }
        } catch (Refused refused) {
            sessions.write(session -> {
                states.halt(session.transaction(), id, RunKind.REVERT, refused);
                return id;
            });
            throw refused;
        }
    }

    private RunState step(Session session, StoredImport stored) {
        session.caller().requireAdmin();
        TenantTransaction transaction = session.transaction();
        UUID id = stored.id();
        RunState state = states.lock(transaction, id, RunKind.REVERT);
        if (state.finished()) {
            return state;
        }
        ObjectModel object = session.model().object(stored.options().object());
        Map<UUID, List<Effect>> last = effects.last(transaction, id, ROWS_AT_ONCE).stream()
                .collect(Collectors.groupingBy(Effect::record, LinkedHashMap::new, Collectors.toList()));
        Counts counts = Counts.NONE;
        for (Map.Entry<UUID, List<Effect>> each : last.entrySet()) {
            counts = counts.plus(undo(session, object, id, each.getKey(), each.getValue()));
        }
        int rows = last.values().stream().mapToInt(List::size).sum();
        states.advance(transaction, id, RunKind.REVERT, counts, state.rowsDone() + rows, rows == 0);
        return states.lock(transaction, id, RunKind.REVERT);
    }

    /// @param done what the file did to the record, the newest first
    private Counts undo(Session session, ObjectModel object, UUID id, UUID record, List<Effect> done) {
        Set<Integer> versions = done.stream().map(Effect::version).collect(Collectors.toSet());
        Map<Integer, List<Move>> stays = done.stream()
                .filter(each -> each.stays() != null)
                .collect(Collectors.toMap(Effect::version, Reverting::stays, (one, other) -> one));
        return switch (records.undo(session, object, record, versions, stays)) {
            case Undone.Deleted _ -> taken(session, id, record, Outcome.DELETED, null);
            case Undone.Restored _ -> taken(session, id, record, Outcome.RESTORED, null);
            case Undone.Kept(Refused why) -> taken(session, id, record, Outcome.SKIPPED, why);
        };
    }

    private static List<Move> stays(Effect effect) {
        return effect.stays() == null ? List.of() : effect.stays();
    }

    private Counts taken(Session session, UUID id, UUID record, Outcome outcome, @Nullable Refused why) {
        List<Violation> reasons = why == null ? List.of() : Outcomes.reasons(why);
        effects.taken(session.transaction(), id, record, outcome, reasons);
        return switch (outcome) {
            case DELETED -> Counts.ONE_CREATED;
            case RESTORED -> Counts.ONE_UPDATED;
            case SKIPPED -> Counts.ONE_SKIPPED;
        };
    }
}
