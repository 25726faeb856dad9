package io.ripeline.worklist;

import static io.ripeline.worklist.WorklistError.DATE_INVALID;
import static io.ripeline.worklist.WorklistError.PARAMETER_INVALID;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.Definition.StepDefinition;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Label;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.StandardObjects;
import io.ripeline.process.CountedFor;
import io.ripeline.record.Cause;
import io.ripeline.record.Past;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Text;
import io.ripeline.worklist.WorklistRequests.ActivityRequest;
import io.ripeline.worklist.WorklistRequests.CompleteRequest;
import io.ripeline.worklist.WorklistRequests.NextRequest;
import io.ripeline.worklist.WorklistRequests.SubjectRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finishes an item: notes what was done, closes the item and plans the next touch.
@Component
class CompleteItem {

    private final Records records;
    private final FollowUps followUps;
    private final Rhythm rhythm;

    CompleteItem(Records records, FollowUps followUps, Rhythm rhythm) {
        this.records = records;
        this.followUps = followUps;
        this.rhythm = rhythm;
    }

    /// What came of it.
    record Completed(UUID activity, UUID item, Optional<UUID> next) {}

    /// Finishes the item; refuses with `record-not-found`, `item-closed`, `version-conflict`, `right-missing`,
    /// `record-invalid`, `date-invalid`, `next-out-of-bounds` or, with a next step, `subject-closed`.
    ///
    /// @param seenAt the version of it that the member saw; that of now where absent
    Completed complete(Session session, String id, CompleteRequest request, @Nullable Integer seenAt) {
        session.caller().require(Right.CREATE, activityObject(session));
        Held held = Held.take(session, records, followUps, id, seenAt);
        StoredRecord activity = note(session, held, request.activity());
        return finish(session, held, activity, request);
    }

    /// Finishes an item by what was done for it and is written down already.
    Completed finish(Session session, Held held, StoredRecord activity, CompleteRequest request) {
        followUps.finish(session, held.item());
        Optional<FollowUp> next = switch (held.kind(session)) {
            case RHYTHM -> afterRhythm(session, held, request, activity);
            case OCCASION -> afterOccasion(session, held, request, activity);
            case OWN -> afterOwn(session, held, request, activity);
        };
        return new Completed(activity.id(), held.item().id(), next.map(FollowUp::id));
    }

    private StoredRecord note(Session session, Held held, ActivityRequest request) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(Contacts.KIND, request.kind());
        values.put("outcome", request.outcome());
        values.put("duration_seconds", request.durationSeconds());
        values.put("note", request.note());
        values.put(Contacts.STARTED_AT, startedAt(session, request));
        if (request.countsFor() != null) {
            values.put(link(session, request.countsFor()), request.countsFor().id());
        }
        RecordChanges changes = RecordChanges.of(values).about(held.item().subject());
        return Requested.at(
                        "/activity",
                        () -> records.create(session, activityObject(session), changes, Cause.WORKLIST, Past.NONE))
                .record();
    }

    /// The field of an activity that names such a record.
    private static String link(Session session, SubjectRequest named) {
        return CountedFor.link(session.model(), named.object())
                .map(FieldModel::key)
                .orElseThrow(() -> PARAMETER_INVALID.at(
                        "/activity/countsFor",
                        Text.of(
                                "Activities of this company name no %s; an admin can add a lookup to them.",
                                "本公司的跟进记录不能关联“%s”，管理员可为其添加关联字段。", named.object())));
    }

    private static ObjectModel activityObject(Session session) {
        return session.model().object(StandardObjects.ACTIVITY);
    }

    private static Instant startedAt(Session session, ActivityRequest request) {
        Instant now = session.transaction().now();
        if (request.startedAt() == null) {
            return now;
        }
        String pointer = "/activity/startedAt";
        Instant start = Requested.instant(request.startedAt(), pointer);
        if (start.isAfter(now)) {
            throw DATE_INVALID.at(
                    pointer,
                    Text.of(
                            "What was done did not begin in the future; leave it out for now.",
                            "已完成的跟进不能始于将来；留空表示现在。"));
        }
        return start;
    }

    private Optional<FollowUp> afterRhythm(Session session, Held held, CompleteRequest request, StoredRecord activity) {
        NextRequest wanted = request.next();
        boolean ended = held.item()
                .rule()
                .flatMap(session.model()::cadence)
                .filter(cadence -> Endings.ends(session, cadence, activity))
                .isPresent();
        if (ended) {
            return Optional.ofNullable(wanted)
                    .map(next -> agreed(session, held, next))
                    .map(plan -> Requested.at("/next", () -> rhythm.follow(session, held, plan)));
        }
        if (wanted == null) {
            return rhythm.next(session, held).map(plan -> rhythm.follow(session, held, plan));
        }
        Optional<Cadence> cadence = rhythm.applying(session, held);
        Plan plan =
                cadence.map(each -> agreed(session, held, wanted, each)).orElseGet(() -> agreed(session, held, wanted));
        return Optional.of(Requested.at("/next", () -> rhythm.follow(session, held, plan)));
    }

    /// The next time of an occasion is planned whatever a person plans besides.
    private Optional<FollowUp> afterOccasion(
            Session session, Held held, CompleteRequest request, StoredRecord activity) {
        Optional<FollowUp> again =
                rhythm.nextTime(session, held, activity).map(plan -> rhythm.follow(session, held, plan));
        return afterOwn(session, held, request, activity).or(() -> again);
    }

    /// A person's own item is outside of every rhythm, but what was done for it is a contact like any other.
    private Optional<FollowUp> afterOwn(Session session, Held held, CompleteRequest request, StoredRecord activity) {
        rhythm.noted(session, held, activity);
        return Optional.ofNullable(request.next())
                .map(next -> agreed(session, held, next))
                .map(plan -> Requested.at("/next", () -> rhythm.follow(session, held, plan)));
    }

    private static Plan agreed(Session session, Held held, NextRequest next, Cadence cadence) {
        LocalDate dueOn = Requested.date(next.dueOn(), "/next/dueOn");
        Bounds.of(cadence, Desk.today(session, held.subject().ownerId())).check(dueOn, "/next/dueOn");
        int number = Rhythm.stepAfter(held, cadence);
        Optional<StepDefinition> step = cadence.step(number);
        String purpose = step.map(StepDefinition::purpose)
                .map((Label label) -> label.in(session.transaction().tenant().locale()))
                .map(text -> FollowUps.fitting(session, FollowUp.PURPOSE, text))
                .orElse(null);
        String channel = step.map(StepDefinition::channel).orElse(held.item().channel());
        return new Plan(
                dueOn,
                next.channel() == null ? channel : next.channel(),
                next.purpose() == null ? purpose : next.purpose(),
                cadence.key(),
                number);
    }

    private static Plan agreed(Session session, Held held, NextRequest next) {
        ClosedSubjects.areCaredFor(session, held.object(), held.subject(), "/next");
        LocalDate dueOn = Requested.date(next.dueOn(), "/next/dueOn");
        Bounds.from(Desk.today(session, held.item().owner())).check(dueOn, "/next/dueOn");
        return new Plan(
                dueOn,
                next.channel() == null ? held.item().channel() : next.channel(),
                next.purpose() == null ? held.item().purpose().orElse(null) : next.purpose(),
                null,
                0);
    }
}
