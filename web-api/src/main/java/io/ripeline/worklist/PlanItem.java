package io.ripeline.worklist;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.identity.IdentityError;
import io.ripeline.record.Cause;
import io.ripeline.record.Past;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Text;
import io.ripeline.worklist.WorklistRequests.PlanRequest;
import io.ripeline.worklist.WorklistRequests.SubjectRequest;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Plans an item by hand, outside of every rhythm.
@Component
class PlanItem {

    private final Records records;
    private final FollowUps followUps;

    PlanItem(Records records, FollowUps followUps) {
        this.records = records;
        this.followUps = followUps;
    }

    /// Puts the item on a list; refuses with `record-not-found`, `member-not-found`, `right-missing`, `record-invalid`,
    /// `date-invalid`, `next-out-of-bounds` or `subject-closed`.
    UUID plan(Session session, PlanRequest request) {
        session.caller().require(Right.CREATE, FollowUps.object(session));
        ObjectModel object = object(session, request.subject());
        StoredRecord subject = subject(session, object, request.subject());
        LocalDate dueOn = Requested.date(request.dueOn(), "/dueOn");
        UUID owner = owner(session, request.ownerId(), subject);
        Bounds.from(Desk.today(session, owner)).check(dueOn, "/dueOn");
        boolean caredFor = ClosedSubjects.areCaredFor(session, object, subject, "/subject");
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(FollowUp.DUE_ON, dueOn);
        values.put(FollowUp.ORIGINAL_DUE_ON, dueOn);
        values.put(FollowUp.CHANNEL, request.channel());
        values.put(FollowUp.PURPOSE, request.purpose());
        values.put(FollowUp.STATE, FollowUp.OPEN);
        if (caredFor) {
            values.put(FollowUp.RULE_VERSION, (long) session.model().version());
        }
        RecordChanges changes = RecordChanges.of(values)
                .about(new Subject(object.key(), subject.id()))
                .ownedBy(owner);
        return Requested.at("", () -> records.create(session, FollowUps.object(session), changes, Cause.API, Past.NONE))
                .record()
                .id();
    }

    private static ObjectModel object(Session session, SubjectRequest request) {
        return session.model()
                .find(request.object())
                .filter(found -> !found.about())
                .orElseThrow(Held::noSuchRecord);
    }

    /// What it is about, locked, so that nobody closes or deletes it meanwhile.
    private StoredRecord subject(Session session, ObjectModel object, SubjectRequest request) {
        session.caller().require(Right.READ, object);
        return Ids.parse(request.id())
                .flatMap(id -> records.find(session, object, id))
                .map(found -> followUps.lock(session, object, found.id()))
                .orElseThrow(Held::noSuchRecord);
    }

    /// On whose list it comes: on the member's own, on that of the subject's owner, or of somebody she leads.
    private static UUID owner(Session session, @Nullable String wanted, StoredRecord subject) {
        UUID me = session.caller().member().id();
        if (wanted == null) {
            return me;
        }
        return Ids.parse(wanted)
                .filter(id -> session.caller().directory().find(id).isPresent())
                .filter(id -> id.equals(me)
                        || id.equals(subject.ownerId())
                        || session.caller().leads(id))
                .orElseThrow(() -> IdentityError.MEMBER_NOT_FOUND.at(
                        "/ownerId",
                        Text.of("There is no such member, or you may not plan for them.", "没有这位成员，或您无权为其安排。")));
    }
}
