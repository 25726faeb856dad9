package io.ripeline.grading;

import static io.ripeline.record.RecordError.FIELD_NOT_WRITABLE;
import static io.ripeline.record.RecordError.NO_GRADE_SCALE;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.FieldAccess;
import io.ripeline.definition.Role.Right;
import io.ripeline.job.Jobs;
import io.ripeline.record.FieldView;
import io.ripeline.record.Grades;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Grading many records anew because a person asks for it: of those she sees, the ones she may change.
@Component
public class Regrading {

    private static final int EXAMPLES = 20;

    private final Records records;
    private final Grades grades;
    private final Jobs jobs;

    Regrading(Records records, Grades grades, Jobs jobs) {
        this.records = records;
        this.grades = grades;
        this.jobs = jobs;
    }

    /// How many records get another grade, from which to which.
    public record Count(@Nullable String from, String to, long count) {}

    /// One of them.
    public record Example(UUID id, String name, @Nullable String from, String to) {}

    /// What grading anew would do.
    ///
    /// @param records how many were looked at
    public record Preview(long records, List<Count> changes, List<Example> examples) {}

    private static final class Tally {
        private final Map<List<@Nullable String>, Long> counts = new LinkedHashMap<>();
        private final List<Grades.Change> first = new ArrayList<>();
        private long records;

        void add(Grades.Change change) {
            List<@Nullable String> way = new ArrayList<>();
            way.add(change.from());
            way.add(change.to());
            counts.merge(way, 1L, Long::sum);
            if (first.size() < EXAMPLES) {
                first.add(change);
            }
        }
    }

    /// What grading anew would do; refuses with `no-grade-scale`, `right-missing`, `field-not-writable` or
    /// `filter-invalid`.
    public Preview preview(Session session, ObjectModel object, @Nullable String filter) {
        require(session, object);
        Tally tally = new Tally();
        records.each(session, object, RecordQuery.matching(filter), some -> {
            tally.records += some.size();
            grades.changes(session, object, some).stream()
                    .filter(change -> session.caller().mayEdit(object, change.record()))
                    .forEach(tally::add);
        });
        Map<UUID, String> names = records.names(
                session,
                object,
                tally.first.stream().map(change -> change.record().id()).toList());
        return new Preview(
                tally.records,
                tally.counts.entrySet().stream()
                        .map(each -> new Count(
                                each.getKey().get(0),
                                String.valueOf(each.getKey().get(1)),
                                each.getValue()))
                        .sorted(Comparator.comparingLong(Count::count).reversed())
                        .toList(),
                tally.first.stream()
                        .map(change -> new Example(
                                change.record().id(),
                                names.getOrDefault(change.record().id(), ""),
                                change.from(),
                                change.to()))
                        .toList());
    }

    /// Queues the job that does it, and answers the job's id; refuses as {@link #preview} does.
    public UUID begin(Session session, ObjectModel object, @Nullable String filter) {
        require(session, object);
        records.matching(session, object, RecordQuery.matching(filter));
        UUID id = new RegradingRows(session.transaction()).add(object.key(), filter, false);
        return jobs.queue(session.transaction(), RegradeRecords.KIND, id);
    }

    private static void require(Session session, ObjectModel object) {
        session.caller().require(Right.UPDATE, object);
        GradeScale scale = object.gradeScale();
        if (scale == null) {
            throw NO_GRADE_SCALE.because(Text.of("Records of %s have no grades.", "对象 %s 没有等级。", object.key()));
        }
        FieldModel field = object.field(scale.field()).orElseThrow();
        if (FieldView.of(session, object).access(field) != FieldAccess.EDIT) {
            throw FIELD_NOT_WRITABLE.because(Text.of("Your role does not write this value.", "您的角色不能修改此值。"));
        }
    }
}
