package io.ripeline.bulk;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.job.Job;
import io.ripeline.job.Jobs;
import io.ripeline.record.Caller;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Record2;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Work on many records: begun and taken back by jobs. An admin takes back all of it, others what they asked for
/// themselves.
@Component
class BulkWork {

    private final Sessions sessions;
    private final Jobs jobs;

    BulkWork(Sessions sessions, Jobs jobs) {
        this.sessions = sessions;
        this.jobs = jobs;
    }

    /// Says which records are meant, by object, with their ids and owners.
    @FunctionalInterface
    interface Meant {
        Map<String, Select<Record2<UUID, UUID>>> of(Session session, ObjectModel object);
    }

    /// Work that was asked for, and how many of its records stand in each state.
    record Standing(Bulk bulk, Counts counts) {}

    /// Notes on which records work is to be done, and queues the job that does it.
    Job begin(String object, Work work, Meant meant) {
        return queued(session -> {
            ObjectModel model = session.model().object(object);
            Map<String, Select<Record2<UUID, UUID>>> records = meant.of(session, model);
            Bulk bulk = Bulk.of(session, model, work);
            new Bulks(session.transaction()).add(bulk);
            new BulkRecords(session.transaction()).add(bulk.id(), records);
            return jobs.queue(session.transaction(), work.kind().job(), bulk.id());
        });
    }

    /// Queues the job that takes work back, as far as nobody changed since what it made; refuses what the member did
    /// not ask for, and what was undone before.
    Job undo(Work.Kind kind, String id) {
        UUID wanted = Ids.parse(id).orElseThrow(kind::notFound);
        return queued(session -> {
            Caller caller = session.caller();
            Bulks bulks = new Bulks(session.transaction());
            Bulk bulk = bulks.find(kind, wanted)
                    .filter(found ->
                            caller.role().admin() || caller.member().id().equals(found.by()))
                    .orElseThrow(kind::notFound);
            if (!bulks.undo(bulk.id(), caller.member().id())) {
                throw kind.undone();
            }
            return jobs.queue(session.transaction(), kind.undo(), bulk.id());
        });
    }

    private Job queued(Function<Session, UUID> work) {
        return jobs.find(sessions.write(work)).orElseThrow();
    }

    /// The latest of a kind, the newest first: all for an admin, her own for others.
    List<Standing> latest(Session session, Work.Kind kind) {
        Caller caller = session.caller();
        @Nullable UUID by = caller.role().admin() ? null : caller.member().id();
        BulkRecords records = new BulkRecords(session.transaction());
        return new Bulks(session.transaction())
                .latest(kind, by).stream()
                        .map(bulk -> new Standing(bulk, records.counts(bulk.id())))
                        .toList();
    }
}
