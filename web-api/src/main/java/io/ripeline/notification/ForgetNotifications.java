package io.ripeline.notification;

import static io.ripeline.notification.NotificationTable.AT;
import static io.ripeline.notification.NotificationTable.NOTIFICATION;

import io.ripeline.job.Chore;
import io.ripeline.job.JobProgress;
import io.ripeline.record.Sessions;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Forgets what members were told long ago; what happened stands in the records' own histories.
@Component
@Order(9)
class ForgetNotifications implements Chore {

    private static final Duration KEPT = Duration.ofDays(180);

    private final Sessions sessions;

    ForgetNotifications(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public String key() {
        return "notificationsForgotten";
    }

    @Override
    public long run(JobProgress progress) {
        return sessions.platform(session -> session.transaction()
                .sql()
                .deleteFrom(NOTIFICATION)
                .where(AT.lt(session.transaction().now().minus(KEPT)))
                .execute());
    }
}
