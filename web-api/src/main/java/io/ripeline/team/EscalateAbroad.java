package io.ripeline.team;

import io.ripeline.job.Alarms;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.member.TimeZoneChosen;
import java.time.ZoneId;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Has what is late told to managers when a day begins for members who do not live in the company's time zone; when the
/// company's own begins, the daily chores do.
@Component
class EscalateAbroad implements JobHandler {

    static final String KIND = "escalate";

    private final EscalateItems items;
    private final Alarms alarms;

    EscalateAbroad(EscalateItems items, Alarms alarms) {
        this.items = items;
        this.alarms = alarms;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// How many items were told of.
    record Done(long escalated) {}

    @Override
    public Done run(Job job, JobProgress progress) {
        return new Done(items.run(progress));
    }

    /// Whoever goes to live elsewhere has another midnight from now on.
    @EventListener
    void on(TimeZoneChosen chosen) {
        ZoneId zone = chosen.member().timeZone();
        if (zone != null) {
            var tomorrow = chosen.transaction().now().atZone(zone).toLocalDate().plusDays(1);
            alarms.set(chosen.transaction(), KIND, tomorrow.atStartOfDay(zone).toInstant());
        }
    }
}
