package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.record.Callers;
import io.ripeline.record.Cause;
import io.ripeline.record.RecordDeleted;
import io.ripeline.record.RecordRestored;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.RecordsMerged;
import io.ripeline.record.RecordsWritten;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Keeps exactly one open follow-up for each record that a rhythm applies to, within the transaction of the write that
/// gave cause. A rhythm that applies no more has its item cancelled with the reason; the one that applies instead
/// begins at its first step, counted from the last contact, never before the day of the write.
@Component
class Rhythm {

    private static final Text DELETED = Text.of("The record was deleted.", "记录已删除。");
    private static final Text MERGED = Text.of("The records were merged.", "记录已合并。");
    private static final Text NO_RHYTHM = Text.of("No rhythm applies any more.", "不再适用任何跟进节奏。");
    static final Set<String> HISTORY_BROUGHT = Set.of(Cause.SAMPLE.key(), Cause.IMPORT.key());

    private final FollowUps followUps;
    private final Occasions occasions;
    private final Endings endings;
    private final Callers callers;

    Rhythm(FollowUps followUps, Occasions occasions, Endings endings, Callers callers) {
        this.followUps = followUps;
        this.occasions = occasions;
        this.endings = endings;
        this.callers = callers;
    }

    @EventListener
    void on(RecordsWritten written) {
        ObjectModel object = written.object();
        // What a publish maps is planned anew by its job, all records together.
        if (written.cause().isTransfer() || written.cause().key().equals(Cause.MIGRATION.key())) {
            return;
        }
        if (object.key().equals(StandardObjects.ACTIVITY)) {
            Session session = callers.following(written.transaction(), written.model());
            new NewContacts(session, followUps, written).concerning().forEach(this::contacted);
        } else if (!object.about()) {
            boolean rhythmic = ApplicableCadence.any(written.model(), object);
            List<RecordWritten> begun =
                    written.all().stream().filter(each -> each.before() == null).toList();
            if (rhythmic && !begun.isEmpty()) {
                begin(written, begun);
            }
            List<RecordWritten> changed = written.all().stream()
                    .filter(each -> each.before() != null && (rhythmic || each.changedOwner()))
                    .toList();
            if (changed.size() == 1) {
                changed(changed.getFirst(), rhythmic);
            } else if (!changed.isEmpty()) {
                Session session = callers.following(written.transaction(), written.model());
                new ChangedTogether(session, followUps, occasions).keep(changed, rhythmic);
            }
        }
    }

    /// Plans the first touches of new records, those of all of them together.
    private void begin(RecordsWritten written, List<RecordWritten> begun) {
        Session session = callers.following(written.transaction(), written.model());
        List<FollowUps.Touch> touches = new ArrayList<>();
        for (RecordWritten each : begun) {
            StoredRecord record = each.after();
            ApplicableCadence.of(session, written.object(), record)
                    .flatMap(cadence ->
                            first(session, cadence, record, session.days().today(record.ownerId())))
                    .ifPresent(plan -> touches.add(FollowUps.Touch.of(written.object(), record, plan)));
            occasions
                    .begin(session, written.object(), record)
                    .forEach(plan -> touches.add(FollowUps.Touch.of(written.object(), record, plan)));
        }
        followUps.planAll(session, touches, Cause.RHYTHM);
    }

    /// Nobody has to see a deleted record again: what was planned for it is cancelled and says why.
    @EventListener
    void on(RecordDeleted deleted) {
        if (!deleted.object().about()) {
            Session session = callers.following(deleted.transaction(), deleted.model());
            String reason = FollowUps.text(session, FollowUp.REASON, DELETED);
            followUps
                    .open(session, deleted.record().id())
                    .forEach(item -> followUps.cancel(session, item, reason, Cause.RHYTHM));
        }
    }

    /// A record that comes back begins its rhythm, counted from the last contact.
    @EventListener
    void on(RecordRestored restored) {
        ObjectModel object = restored.object();
        if (object.about() || !ApplicableCadence.any(restored.model(), object)) {
            return;
        }
        Session session = callers.following(restored.transaction(), restored.model());
        StoredRecord record = restored.record();
        ApplicableCadence.of(session, object, record).ifPresent(cadence -> begin(session, cadence, object, record));
        occasions.keep(session, object, record, List.of());
    }

    /// Of what each rhythm planned for records that are one now, the item due first stays, where the rhythm applies.
    @EventListener
    void on(RecordsMerged merged) {
        if (merged.object().about()) {
            return;
        }
        Session session = callers.session(merged.transaction(), merged.model());
        String reason = FollowUps.text(session, FollowUp.REASON, MERGED);
        StoredRecord record = merged.record();
        Map<String, FollowUp> first = new LinkedHashMap<>();
        followUps.open(session, record.id()).stream()
                .sorted(Comparator.comparing(FollowUp::dueOn))
                .forEach(item -> item.rule()
                        .filter(rule -> first.putIfAbsent(rule, item) != null)
                        .ifPresent(rule -> followUps.cancel(session, item, reason, Cause.RHYTHM)));
        List<FollowUp> open = List.copyOf(first.values());
        retire(session, open, ApplicableCadence.of(session, merged.object(), record));
        occasions.keep(session, merged.object(), record, open);
    }

    private void changed(RecordWritten written, boolean rhythmic) {
        Session session = callers.following(written.transaction(), written.model());
        List<FollowUp> standing = followUps.open(session, written.after().id());
        List<FollowUp> open = written.changedOwner() ? handOver(session, standing, written) : standing;
        if (rhythmic) {
            keep(session, open, written);
            occasions.keep(session, written.object(), written.after(), open);
        }
    }

    /// What a rhythm planned follows the record; what a person planned follows it where it was the former owner's.
    /// Answers the items as they are then.
    private List<FollowUp> handOver(Session session, List<FollowUp> open, RecordWritten written) {
        StoredRecord before = Objects.requireNonNull(written.before());
        return open.stream()
                .map(item -> goesAlong(item, before)
                        ? followUps.give(session, item, written.after().ownerId())
                        : item)
                .toList();
    }

    /// Whether an item follows its record to another owner.
    static boolean goesAlong(FollowUp item, StoredRecord before) {
        return item.rule().isPresent() || Objects.equals(item.record().ownerId(), before.ownerId());
    }

    private void keep(Session session, List<FollowUp> open, RecordWritten written) {
        ObjectModel object = written.object();
        StoredRecord record = written.after();
        Optional<Cadence> cadence = ApplicableCadence.of(session, object, record);
        boolean kept = retire(session, open, cadence);
        if (!kept && cadence.isPresent() && begins(session, cadence.get(), written)) {
            begin(session, cadence.get(), object, record);
        }
    }

    private void begin(Session session, Cadence cadence, ObjectModel object, StoredRecord record) {
        begun(session, cadence, record)
                .ifPresent(plan -> followUps.plan(
                        session, new Subject(object.key(), record.id()), record.ownerId(), plan, Cause.RHYTHM));
    }

    /// The first touch of a record that comes to a rhythm, counted from the last contact with it.
    static Optional<Plan> begun(Session session, Cadence cadence, StoredRecord record) {
        Instant contact =
                Contacts.last(session, record.id()).orElse(session.transaction().now());
        return first(session, cadence, record, session.days().dateAt(record.ownerId(), contact));
    }

    /// The first touch of a record, not before its owner's today.
    static Optional<Plan> first(Session session, Cadence cadence, StoredRecord record, LocalDate contact) {
        return step(session, cadence, 0, contact)
                .map(plan -> plan.notBefore(session.days().today(record.ownerId())));
    }

    private boolean retire(Session session, List<FollowUp> open, Optional<Cadence> cadence) {
        PlannedWrites writes = new PlannedWrites(session, followUps);
        boolean kept = retire(session, open, cadence, writes);
        writes.write();
        return kept;
    }

    /// Cancels what belongs to other rhythms, those that come each year apart; answers whether the one that applies has
    /// its item.
    static boolean retire(Session session, List<FollowUp> open, Optional<Cadence> cadence, PlannedWrites writes) {
        boolean kept = false;
        List<FollowUp> planned = open.stream()
                .filter(item -> item.rule().isPresent() && !Occasions.has(session, item))
                .toList();
        for (FollowUp item : planned) {
            if (!kept && cadence.filter(each -> item.isOf(each.key())).isPresent()) {
                kept = true;
            } else {
                writes.cancel(item, otherwise(session, cadence));
            }
        }
        return kept;
    }

    /// Why an item ends of a rhythm that applies no more.
    ///
    /// @param cadence the one that applies instead
    static String otherwise(Session session, Optional<Cadence> cadence) {
        return FollowUps.text(session, FollowUp.REASON, reason(cadence));
    }

    private static Text reason(Optional<Cadence> cadence) {
        return cadence.map(each -> each.definition().label().text())
                .map(label -> new Text(
                        "Another rhythm applies now: %s.".formatted(label.en()), "现适用另一跟进节奏：%s。".formatted(label.zh())))
                .orElse(NO_RHYTHM);
    }

    /// A rhythm that has run to its end begins again only when the record comes to it anew.
    private boolean begins(Session session, Cadence cadence, RecordWritten written) {
        return !appliedBefore(session, cadence, written)
                || !followUps.planned(session, written.after().id(), cadence.key());
    }

    static boolean appliedBefore(Session session, Cadence cadence, RecordWritten written) {
        StoredRecord before = written.before();
        return before != null
                && ApplicableCadence.of(session, written.object(), before)
                        .filter(each -> each.key().equals(cadence.key()))
                        .isPresent();
    }

    /// A step of a rhythm, counted from a contact.
    static Optional<Plan> step(Session session, Cadence cadence, int step, LocalDate contact) {
        return Plan.of(cadence, step, contact, session.transaction().tenant().locale())
                .map(plan -> plan.fitting(session));
    }

    private void contacted(RecordWritten written) {
        Subject subject = written.after().subject();
        String cause = written.cause().key();
        if (subject == null || cause.equals(Cause.WORKLIST.key())) {
            return;
        }
        Optional<ObjectModel> object =
                written.model().find(subject.object()).filter(each -> ApplicableCadence.any(written.model(), each));
        boolean brought = HISTORY_BROUGHT.contains(cause);
        boolean news = Contacts.mayTell(written);
        if (object.isEmpty() || brought && !news) {
            return;
        }
        Session session = callers.following(written.transaction(), written.model());
        Optional<Instant> begin = Contacts.begin(session, written.after()).filter(contact -> news);
        StoredRecord record = followUps.lock(session, object.get(), subject.id());
        if (!brought) {
            endings.end(session, object.get(), record, followUps.open(session, subject.id()), written.after());
        }
        begin.ifPresent(contact -> contacted(session, subject, contact, brought));
    }

    /// Takes account of what was done for an item that is not a rhythm's: a contact like any other, it may end a
    /// rhythm.
    void noted(Session session, Held held, StoredRecord activity) {
        Subject subject = held.item().subject();
        endings.end(session, held.object(), held.subject(), followUps.open(session, subject.id()), activity);
        Contacts.begin(session, activity).ifPresent(contact -> contacted(session, subject, contact, false));
    }

    /// Counts a record's rhythm from a contact that was made beside the list, on that day of the item's owner's. The
    /// caller holds the lock on the record.
    ///
    /// @param brought whether the contact belongs to a history that a company brings along: then the rhythm counts
    /// from the last contact as if it had been known from the first, even where that makes the item overdue
    void contacted(Session session, Subject subject, Instant begin, boolean brought) {
        for (FollowUp item : followUps.open(session, subject.id())) {
            Instant last = brought ? Contacts.last(session, subject.id()).orElse(begin) : begin;
            LocalDate contact = session.days().dateAt(item.owner(), last);
            item.rule()
                    .flatMap(session.model()::cadence)
                    .filter(cadence -> !Occasions.isYearly(cadence))
                    .flatMap(cadence -> step(session, cadence, item.step(), contact))
                    .map(Plan::dueOn)
                    .ifPresent(dueOn -> recount(session, item, dueOn, contact, brought));
        }
    }

    private void recount(Session session, FollowUp item, LocalDate dueOn, LocalDate contact, boolean brought) {
        if (brought && item.unmoved()) {
            followUps.replan(session, item, dueOn);
        } else if (dueOn.isAfter(item.dueOn())) {
            Text reason = Text.of("Contact on %s.", "%s 已联系。", contact);
            followUps.move(session, item, dueOn, FollowUps.text(session, FollowUp.REASON, reason), Cause.RHYTHM);
        }
    }

    /// The touch that follows one that was just closed, counted from its owner's today or from the day it was planned
    /// for; nothing where no rhythm applies or it has run to its end.
    Optional<Plan> next(Session session, Held held) {
        Optional<Cadence> occasion = Occasions.of(session, held.item());
        return occasion.isPresent() ? occasions.next(session, held, occasion.get(), false) : ofRhythm(session, held);
    }

    /// The next touch of a rhythm that comes each year, after what was done for an item of it.
    Optional<Plan> nextTime(Session session, Held held, StoredRecord activity) {
        return Occasions.of(session, held.item())
                .flatMap(
                        occasion -> occasions.next(session, held, occasion, Endings.ends(session, occasion, activity)));
    }

    private Optional<Plan> ofRhythm(Session session, Held held) {
        LocalDate today = session.days().today(held.subject().ownerId());
        return applying(session, held)
                .flatMap(cadence -> step(
                                session,
                                cadence,
                                stepAfter(held, cadence),
                                cadence.fromPlanned() ? held.item().dueOn() : today)
                        .map(plan -> plan.notBefore(today)));
    }

    /// The rhythm that applies to what an item is about, now.
    Optional<Cadence> applying(Session session, Held held) {
        return ApplicableCadence.of(session, held.object(), held.subject());
    }

    /// The number of the step of a rhythm that comes after an item: the first one where the item was another rhythm's.
    static int stepAfter(Held held, Cadence cadence) {
        return held.item().isOf(cadence.key()) ? held.item().step() + 1 : 0;
    }

    /// Plans the touch after one that was closed, unless the rhythm has an open one already; items of rhythms that do
    /// not apply any more are cancelled on the way. Answers the open item.
    FollowUp follow(Session session, Held held, Plan plan) {
        List<FollowUp> open = followUps.open(session, held.subject().id());
        Optional<FollowUp> there = open.stream()
                .filter(item -> plan.rule() != null && item.isOf(plan.rule()))
                .findFirst();
        Optional<Cadence> rhythm = Optional.ofNullable(plan.rule()).flatMap(session.model()::cadence);
        if (rhythm.filter(cadence -> !Occasions.isYearly(cadence)).isPresent()) {
            retire(session, open, rhythm);
        }
        return there.orElseGet(
                () -> followUps.plan(session, held.item().subject(), held.ownerOfNext(plan), plan, Cause.WORKLIST));
    }
}
