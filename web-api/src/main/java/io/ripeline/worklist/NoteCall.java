package io.ripeline.worklist;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.StandardObjects;
import io.ripeline.record.Cause;
import io.ripeline.record.Past;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.worklist.CompleteItem.Completed;
import io.ripeline.worklist.WorklistRequests.ActivityRequest;
import io.ripeline.worklist.WorklistRequests.CompleteRequest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Notes a call that was made on the telephone: as an activity of whoever made it, and as the end of the call that was
/// planned for today or earlier, if one was.
@Component
public class NoteCall {

    private static final String CALL = "call";

    private final Records records;
    private final FollowUps followUps;
    private final CompleteItem completeItem;
    private final Worklist worklist;

    NoteCall(Records records, FollowUps followUps, CompleteItem completeItem, Worklist worklist) {
        this.records = records;
        this.followUps = followUps;
        this.completeItem = completeItem;
        this.worklist = worklist;
    }

    /// What came of it.
    ///
    /// @param completed the item of the list that it ended
    /// @param next what is planned after that
    public record Noted(
            UUID activity,
            @Nullable UUID completed,
            @Nullable WorklistItem next) {}

    /// Notes the call; refuses with `right-missing` or `record-invalid`.
    ///
    /// @param by the member who made it
    /// @param values of the activity
    /// @param fulfils whether it can be what was planned
    public Noted note(
            Session session,
            Subject subject,
            UUID by,
            Map<String, ? extends @Nullable Object> values,
            boolean fulfils) {
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        session.caller().require(Right.CREATE, activity);
        Optional<Held> held = fulfils ? due(session, subject) : Optional.empty();
        RecordChanges changes = RecordChanges.of(values).about(subject).ownedBy(by);
        Cause cause = held.isPresent() ? Cause.WORKLIST : Cause.CALL;
        StoredRecord noted = records.create(session, activity, changes, cause, new Past(null, by, List.of()))
                .record();
        if (held.isEmpty()) {
            return new Noted(noted.id(), null, null);
        }
        ActivityRequest done = new ActivityRequest(CALL, null, null, null, null);
        Completed completed = completeItem.finish(session, held.get(), noted, new CompleteRequest(done, null));
        LocalDate today = session.moment().today();
        return new Noted(
                noted.id(),
                completed.item(),
                completed
                        .next()
                        .flatMap(next -> worklist.item(session, next, today))
                        .orElse(null));
    }

    /// The call about a record that is due first, today at the latest, where the caller may finish it.
    private Optional<Held> due(Session session, Subject subject) {
        ObjectModel object = FollowUps.object(session);
        if (!session.caller().role().may(Right.UPDATE, object.key())) {
            return Optional.empty();
        }
        var dueOn = Columns.of(object, FollowUp.DUE_ON, LocalDate.class);
        return session
                .transaction()
                .sql()
                .select(object.columns().id())
                .from(object.table())
                .where(Objects.requireNonNull(object.columns().subjectId())
                        .eq(subject.id())
                        .and(Columns.of(object, FollowUp.STATE, String.class).eq(FollowUp.OPEN))
                        .and(Columns.of(object, FollowUp.CHANNEL, String.class).eq(CALL))
                        .and(dueOn.le(session.moment().today()))
                        .and(session.caller().visible(object)))
                .orderBy(dueOn, object.columns().id())
                .fetch(object.columns().id())
                .stream()
                .flatMap(id -> records.find(session, object, id).stream())
                .filter(record -> session.caller().mayEdit(object, record))
                .findFirst()
                .flatMap(record -> held(session, record.id()));
    }

    /// Nothing where somebody else has just finished it.
    private Optional<Held> held(Session session, UUID item) {
        ObjectModel object = FollowUps.object(session);
        FollowUp before = new FollowUp(records.get(session, object, item));
        ObjectModel about = session.model().object(before.subject().object());
        StoredRecord subject = followUps.lock(session, about, before.subject().id());
        FollowUp locked = followUps.lock(session, item);
        return locked.open() ? Optional.of(new Held(locked, about, subject)) : Optional.empty();
    }
}
