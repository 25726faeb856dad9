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
import java.util.Objects;
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
    private final ClosedDays closedDays;

    Worklist(Pools pools, ClosedDays closedDays) {
        this.pools = pools;
        this.closedDays = closedDays;
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
        Found found = found(session, desk, listed);
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
                closedDays.find(session, member, on).map(ClosedDay::of).orElse(null),
                session.model().workday().nextStepRequired() ? "required" : "optional",
                day);
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

    private Found found(Session session, Desk desk, Condition listed) {
        Ranking ranking = new Ranking(session.model().workday().rank());
        ListedRows rows =
                new ListedRows(session, listed, desk.due(FollowUps.object(session)), desk.on(), ranking, pools);
        List<Line> lines = new ArrayList<>();
        Map<Part, Integer> counts = new EnumMap<>(Part.class);
        for (ListedSubject subject : rows.subjects()) {
            for (Record row : rows.of(subject)) {
                lines.add(new Line(subject, row));
                if (row.get("place", Integer.class) == 1) {
                    counts.merge(part(row), row.get("part_size", Integer.class), Integer::sum);
                }
            }
        }
        List<WorklistItem> items = new ItemReading(session, desk, pools).items(lines);
        Map<Part, List<WorklistItem>> parts = new EnumMap<>(Part.class);
        for (int index = 0; index < lines.size(); index++) {
            parts.computeIfAbsent(part(lines.get(index).row()), key -> new ArrayList<>())
                    .add(items.get(index));
        }
        parts.values().forEach(part -> part.sort(ranking.comparator()));
        return new Found(parts, counts);
    }

    private static Part part(Record row) {
        return Part.valueOf(row.get("part", String.class));
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
        LocalDate on = Desk.today(session, owner(session, id));
        Condition one = followUp.columns()
                .id()
                .eq(id)
                .and(followUp.columns().deletedAt().isNull());
        Desk desk = Desk.of(session, session.caller().member().id(), on);
        return Objects.requireNonNull(found(session, desk, one)).items().values().stream()
                .flatMap(List::stream)
                .findFirst();
    }

    private static @Nullable UUID owner(Session session, UUID id) {
        ObjectModel followUp = FollowUps.object(session);
        return session.transaction()
                .sql()
                .select(followUp.columns().ownerId())
                .from(followUp.table())
                .where(followUp.columns().id().eq(id))
                .fetchOne(followUp.columns().ownerId());
    }
}
