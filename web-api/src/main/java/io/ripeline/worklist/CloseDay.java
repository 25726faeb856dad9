package io.ripeline.worklist;

import static io.ripeline.worklist.WorklistError.DATE_INVALID;
import static io.ripeline.worklist.WorklistError.DAY_STILL_OPEN;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.ObjectModel;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import io.ripeline.worklist.WorklistRequests.CloseDayRequest;
import io.ripeline.worklist.WorklistResponses.Counts;
import io.ripeline.worklist.WorklistResponses.DayClosedResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Closes a member's day: all that was due by then was done, moved or cancelled.
@Component
class CloseDay {

    private static final int LONGEST_NOTE = 2_000;

    private final Worklist worklist;
    private final ClosedDays closedDays;

    CloseDay(Worklist worklist, ClosedDays closedDays) {
        this.worklist = worklist;
        this.closedDays = closedDays;
    }

    /// Closes the day; refuses with `day-still-open`, and with `date-invalid` one that has not begun.
    DayClosedResponse close(Session session, CloseDayRequest request) {
        UUID me = session.caller().member().id();
        LocalDate on = day(session, request.on());
        Counts counts = worklist.day(session, me, on).counts();
        int open = counts.overdue() + counts.today() + counts.dropped();
        if (open > 0) {
            throw DAY_STILL_OPEN
                    .because(Text.counted(
                            open,
                            "%d item due by then is still open; do, move or cancel it first.",
                            "%d items due by then are still open; do, move or cancel them first.",
                            "还有 %d 条到期跟进未处理，请先完成、推迟或取消。",
                            open))
                    .with("open", open);
        }
        closedDays.close(session, me, on, note(request.note()));
        int cancelled = cancelled(session, me, on);
        int moved = moved(session, me, on);
        return new DayClosedResponse(
                on, counts.done() + moved + cancelled, counts.done(), moved, cancelled, counts.tomorrow());
    }

    private static LocalDate day(Session session, @Nullable String on) {
        LocalDate today = session.days().today(session.caller().member().id());
        LocalDate day = on == null ? today : Requested.date(on, "/on");
        if (day.isAfter(today)) {
            throw DATE_INVALID.at("/on", Text.of("A day is closed when it has begun.", "只能关闭今天或之前的日期。"));
        }
        return day;
    }

    private static @Nullable String note(@Nullable String note) {
        if (note != null && note.codePointCount(0, note.length()) > LONGEST_NOTE) {
            throw WorklistError.PARAMETER_INVALID.at(
                    "/note", Text.of("A note has at most %d characters.", "备注最多 %d 个字符。", LONGEST_NOTE));
        }
        return note == null || note.isBlank() ? null : note;
    }

    private static int cancelled(Session session, UUID me, LocalDate on) {
        ObjectModel followUp = FollowUps.object(session);
        Desk desk = Desk.of(session, me, on);
        return session.transaction()
                .sql()
                .fetchCount(followUp.table(), desk.closed(session, followUp, FollowUp.CANCELLED, on, on));
    }

    /// How many items were moved that day to a later one and still stand on a later one.
    /// What the rhythm plans anew was not moved.
    private static int moved(Session session, UUID me, LocalDate on) {
        ObjectModel followUp = FollowUps.object(session);
        Instant begin = session.days().begin(me, on);
        Instant end = session.days().begin(me, on.plusDays(1));
        return session.transaction()
                .sql()
                .fetchCount(DSL.selectOne()
                        .from(followUp.table())
                        .where(Objects.requireNonNull(followUp.columns().ownerId())
                                .eq(me)
                                .and(Columns.of(followUp, FollowUp.STATE, String.class)
                                        .eq(FollowUp.OPEN))
                                .and(Columns.of(followUp, FollowUp.DUE_ON, LocalDate.class)
                                        .gt(on))
                                .and(followUp.columns().deletedAt().isNull())
                                .and(DSL.exists(DSL.selectOne()
                                        .from(table(name("_change")))
                                        .where(
                                                "_change.record_id = {0} AND 'due_on' = ANY (_change.fields)"
                                                        + " AND NOT 'original_due_on' = ANY (_change.fields)"
                                                        + " AND _change.changed_at >= {1} AND _change.changed_at < {2}"
                                                        + " AND (_change.before ->> 'due_on')::date <= {3}",
                                                followUp.columns().id(), DSL.val(begin), DSL.val(end), DSL.val(on))))));
    }
}
