package io.ripeline.worklist;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.job.Jobs;
import io.ripeline.job.RecordsDone;
import io.ripeline.publishing.Published.FollowUpJob;
import io.ripeline.publishing.VersionPublished;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.worklist.ReplanningBacklog.Entry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The job that plans follow-ups anew after a publish that changed rhythms, the grades that name them, the calendar or
/// what counts as a contact. It reads many records at once and writes only those whose plan is another one, a few in a
/// transaction. Broken off, it goes on behind the last chunk; done twice, a record stays as it was done first.
@Component
class ReplanFollowUps implements JobHandler {

    static final String KIND = "replan-follow-ups";
    private static final int CHUNK = 2_000;
    private static final int AT_ONCE = 500;

    private final Sessions sessions;
    private final ReplanRecords records;
    private final Jobs jobs;

    ReplanFollowUps(Sessions sessions, ReplanRecords records, Jobs jobs) {
        this.sessions = sessions;
        this.records = records;
        this.jobs = jobs;
    }

    @EventListener
    void on(VersionPublished published) {
        boolean any = false;
        for (ObjectModel object : published.after().objects()) {
            Optional<ObjectModel> before = published.before().find(object.key());
            if (object.about() || before.isEmpty()) {
                continue;
            }
            Optional<Set<String>> changed =
                    ChangedRhythms.of(published.before(), before.get(), published.after(), object);
            if (changed.isPresent()) {
                new ReplanningBacklog(published.transaction()).add(object.key(), changed.get());
                any = true;
            }
        }
        if (any) {
            published.goesOn(new FollowUpJob(jobs.queue(published.transaction(), KIND, Ids.next()), KIND));
        }
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
            records += step(entry.get(), progress);
            entry = next();
        }
        return new RecordsDone(records);
    }

    private Optional<Entry> next() {
        return sessions.platform(session -> new ReplanningBacklog(session.transaction()).next());
    }

    /// Does a chunk and answers how many records it had.
    private int step(Entry entry, JobProgress progress) {
        List<UUID> ids = sessions.platform(session -> ids(session, entry));
        if (ids.isEmpty()) {
            return sessions.platform(session -> {
                new ReplanningBacklog(session.transaction()).finished(entry);
                return 0;
            });
        }
        List<UUID> affected = sessions.platform(
                session -> AffectedRecords.of(session, session.model().object(entry.object()), ids, entry.rules()));
        long all = sessions.platform(session -> count(session, entry));
        for (int begin = 0; begin < affected.size(); begin += AT_ONCE) {
            List<UUID> some = affected.subList(begin, Math.min(begin + AT_ONCE, affected.size()));
            sessions.platform(session -> {
                records.replan(session, session.model().object(entry.object()), some, entry.rules());
                return some;
            });
            progress.report(Math.min(entry.done() + begin, all), all);
        }
        sessions.platform(session -> {
            new ReplanningBacklog(session.transaction()).advanced(entry, ids.getLast(), ids.size());
            return entry;
        });
        return ids.size();
    }

    private static long count(Session session, Entry entry) {
        ObjectModel object = session.model().object(entry.object());
        return session.transaction()
                .sql()
                .fetchCount(object.table(), object.columns().deletedAt().isNull());
    }

    /// The next records of an object; none where it is retired.
    private static List<UUID> ids(Session session, Entry entry) {
        return session.model()
                .find(entry.object())
                .map(object -> session.transaction()
                        .sql()
                        .select(object.columns().id())
                        .from(object.table())
                        .where(object.columns().deletedAt().isNull().and(behind(object, entry)))
                        .orderBy(object.columns().id())
                        .limit(CHUNK)
                        .fetch(object.columns().id()))
                .map(List::copyOf)
                .orElse(List.of());
    }

    private static Condition behind(ObjectModel object, Entry entry) {
        return entry.behind() == null
                ? DSL.noCondition()
                : object.columns().id().gt(entry.behind());
    }
}
