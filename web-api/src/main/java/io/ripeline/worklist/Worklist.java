package io.ripeline.worklist;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.WorkingCalendar;
import io.ripeline.pool.Pools;
import io.ripeline.record.Session;
import io.ripeline.worklist.ItemReading.Line;
import io.ripeline.worklist.ListedRows.Part;
import io.ripeline.worklist.WorklistResponses.ClosedDay;
import io.ripeline.worklist.WorklistResponses.Counts;
import io.ripeline.worklist.WorklistResponses.DayResponse;
import io.ripeline.worklist.WorklistResponses.DayView;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a member is to do on a day, and what she has done on it: read from the follow-ups, so that nothing can be
/// missed.
@Component
class Worklist {

    private final Pools pools;

    Worklist(Pools pools) {
        this.pools = pools;
    }

    /// Items of each part in their order, and how many each has in all.
    private record Found(Map<Part, List<WorklistItem>> items, Map<Part, Integer> counts) {

        List<WorklistItem> part(Part part) {
            return items.getOrDefault(part, List.of()).stream()
                    .limit(ListedRows.MOST_PER_PART)
                    .toList();
        }

        int count(Part part) {
            return counts.getOrDefault(part, 0);
        }
    }

    /// What is due, divided into what can be done and what cannot.
    private record Divided(
            List<WorklistItem> overdue, List<WorklistItem> today, List<WorklistItem> dropped, Counts counts) {}

    /// The member's list of a day of hers.
    DayResponse day(Session session, UUID member, LocalDate on) {
        ObjectModel followUp = FollowUps.object(session);
        session.caller().require(Right.READ, followUp);
        Desk desk = Desk.of(session, member, on);
        Condition listed =
                desk.open(session, followUp, on.plusDays(1)).or(desk.closed(session, followUp, FollowUp.DONE, on, on));
        Head head = head(session, desk, listed);
        Found found = found(session, desk, head.subjects(), listed);
        DayView day = day(session, desk);
        Integer capacity = session.model().workday().capacity(day.half());
        Divided divided = divided(session, found, capacity);
        return new DayResponse(
                divided.overdue(),
                divided.today(),
                found.part(Part.TOMORROW),
                found.part(Part.DONE),
                divided.counts(),
                capacity,
                divided.dropped(),
                found.part(Part.ELSEWHERE),
                head.closed(),
                session.model().workday().nextStepRequired() ? "required" : "optional",
                day);
    }

    /// What a list begins with, asked in one way to the database.
    private record Head(
            List<ListedSubject> subjects, @Nullable ClosedDay closed) {}

    private static Head head(Session session, Desk desk, Condition listed) {
        return session.transaction()
                .sql()
                .select(
                        ListedRows.objects(session, listed),
                        ClosedDays.at(desk.member(), desk.on()),
                        ClosedDays.note(desk.member(), desk.on()))
                .fetchSingle(row -> new Head(
                        ListedSubject.of(session, row.value1()),
                        row.value2() == null ? null : new ClosedDay(row.value2(), row.value3())));
    }

    private static DayView day(Session session, Desk desk) {
        WorkingCalendar calendar = session.model().calendar();
        boolean onLeave =
                session.caller().directory().leaveOn(desk.member(), desk.on()).isPresent();
        return new DayView(
                desk.on(),
                calendar.isWorked(desk.on()),
                calendar.isHalf(desk.on()),
                onLeave,
                session.days().zoneOf(desk.member()).getId());
    }

    private Found found(Session session, Desk desk, List<ListedSubject> subjects, Condition listed) {
        Ranking ranking = new Ranking(session.model().workday().rank());
        ListedRows rows =
                new ListedRows(session, listed, desk.due(FollowUps.object(session)), desk.on(), ranking, pools);
        ItemReading reading = new ItemReading(session, desk);
        Map<Part, List<WorklistItem>> parts = new EnumMap<>(Part.class);
        Map<Part, Integer> counts = new EnumMap<>(Part.class);
        for (ListedSubject subject : subjects) {
            for (Record row : rows.of(subject)) {
                Part part = part(row);
                parts.computeIfAbsent(part, key -> new ArrayList<>()).add(reading.item(new Line(subject, row)));
                if (row.get(ListedRows.PLACE) == 1) {
                    counts.merge(part, row.get(ListedRows.PART_SIZE), Integer::sum);
                }
            }
        }
        parts.values().forEach(part -> part.sort(ranking.comparator()));
        return new Found(parts, counts);
    }

    private static Part part(Record row) {
        return Part.valueOf(row.get(ListedRows.PART));
    }

    /// What falls due beyond what the member can do is dropped, the least important first.
    private static Divided divided(Session session, Found found, @Nullable Integer capacity) {
        List<WorklistItem> overdue = found.part(Part.OVERDUE);
        List<WorklistItem> today = found.part(Part.TODAY);
        int due = found.count(Part.OVERDUE) + found.count(Part.TODAY);
        int room = capacity == null ? due : Math.max(0, capacity - found.count(Part.DONE));
        if (due <= room) {
            return new Divided(
                    overdue, today, List.of(), counts(found, found.count(Part.OVERDUE), found.count(Part.TODAY), 0));
        }
        List<WorklistItem> ranked = Stream.concat(overdue.stream(), today.stream())
                .sorted(new Ranking(session.model().workday().rank()).comparator())
                .toList();
        List<WorklistItem> kept = ranked.subList(0, Math.min(room, ranked.size()));
        List<WorklistItem> late = overdue.stream().filter(kept::contains).toList();
        List<WorklistItem> fresh = today.stream().filter(kept::contains).toList();
        List<WorklistItem> dropped = ranked.subList(kept.size(), ranked.size()).stream()
                .limit(ListedRows.MOST_PER_PART)
                .toList();
        return new Divided(late, fresh, dropped, counts(found, late.size(), fresh.size(), due - kept.size()));
    }

    private static Counts counts(Found found, int overdue, int today, int dropped) {
        return new Counts(
                overdue,
                today,
                found.count(Part.TOMORROW),
                found.count(Part.DONE),
                dropped,
                found.count(Part.ELSEWHERE));
    }

    /// One item as the list of today would show it to whoever has it.
    Optional<WorklistItem> item(Session session, UUID id) {
        ObjectModel followUp = FollowUps.object(session);
        Condition one = followUp.columns()
                .id()
                .eq(id)
                .and(followUp.columns().deletedAt().isNull());
        return session.transaction()
                .sql()
                .select(followUp.columns().ownerId(), followUp.columns().subjectObject())
                .from(followUp.table())
                .where(one)
                .fetchOptional()
                .flatMap(row -> item(session, one, row.value1(), row.value2()));
    }

    private Optional<WorklistItem> item(Session session, Condition one, @Nullable UUID owner, String about) {
        LocalDate on = Desk.today(session, owner);
        Desk desk = Desk.of(session, session.caller().member().id(), on);
        return found(session, desk, ListedSubject.of(session, about), one).items().values().stream()
                .flatMap(List::stream)
                .findFirst();
    }
}
