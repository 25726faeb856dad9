package io.ripeline.bulk;

import io.ripeline.job.Chore;
import io.ripeline.job.JobProgress;
import io.ripeline.record.Sessions;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Forgets which records were changed together long ago; what changed stands in the records' own histories.
@Component
@Order(10)
class ForgetChanges implements Chore {

    private static final Duration KEPT = Duration.ofDays(30);
    private static final int AT_ONCE = 20;

    private final Sessions sessions;

    ForgetChanges(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public String key() {
        return "bulksForgotten";
    }

    @Override
    public long run(JobProgress progress) {
        long forgotten = 0;
        int some = AT_ONCE;
        while (some == AT_ONCE) {
            some = sessions.platform(session -> new Bulks(session.transaction())
                    .forget(Work.Kind.CHANGE, session.transaction().now().minus(KEPT), AT_ONCE));
            forgotten += some;
            progress.report(forgotten, forgotten);
        }
        return forgotten;
    }
}
