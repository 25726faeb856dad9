package io.ripeline.worklist;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.StandardObjects;
import io.ripeline.record.Attempt;
import io.ripeline.record.Cause;
import io.ripeline.record.NewRecord;
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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
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

    /// A call with a record.
    ///
    /// @param by the member who made it
    /// @param values of the activity
    public record Made(Subject subject, UUID by, Map<String, ? extends @Nullable Object> values) {

        private NewRecord activity() {
            return new NewRecord(RecordChanges.of(values).about(subject).ownedBy(by), new Past(null, by, List.of()));
        }
    }

    /// Locks the records that calls are about, in one order for all who note several, and answers those of them for
    /// which a call is planned for today or earlier.
    public Set<UUID> planned(Session session, Collection<Subject> subjects) {
        Map<String, Set<UUID>> ids = new TreeMap<>();
        subjects.forEach(subject ->
                ids.computeIfAbsent(subject.object(), _ -> new TreeSet<>()).add(subject.id()));
        ids.forEach((key, each) -> followUps.locked(session, session.model().object(key), each));
        ObjectModel object = FollowUps.object(session);
        Field<UUID> about = Objects.requireNonNull(object.columns().subjectId());
        UUID[] all = ids.values().stream().flatMap(Set::stream).toArray(UUID[]::new);
        return session.transaction()
                .sql()
                .selectDistinct(about)
                .from(object.table())
                .where(about.eq(DSL.any(all)).and(isDue(session, object)))
                .fetchSet(about);
    }

    /// Notes calls that end nothing planned, each with another record; what became of each, in their order.
    public List<Attempt> noteAll(Session session, List<Made> calls) {
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        session.caller().require(Right.CREATE, activity);
        return records.createAll(
                session, activity, calls.stream().map(Made::activity).toList(), false, Cause.CALL);
    }

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
        NewRecord made = new Made(subject, by, values).activity();
        Cause cause = held.isPresent() ? Cause.WORKLIST : Cause.CALL;
        StoredRecord noted = records.create(session, activity, made.changes(), cause, made.past())
                .record();
        if (held.isEmpty()) {
            return new Noted(noted.id(), null, null);
        }
        ActivityRequest done = new ActivityRequest(CALL, null, null, null, null);
        Completed completed = completeItem.finish(session, held.get(), noted, new CompleteRequest(done, null));
        return new Noted(
                noted.id(),
                completed.item(),
                completed.next().flatMap(next -> worklist.item(session, next)).orElse(null));
    }

    /// The call about a record that is due first, on its owner's today at the latest, where the caller may finish it.
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
                        .and(isDue(session, object)))
                .orderBy(dueOn, object.columns().id())
                .fetch(object.columns().id())
                .stream()
                .flatMap(id -> records.find(session, object, id).stream())
                .filter(record -> session.caller().mayEdit(object, record))
                .findFirst()
                .flatMap(record -> held(session, record.id()));
    }

    private static Condition isDue(Session session, ObjectModel object) {
        return Columns.of(object, FollowUp.STATE, String.class)
                .eq(FollowUp.OPEN)
                .and(Columns.of(object, FollowUp.CHANNEL, String.class).eq(CALL))
                .and(session.days()
                        .begun(
                                Columns.of(object, FollowUp.DUE_ON, LocalDate.class),
                                object.columns().ownerId()))
                .and(session.caller().visible(object));
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
