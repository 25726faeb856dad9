package io.ripeline.team;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.Definition.After;
import io.ripeline.definition.StandardObjects;
import io.ripeline.definition.WorkingCalendar;
import io.ripeline.identity.Member;
import io.ripeline.identity.MemberDirectory;
import io.ripeline.job.Alarms;
import io.ripeline.job.Chore;
import io.ripeline.job.JobProgress;
import io.ripeline.notification.Notice;
import io.ripeline.notification.NoticeKind;
import io.ripeline.notification.Notifications;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.worklist.LateItems;
import io.ripeline.worklist.LateItems.Late;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Tells the manager, once per item, of what has been late for as many of its owner's working days as the company says:
/// when the company's day begins, and when one begins for a member who lives elsewhere. What is due
/// follows from the items and from whom was told already, so a run that was missed is made up by the next. What stands
/// on no list as late, such as what is about a deal that was lost or waits for its owner's return, is told of neither.
@Component
@Order(5)
class EscalateItems implements Chore {

    private static final int AT_ONCE = 200;
    private static final UUID FIRST = new UUID(0, 0);
    private static final Table<?> ESCALATION = table(name("_escalation"));
    private static final Field<UUID> ITEM_ID = field(name("item_id"), SQLDataType.UUID);
    private static final Field<UUID> TOLD = field(name("told"), SQLDataType.UUID);
    private static final Field<Instant> TOLD_AT = field(name("told_at"), SQLDataType.INSTANT);

    private final Sessions sessions;
    private final Notifications notifications;
    private final Alarms alarms;

    EscalateItems(Sessions sessions, Notifications notifications, Alarms alarms) {
        this.sessions = sessions;
        this.notifications = notifications;
        this.alarms = alarms;
    }

    @Override
    public String key() {
        return "escalated";
    }

    /// How far a run has come.
    private record Step(@Nullable UUID last, long told) {}

    @Override
    public long run(JobProgress progress) {
        long told = 0;
        UUID behind = FIRST;
        while (behind != null) {
            UUID from = behind;
            Step step = sessions.platform(session -> step(session, from));
            told += step.told();
            progress.report(told, told);
            behind = step.last();
        }
        sessions.platform(session -> {
            wake(session);
            return session;
        });
        return told;
    }

    /// Where members live elsewhere, it looks again when the next of their days begins.
    private void wake(Session session) {
        if (session.model().workday().escalateAfterDays() != null) {
            session.days()
                    .nextBeginAbroad()
                    .ifPresent((Instant begin) -> alarms.set(session.transaction(), EscalateAbroad.KIND, begin));
        }
    }

    private Step step(Session session, UUID behind) {
        Integer days = session.model().workday().escalateAfterDays();
        if (days == null) {
            return new Step(null, 0);
        }
        WorkingCalendar calendar = session.model().calendar();
        List<Late> due =
                LateItems.due(session, today -> lastDue(calendar, today, days), behind, untold(session), AT_ONCE);
        long told = LateItems.standing(session, due, today -> lastDue(calendar, today, days)).stream()
                .filter(item -> tell(session, item))
                .count();
        return new Step(due.size() < AT_ONCE ? null : due.getLast().id(), told);
    }

    /// The last day on which something was due that is so many working days late on that day.
    static LocalDate lastDue(WorkingCalendar calendar, LocalDate today, int days) {
        LocalDate due = today.minusDays(days);
        while (calendar.plus(due, new After(days, "working")).isAfter(today)) {
            due = due.minusDays(1);
        }
        return due;
    }

    private static Condition untold(Session session) {
        Field<UUID> id =
                session.model().object(StandardObjects.FOLLOW_UP).columns().id();
        return DSL.notExists(DSL.selectOne().from(ESCALATION).where(ITEM_ID.eq(id)));
    }

    private boolean tell(Session session, Late item) {
        MemberDirectory directory = session.caller().directory();
        Optional<UUID> manager = above(directory, item.owner());
        if (manager.isEmpty()) {
            return false;
        }
        boolean first = session.transaction()
                        .sql()
                        .insertInto(ESCALATION)
                        .set(ITEM_ID, item.id())
                        .set(TOLD, manager.get())
                        .set(TOLD_AT, session.transaction().now())
                        .onConflictDoNothing()
                        .execute()
                == 1;
        if (first) {
            notifications.tell(
                    session.transaction(),
                    Notice.about(NoticeKind.ESCALATION, manager.get(), null, item.object(), item.subject())
                            .with("owner", directory.nameOf(item.owner()))
                            .with("dueOn", item.dueOn().toString()));
        }
        return first;
    }

    /// The next one above who is there.
    private static Optional<UUID> above(MemberDirectory directory, UUID member) {
        Set<UUID> seen = new HashSet<>();
        Optional<Member> above = directory.find(member).flatMap(each -> directory.find(each.managerId()));
        while (above.isPresent()
                && !above.get().active()
                && seen.add(above.get().id())) {
            above = directory.find(above.get().managerId());
        }
        return above.filter(Member::active).map(Member::id);
    }
}
