package io.ripeline.worklist;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.WorkingCalendar;
import io.ripeline.identity.Leave;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import io.ripeline.worklist.WorklistItem.About;
import io.ripeline.worklist.WorklistItem.Person;
import io.ripeline.worklist.WorklistResponses.CalendarDay;
import io.ripeline.worklist.WorklistResponses.CalendarItem;
import io.ripeline.worklist.WorklistResponses.CalendarResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is planned for a member on each day of some weeks, and what she has done.
@Component
class WorklistCalendar {

    private static final int MOST_PER_DAY = 50;
    private static final Comparator<CalendarItem> RIPEST_FIRST = Comparator.comparingInt(
                    (CalendarItem item) -> Objects.requireNonNullElse(item.ripeness(), -1))
            .reversed()
            .thenComparing(item -> item.subject().name())
            .thenComparing(CalendarItem::id);

    /// A day while it is gathered.
    private static final class Gathered {
        private final List<CalendarItem> items = new ArrayList<>();
        private int due;
        private int done;
    }

    /// The days, both included.
    CalendarResponse days(Session session, UUID member, LocalDate from, LocalDate to) {
        ObjectModel followUp = FollowUps.object(session);
        session.caller().require(Right.READ, followUp);
        Desk desk = Desk.planned(session, member, to);
        Field<LocalDate> day = day(session, desk, from);
        Condition listed = desk.open(session, followUp, to)
                .and(desk.due(followUp).ge(from))
                .and(isHers(session, followUp, desk))
                .or(desk.closed(session, followUp, FollowUp.DONE, from, to));
        Map<LocalDate, Gathered> gathered = new HashMap<>();
        for (ListedSubject subject : ListedRows.subjects(session, listed)) {
            gather(session, subject, listed, day, desk, gathered);
        }
        WorkingCalendar calendar = session.model().calendar();
        return new CalendarResponse(from.datesUntil(to.plusDays(1))
                .map(on -> view(calendar, on, gathered.getOrDefault(on, new Gathered())))
                .toList());
    }

    /// Of what belongs to somebody for whom she stands in, what falls due before that ends.
    private static Condition isHers(Session session, ObjectModel followUp, Desk desk) {
        Field<UUID> owner = Objects.requireNonNull(followUp.columns().ownerId());
        Field<LocalDate> due = Columns.of(followUp, FollowUp.DUE_ON, LocalDate.class);
        Condition hers = DSL.noCondition();
        for (UUID absent : desk.deputised()) {
            LocalDate today = session.days().today(absent);
            LocalDate last = session.caller()
                    .directory()
                    .leaveOn(absent, today)
                    .map(Leave::to)
                    .orElse(today);
            hers = hers.and(owner.ne(absent).or(due.le(last)));
        }
        return hers;
    }

    private static CalendarDay view(WorkingCalendar calendar, LocalDate on, Gathered day) {
        return new CalendarDay(
                on,
                calendar.isWorked(on),
                calendar.isHalf(on),
                day.due,
                day.done,
                day.items.stream().sorted(RIPEST_FIRST).limit(MOST_PER_DAY).toList());
    }

    /// An open item stands on the day it is due, one that was done on the day of hers on which it was closed.
    private static Field<LocalDate> day(Session session, Desk desk, LocalDate from) {
        ObjectModel followUp = FollowUps.object(session);
        Instant[] begins = from.datesUntil(desk.on().plusDays(1))
                .map(day -> session.days().begin(desk.member(), day))
                .toArray(Instant[]::new);
        Field<LocalDate> closed = DSL.field(
                "({0} + width_bucket({1}, {2}) - 1)",
                SQLDataType.LOCALDATE,
                DSL.val(from),
                Columns.of(followUp, FollowUp.CLOSED_AT, Instant.class),
                DSL.val(begins, SQLDataType.INSTANT.array()));
        return DSL.when(
                        Columns.of(followUp, FollowUp.STATE, String.class).eq(DSL.inline(FollowUp.OPEN)),
                        desk.due(followUp))
                .otherwise(closed);
    }

    private static void gather(
            Session session,
            ListedSubject subject,
            Condition listed,
            Field<LocalDate> day,
            Desk desk,
            Map<LocalDate, Gathered> gathered) {
        ObjectModel followUp = FollowUps.object(session);
        Field<String> state = Columns.of(followUp, FollowUp.STATE, String.class);
        var rows = session.transaction()
                .sql()
                .select(
                        followUp.columns().id().as("id"),
                        Objects.requireNonNull(followUp.columns().subjectId()).as("subject_id"),
                        subject.name().as("name"),
                        followUp.columns().ownerId().as("owner_id"),
                        Columns.of(followUp, FollowUp.CHANNEL, String.class).as("channel"),
                        Columns.of(followUp, FollowUp.PURPOSE, String.class).as("purpose"),
                        state.as("state"),
                        subject.ripeness().as("ripeness"),
                        day.as("day"),
                        DSL.count().over(DSL.partitionBy(day, state)).as("size"),
                        DSL.rowNumber()
                                .over(DSL.partitionBy(day, state)
                                        .orderBy(
                                                subject.ripeness().desc(),
                                                followUp.columns().id()))
                                .as("place"))
                .from(subject.beside(followUp))
                .where(listed.and(Objects.requireNonNull(followUp.columns().subjectObject())
                        .eq(subject.key())));
        session.transaction()
                .sql()
                .select(DSL.asterisk())
                .from(rows.asTable("ranked"))
                .where(DSL.field(DSL.name("place"), Integer.class).le(MOST_PER_DAY))
                .forEach(row -> gather(session, subject, row, desk, gathered));
    }

    private static void gather(
            Session session, ListedSubject subject, Record row, Desk desk, Map<LocalDate, Gathered> gathered) {
        Gathered day = gathered.computeIfAbsent(row.get("day", LocalDate.class), key -> new Gathered());
        boolean open = FollowUp.OPEN.equals(row.get("state", String.class));
        if (row.get("place", Integer.class) == 1) {
            int size = row.get("size", Integer.class);
            day.due += open ? size : 0;
            day.done += open ? 0 : size;
        }
        int ripeness = row.get("ripeness", Integer.class);
        day.items.add(new CalendarItem(
                row.get("id", UUID.class),
                new About(
                        subject.key(), row.get("subject_id", UUID.class), subject.name(row.get("name", String.class))),
                shown(session, FollowUp.CHANNEL, row.get("channel", String.class)),
                shown(session, FollowUp.PURPOSE, row.get("purpose", String.class)),
                row.get("state", String.class),
                ripeness < 0 ? null : ripeness,
                onBehalfOf(session, desk, row.get("owner_id", UUID.class))));
    }

    private static @Nullable Person onBehalfOf(Session session, Desk desk, @Nullable UUID owner) {
        return owner != null && desk.deputised().contains(owner)
                ? new Person(owner, session.caller().directory().nameOf(owner))
                : null;
    }

    private static @Nullable String shown(Session session, String field, @Nullable String stored) {
        ObjectModel followUp = FollowUps.object(session);
        return stored == null
                ? null
                : followUp.field(field)
                        .flatMap(found -> FieldView.of(session, followUp).value(found, stored))
                        .map(String.class::cast)
                        .orElse(null);
    }
}
