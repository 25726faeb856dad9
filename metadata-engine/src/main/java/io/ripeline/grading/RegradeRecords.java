package io.ripeline.grading;

import io.ripeline.definition.Criterion;
import io.ripeline.definition.Grade;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.ObjectModel;
import io.ripeline.grading.RegradingRows.Entry;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.job.Jobs;
import io.ripeline.publishing.Published.FollowUpJob;
import io.ripeline.publishing.VersionPublished;
import io.ripeline.record.Grades;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// The job that grades records anew, after a publish that changed an automatic scale or because a person asks for it.
/// It
/// goes through the records in the order of their ids, some in a transaction with one fetch for all of them, and writes
/// only those that get another grade. Broken off, it goes on behind the last ones.
@Component
class RegradeRecords implements JobHandler {

    static final String KIND = "regrade";
    private static final int CHUNK = 200;

    private final Sessions sessions;
    private final Records records;
    private final Grades grades;
    private final Jobs jobs;

    RegradeRecords(Sessions sessions, Records records, Grades grades, Jobs jobs) {
        this.sessions = sessions;
        this.records = records;
        this.grades = grades;
        this.jobs = jobs;
    }

    @EventListener
    void on(VersionPublished published) {
        for (ObjectModel object : published.after().objects()) {
            GradeScale scale = object.gradeScale();
            GradeScale before = published
                    .before()
                    .find(object.key())
                    .map(ObjectModel::gradeScale)
                    .orElse(null);
            if (scale != null && scale.isAutomatic() && !asked(scale).equals(asked(before))) {
                UUID id = new RegradingRows(published.transaction()).add(object.key(), null, true);
                published.goesOn(new FollowUpJob(jobs.queue(published.transaction(), KIND, id), KIND));
            }
        }
    }

    /// What grades follow from.
    private static List<String> asked(@Nullable GradeScale scale) {
        return scale == null || !scale.isAutomatic()
                ? List.of()
                : scale.byRipeness().stream()
                        .map(grade -> grade.key() + sources(grade))
                        .toList();
    }

    private static List<String> sources(Grade grade) {
        return grade.criteria().stream()
                .map(Criterion::condition)
                .map(condition -> condition.source())
                .toList();
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// How many records were looked at, and how many have another grade now.
    record Done(long records, long changed) {}

    @Override
    public Done run(Job job, JobProgress progress) {
        Optional<Entry> entry = find(job.subjectId());
        long all = entry.filter(Entry::everyone)
                .map(begun -> within(begun, session -> count(session, begun)))
                .orElse(0L);
        Entry last = null;
        while (entry.isPresent() && step(entry.get())) {
            entry = find(job.subjectId());
            last = entry.orElse(last);
            progress.report(last == null ? 0 : last.done(), Math.max(all, last == null ? 0 : last.done()));
        }
        return last == null ? new Done(0, 0) : new Done(last.done(), last.changed());
    }

    private Optional<Entry> find(UUID id) {
        return Objects.requireNonNull(sessions.platform(session -> new RegradingRows(session.transaction()).find(id)));
    }

    private <T> T within(Entry entry, Function<Session, T> work) {
        return entry.everyone() ? sessions.platform(work) : sessions.write(work);
    }

    /// Does some, and answers whether there were any.
    private boolean step(Entry entry) {
        return within(entry, session -> {
            RegradingRows rows = new RegradingRows(session.transaction());
            List<UUID> ids = ids(session, entry);
            if (ids.isEmpty()) {
                rows.finished(entry);
                return false;
            }
            ObjectModel object = session.model().object(entry.object());
            int changed = grades.regrade(session, object, entry.everyone() ? ids : hers(session, object, ids))
                    .size();
            rows.advanced(entry, ids.getLast(), ids.size(), changed);
            return true;
        });
    }

    private List<UUID> hers(Session session, ObjectModel object, List<UUID> ids) {
        return records.all(session, object, ids).stream()
                .filter(record -> session.caller().mayEdit(object, record))
                .map(record -> record.id())
                .toList();
    }

    private static long count(Session session, Entry entry) {
        return session.model()
                .find(entry.object())
                .map(object -> (long) session.transaction()
                        .sql()
                        .fetchCount(object.table(), object.columns().deletedAt().isNull()))
                .orElse(0L);
    }

    /// The next records; none where the object is retired or graded no longer.
    private List<UUID> ids(Session session, Entry entry) {
        Optional<ObjectModel> found =
                session.model().find(entry.object()).filter(object -> object.gradeScale() != null);
        return found.map(object -> session.transaction()
                        .sql()
                        .select(object.columns().id())
                        .from(object.table())
                        .where(among(session, object, entry))
                        .orderBy(object.columns().id())
                        .limit(CHUNK)
                        .fetch(object.columns().id()))
                .map(List::copyOf)
                .orElse(List.of());
    }

    private Condition among(Session session, ObjectModel object, Entry entry) {
        Condition among = entry.everyone()
                ? object.columns().deletedAt().isNull()
                : records.matching(session, object, RecordQuery.matching(entry.filter()));
        return entry.behind() == null ? among : among.and(object.columns().id().gt(DSL.val(entry.behind())));
    }
}
