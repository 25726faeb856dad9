package io.ripeline.recomputation;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.job.Jobs;
import io.ripeline.job.RecordsDone;
import io.ripeline.publishing.Published.FollowUpJob;
import io.ripeline.publishing.VersionPublished;
import io.ripeline.recomputation.Backlog.Entry;
import io.ripeline.recomputation.Backlog.Phase;
import io.ripeline.record.ComputedFields;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.tenancy.TenantTransaction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The job that computes formulas and roll-ups of standing records after a publish that added or changed one. Goes
/// through each table in the order of ids, a chunk a transaction, and can be broken off after each of them.
///
/// It waits for nobody while it holds anything: the records of a chunk that others are writing are left out and
/// done one by one after it. So no writer ever waits for more than one chunk, and none in a circle.
@Component
class RecomputeFields implements JobHandler {

    static final String KIND = "recompute-fields";
    private static final int CHUNK = 500;

    private final Sessions sessions;
    private final ComputedFields fields;
    private final Jobs jobs;

    RecomputeFields(Sessions sessions, ComputedFields fields, Jobs jobs) {
        this.sessions = sessions;
        this.fields = fields;
        this.jobs = jobs;
    }

    @EventListener
    void on(VersionPublished published) {
        TenantTransaction transaction = published.transaction();
        boolean any = false;
        for (ObjectModel object : published.after().objects()) {
            for (var part : parts(published, object).entrySet()) {
                new Backlog(transaction).add(part.getKey(), object.key(), part.getValue());
                any = true;
            }
        }
        if (any) {
            published.goesOn(new FollowUpJob(jobs.queue(transaction, KIND, Ids.next()), KIND));
        }
    }

    private static Map<Phase, List<String>> parts(VersionPublished published, ObjectModel object) {
        Set<String> across = object.derived().acrossRecords();
        return Signatures.changed(published.before(), published.after(), object).stream()
                .collect(Collectors.groupingBy(
                        field -> across.contains(field) ? Phase.ACROSS_RECORDS : Phase.OF_RECORDS));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public RecordsDone run(Job job, JobProgress progress) {
        long records = 0;
        Optional<Entry> entry = next();
        while (entry.isPresent()) {
            records += step(entry.get());
            entry = next();
            entry.ifPresent(going -> report(progress, going));
        }
        return new RecordsDone(records);
    }

    private static void report(JobProgress progress, Entry entry) {
        if (entry.total() != null) {
            progress.report(Math.min(entry.done(), entry.total()), entry.total());
        }
    }

    private Optional<Entry> next() {
        return sessions.platform(session -> {
            Backlog backlog = new Backlog(session.transaction());
            Optional<Entry> entry = backlog.next();
            entry.filter(begun -> begun.total() == null)
                    .ifPresent(begun -> session.model()
                            .find(begun.object())
                            .ifPresent(object -> backlog.counted(
                                    begun, session.transaction().sql().fetchCount(object.table()))));
            return entry;
        });
    }

    /// Does a chunk and answers how many records it had.
    private int step(Entry entry) {
        List<UUID> ids = sessions.platform(session -> ids(session, entry));
        if (ids.isEmpty()) {
            return sessions.platform(session -> {
                new Backlog(session.transaction()).finished(entry);
                return 0;
            });
        }
        Set<UUID> busy = sessions.platform(session -> {
            Set<UUID> left = fields.recomputeFree(session, entry.object(), entry.fields(), ids);
            if (left.isEmpty()) {
                new Backlog(session.transaction()).advanced(entry, ids.getLast(), ids.size());
            }
            return left;
        });
        if (!busy.isEmpty()) {
            busy.forEach(id -> sessions.platform(session -> {
                fields.recompute(session, entry.object(), entry.fields(), List.of(id));
                return id;
            }));
            sessions.platform(session -> {
                new Backlog(session.transaction()).advanced(entry, ids.getLast(), ids.size());
                return entry;
            });
        }
        return ids.size();
    }

    /// The next records of a part; none where its object is retired.
    private static List<UUID> ids(Session session, Entry entry) {
        return session.model()
                .find(entry.object())
                .map(object -> session.transaction()
                        .sql()
                        .select(object.columns().id())
                        .from(object.table())
                        .where(behind(object, entry.behind()))
                        .orderBy(object.columns().id())
                        .limit(CHUNK)
                        .fetch(object.columns().id()))
                .map(List::copyOf)
                .orElse(List.of());
    }

    private static Condition behind(ObjectModel object, @Nullable UUID behind) {
        return behind == null ? DSL.noCondition() : object.columns().id().gt(behind);
    }
}
