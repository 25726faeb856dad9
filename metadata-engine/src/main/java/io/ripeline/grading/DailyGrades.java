package io.ripeline.grading;

import io.ripeline.definition.GradeScale;
import io.ripeline.definition.ObjectModel;
import io.ripeline.job.Chore;
import io.ripeline.job.JobProgress;
import io.ripeline.job.Jobs;
import io.ripeline.record.Grades;
import io.ripeline.record.Sessions;
import java.util.List;
import java.util.UUID;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Ends the choices of grades whose day has come, from when on the suggestion holds again, and has the records of
/// automatic scales graded anew, for criteria may speak of days that pass.
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class DailyGrades implements Chore {

    private static final int AT_ONCE = 200;

    private final Sessions sessions;
    private final Grades grades;
    private final Jobs jobs;

    DailyGrades(Sessions sessions, Grades grades, Jobs jobs) {
        this.sessions = sessions;
        this.grades = grades;
        this.jobs = jobs;
    }

    @Override
    public String key() {
        return "graded";
    }

    @Override
    public long run(JobProgress progress) {
        List<String> objects = sessions.platform(session -> session.model().objects().stream()
                .filter(object -> object.gradeScale() != null)
                .map(ObjectModel::key)
                .toList());
        long ended = 0;
        for (String object : objects) {
            int some = AT_ONCE;
            while (some == AT_ONCE) {
                some = ended(object);
                ended += some;
                progress.report(ended, ended);
            }
            sessions.platform(session -> {
                GradeScale scale = session.model()
                        .find(object)
                        .map(ObjectModel::gradeScale)
                        .orElse(null);
                if (scale != null && scale.isAutomatic()) {
                    UUID id = new RegradingRows(session.transaction()).add(object, null, true);
                    jobs.queue(session.transaction(), RegradeRecords.KIND, id);
                }
                return object;
            });
        }
        return ended;
    }

    private int ended(String object) {
        return sessions.platform(session -> session.model()
                .find(object)
                .map(graded -> {
                    List<UUID> ids = grades.ended(session, graded, AT_ONCE);
                    grades.regrade(session, graded, ids);
                    grades.forget(session, ids);
                    return ids.size();
                })
                .orElse(0));
    }
}
