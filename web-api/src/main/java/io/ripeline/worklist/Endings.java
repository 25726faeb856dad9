package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.expression.Expression;
import io.ripeline.record.Cause;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Text;
import java.util.List;
import org.springframework.stereotype.Component;

/// Rhythms that end on a reply or an outcome: an activity about the record that meets their condition takes their open
/// item off the list, within the activity's write. They begin again when the record comes to them anew; of those that
/// come each year only this year's time ends, once it has begun, and the next one is planned.
@Component
class Endings {

    private final FollowUps followUps;
    private final Occasions occasions;

    Endings(FollowUps followUps, Occasions occasions) {
        this.followUps = followUps;
        this.occasions = occasions;
    }

    /// Whether an activity ends a rhythm.
    static boolean ends(Session session, Cadence cadence, StoredRecord activity) {
        Expression until = cadence.until();
        if (until == null) {
            return false;
        }
        ObjectModel object = session.model().object(StandardObjects.ACTIVITY);
        return until.holds(session.facts(object, activity, until.needs()));
    }

    /// Takes the items whose rhythms an activity ends off the list.
    ///
    /// @param record what it is about
    /// @param open the open follow-ups about that
    void end(Session session, ObjectModel object, StoredRecord record, List<FollowUp> open, StoredRecord activity) {
        for (FollowUp item : open) {
            item.rule()
                    .flatMap(session.model()::cadence)
                    .filter(cadence -> !Occasions.isYearly(cadence) || Occasions.hasBegun(session, item))
                    .filter(cadence -> ends(session, cadence, activity))
                    .ifPresent(cadence -> {
                        followUps.cancel(session, item, reason(session, cadence), Cause.RHYTHM);
                        occasions.again(session, object, record, cadence);
                    });
        }
    }

    private static String reason(Session session, Cadence cadence) {
        Text label = cadence.definition().label().text();
        return FollowUps.text(
                session,
                FollowUp.REASON,
                new Text(
                        "What was noted ends the rhythm: %s.".formatted(label.en()),
                        "记录的跟进结果使节奏结束：%s。".formatted(label.zh())));
    }
}
