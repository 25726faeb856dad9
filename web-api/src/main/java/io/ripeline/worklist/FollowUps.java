package io.ripeline.worklist;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.identity.Member;
import io.ripeline.record.Attempt;
import io.ripeline.record.Cause;
import io.ripeline.record.ChangedRecord;
import io.ripeline.record.NewRecord;
import io.ripeline.record.Past;
import io.ripeline.record.Precondition;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.record.Written;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The planned touches of the current company. Whoever plans for a record holds the lock on that record, taken before
/// the lock on any of its follow-ups: that is what keeps one open item per record and rhythm.
@Component
class FollowUps {

    private static final RecordChanges NOTHING = RecordChanges.of(Map.of());

    private final Records records;

    FollowUps(Records records) {
        this.records = records;
    }

    /// A record as it is now, locked until the transaction ends, whoever may see it.
    StoredRecord lock(Session session, ObjectModel object, UUID id) {
        // A write that changes nothing takes the lock and writes nothing.
        return records.update(session, object, id, NOTHING, Precondition.NONE, Cause.RHYTHM)
                .record();
    }

    /// A follow-up as it is now, locked.
    FollowUp lock(Session session, UUID id) {
        return new FollowUp(lock(session, object(session), id));
    }

    /// The open follow-ups about a record, locked, in the order they were made.
    List<FollowUp> open(Session session, UUID subject) {
        ObjectModel object = object(session);
        return ids(
                        session,
                        about(object, subject)
                                .and(Columns.of(object, FollowUp.STATE, String.class)
                                        .eq(FollowUp.OPEN)))
                .stream()
                .map(id -> lock(session, id))
                .filter(FollowUp::open)
                .toList();
    }

    /// Records as they are now, those in the bin too, locked until the transaction ends.
    List<StoredRecord> locked(Session session, ObjectModel object, Collection<UUID> ids) {
        return records.locked(session, object, ids);
    }

    /// The open follow-ups about records, locked, by record.
    Map<UUID, List<FollowUp>> open(Session session, Collection<UUID> subjects) {
        ObjectModel object = object(session);
        List<UUID> ids = ids(
                session,
                about(object, subjects)
                        .and(Columns.of(object, FollowUp.STATE, String.class).eq(FollowUp.OPEN)));
        return records.locked(session, object, ids).stream()
                .map(FollowUp::new)
                .filter(FollowUp::open)
                .collect(Collectors.groupingBy(item -> item.subject().id()));
    }

    /// What rhythms ever planned for records.
    Set<Ruled> everPlanned(Session session, Collection<UUID> subjects) {
        ObjectModel object = object(session);
        Field<UUID> subject = Objects.requireNonNull(object.columns().subjectId());
        Field<String> rule = Columns.of(object, FollowUp.RULE, String.class);
        return new HashSet<>(session.transaction()
                .sql()
                .selectDistinct(subject, rule)
                .from(object.table())
                .where(about(object, subjects).and(rule.isNotNull()))
                .fetch(row -> new Ruled(row.value1(), row.value2())));
    }

    /// A record and the key of a rhythm.
    record Ruled(UUID subject, String rule) {}

    /// For each record and rhythm the latest day for which something was planned that was closed.
    Map<Ruled, LocalDate> lastClosed(Session session, Collection<UUID> subjects) {
        ObjectModel object = object(session);
        Field<UUID> subject = Objects.requireNonNull(object.columns().subjectId());
        Field<String> rule = Columns.of(object, FollowUp.RULE, String.class);
        Map<Ruled, LocalDate> last = new HashMap<>();
        session.transaction()
                .sql()
                .select(subject, rule, DSL.max(Columns.of(object, FollowUp.ORIGINAL_DUE_ON, LocalDate.class)))
                .from(object.table())
                .where(about(object, subjects)
                        .and(rule.isNotNull())
                        .and(Columns.of(object, FollowUp.STATE, String.class).ne(FollowUp.OPEN)))
                .groupBy(subject, rule)
                .forEach(row -> last.put(new Ruled(row.value1(), row.value2()), row.value3()));
        return last;
    }

    private static Condition about(ObjectModel object, Collection<UUID> subjects) {
        return Objects.requireNonNull(object.columns().subjectId())
                .eq(DSL.any(subjects.toArray(new UUID[0])))
                .and(object.columns().deletedAt().isNull());
    }

    /// Puts values into follow-ups that are locked.
    void changeAll(Session session, Map<StoredRecord, Map<String, @Nullable Object>> wanted, Cause cause) {
        records.changeAll(session, object(session), wanted, cause);
    }

    /// Whether a rhythm ever planned anything for a record.
    boolean planned(Session session, UUID subject, String rule) {
        ObjectModel object = object(session);
        return !ids(
                        session,
                        about(object, subject)
                                .and(Columns.of(object, FollowUp.RULE, String.class)
                                        .eq(rule)))
                .isEmpty();
    }

    /// The latest day for which a rhythm planned something that was closed; none where nothing was.
    Optional<LocalDate> lastClosed(Session session, UUID subject, String rule) {
        ObjectModel object = object(session);
        return Optional.ofNullable(session.transaction()
                .sql()
                .select(DSL.max(Columns.of(object, FollowUp.ORIGINAL_DUE_ON, LocalDate.class)))
                .from(object.table())
                .where(about(object, subject)
                        .and(Columns.of(object, FollowUp.RULE, String.class).eq(rule))
                        .and(Columns.of(object, FollowUp.STATE, String.class).ne(FollowUp.OPEN)))
                .fetchSingle()
                .value1());
    }

    private static List<UUID> ids(Session session, Condition condition) {
        ObjectModel object = object(session);
        Field<UUID> id = object.columns().id();
        SortField<UUID> oldestFirst = id.asc();
        return session.transaction()
                .sql()
                .select(id)
                .from(object.table())
                .where(condition)
                .orderBy(oldestFirst)
                .fetch(id);
    }

    private static Condition about(ObjectModel object, UUID subject) {
        return Objects.requireNonNull(object.columns().subjectId())
                .eq(subject)
                .and(object.columns().deletedAt().isNull());
    }

    /// A touch that shall be planned for a record, on the list of the member with this id.
    record Touch(Subject subject, @Nullable UUID owner, Plan plan) {

        static Touch of(ObjectModel object, StoredRecord record, Plan plan) {
            return new Touch(new Subject(object.key(), record.id()), record.ownerId(), plan);
        }
    }

    /// Puts touches on the lists of those they are for.
    void planAll(Session session, List<Touch> touches, Cause cause) {
        if (touches.size() == 1) {
            Touch touch = touches.getFirst();
            plan(session, touch.subject(), touch.owner(), touch.plan(), cause);
            return;
        }
        List<NewRecord> wanted = touches.stream()
                .map(touch -> new NewRecord(planned(session, touch.subject(), touch.owner(), touch.plan()), Past.NONE))
                .toList();
        for (Attempt attempt : records.createAll(session, object(session), wanted, false, cause)) {
            if (attempt instanceof Attempt.Failed(Refused refused)) {
                throw refused;
            }
        }
    }

    /// Puts a touch on the list of the member with this id; of nobody where he is not active any more.
    FollowUp plan(Session session, Subject subject, @Nullable UUID owner, Plan plan, Cause cause) {
        RecordChanges changes = planned(session, subject, owner, plan);
        return new FollowUp(records.create(session, object(session), changes, cause, Past.NONE)
                .record());
    }

    private static RecordChanges planned(Session session, Subject subject, @Nullable UUID owner, Plan plan) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(FollowUp.DUE_ON, plan.dueOn());
        values.put(FollowUp.ORIGINAL_DUE_ON, plan.dueOn());
        values.put(FollowUp.CHANNEL, plan.channel());
        values.put(FollowUp.STATE, FollowUp.OPEN);
        values.put(FollowUp.PURPOSE, plan.purpose());
        if (plan.rule() != null) {
            values.put(FollowUp.RULE, plan.rule());
            values.put(FollowUp.RULE_VERSION, (long) session.model().version());
            values.put(FollowUp.STEP, (long) plan.step());
        }
        UUID active = session.caller()
                .directory()
                .find(owner)
                .filter(Member::active)
                .map(Member::id)
                .orElse(null);
        return RecordChanges.of(values).about(subject).ownedBy(active);
    }

    /// Closes a follow-up that was done.
    void finish(Session session, FollowUp item) {
        write(session, item, closing(session, FollowUp.DONE), Cause.WORKLIST);
    }

    /// Closes a follow-up that will not be done.
    void cancel(Session session, FollowUp item, String reason, Cause cause) {
        Map<String, @Nullable Object> values = closing(session, FollowUp.CANCELLED);
        values.put(FollowUp.REASON, reason);
        write(session, item, values, because(cause, reason));
    }

    /// Moves a follow-up to another day; the day it was planned for stays noted.
    void move(Session session, FollowUp item, LocalDate dueOn, String reason, Cause cause) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(FollowUp.DUE_ON, dueOn);
        values.put(FollowUp.REASON, reason);
        write(session, item, values, because(cause, reason));
    }

    /// Plans a follow-up anew, as if it had never stood on another day.
    void replan(Session session, FollowUp item, LocalDate dueOn) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(FollowUp.DUE_ON, dueOn);
        values.put(FollowUp.ORIGINAL_DUE_ON, dueOn);
        values.put(FollowUp.RULE_VERSION, (long) session.model().version());
        write(session, item, values, Cause.RHYTHM);
    }

    /// Gives a follow-up to another member, or to nobody.
    FollowUp give(Session session, FollowUp item, @Nullable UUID owner) {
        RecordChanges changes = NOTHING.ownedBy(owner);
        return new FollowUp(
                records.update(session, object(session), item.id(), changes, Precondition.NONE, Cause.RHYTHM)
                        .record());
    }

    /// Gives several follow-ups each to its new member, or to nobody; answers them as they are then.
    List<FollowUp> giveAll(Session session, Map<FollowUp, Optional<UUID>> owners) {
        List<ChangedRecord> wanted = owners.entrySet().stream()
                .map(each -> new ChangedRecord(
                        each.getKey().id(), NOTHING.ownedBy(each.getValue().orElse(null)), Past.NONE))
                .toList();
        return wanted.isEmpty()
                ? List.of()
                : records.updateAll(session, object(session), wanted, Cause.RHYTHM).stream()
                        .map(FollowUps::orRefuse)
                        .toList();
    }

    private static FollowUp orRefuse(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Made(Written written) -> new FollowUp(written.record());
            case Attempt.Failed(Refused refused) -> throw refused;
        };
    }

    static Map<String, @Nullable Object> closing(Session session, String state) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(FollowUp.STATE, state);
        values.put(FollowUp.CLOSED_AT, session.transaction().now());
        return values;
    }

    private static Cause because(Cause cause, String reason) {
        return new Cause(cause.key(), reason, cause.rights(), cause.gate(), cause.duplicates());
    }

    private void write(Session session, FollowUp item, Map<String, @Nullable Object> values, Cause cause) {
        records.update(session, object(session), item.id(), RecordChanges.of(values), Precondition.NONE, cause);
    }

    /// A text of the platform's own in the company's language, cut to what the field holds.
    static String text(Session session, String field, Text text) {
        return fitting(session, field, text.in(session.transaction().tenant().locale()));
    }

    /// A text cut to what the field holds.
    static String fitting(Session session, String field, String text) {
        Integer most =
                object(session).field(field).map(found -> found.maxLength()).orElse(null);
        return most == null || text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    static ObjectModel object(Session session) {
        return session.model().object(StandardObjects.FOLLOW_UP);
    }
}
