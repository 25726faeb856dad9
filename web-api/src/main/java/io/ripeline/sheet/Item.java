package io.ripeline.sheet;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.record.Session;
import io.ripeline.team.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Something that was planned for a day or had been late on it.
///
/// @param wasDue the day for which it stood on the list
/// @param movedTo the day to which it was moved on that day
record Item(
        UUID id,
        String object,
        UUID subject,
        LocalDate wasDue,
        @Nullable LocalDate movedTo,
        @Nullable String channel,
        @Nullable String purpose,
        Outcome outcome,
        @Nullable String reason) {

    /// What became of it on that day.
    enum Outcome {
        OPEN,
        DONE,
        MOVED,
        CANCELLED
    }

    private static final int MOST = 2_000;

    /// Whether it was planned for that very day, and not only late.
    boolean dueOn(LocalDate on) {
        return wasDue.equals(on);
    }

    /// What stood on a member's list of a day, as far as the reader sees it: due by then, there by its end, and not
    /// closed before its begin; with what was moved off the list on the day itself.
    static List<Item> of(Session session, UUID member, LocalDate on, Span day) {
        ObjectModel item = session.model().object(StandardObjects.FOLLOW_UP);
        Field<UUID> id = item.columns().id();
        Field<LocalDate> dueOn = column(item, "due_on", LocalDate.class);
        Field<Instant> closedAt = column(item, "closed_at", Instant.class);
        Field<LocalDate> movedFrom = movedFrom(item, on, day);
        Condition there = dueOn.le(on)
                .and(item.columns().createdAt().lt(day.to()))
                .and(closedAt.isNull().or(closedAt.ge(day.from())));
        return session.transaction()
                .sql()
                .select(
                        id,
                        Objects.requireNonNull(item.columns().subjectObject()),
                        Objects.requireNonNull(item.columns().subjectId()),
                        dueOn.as("due"),
                        movedFrom.as("moved_from"),
                        column(item, "channel", String.class).as("channel_"),
                        column(item, "purpose", String.class).as("purpose_"),
                        column(item, "state", String.class).as("state_"),
                        closedAt.as("closed"),
                        column(item, "reason", String.class).as("reason_"))
                .from(item.table())
                .where(item.columns().ownerId().eq(member))
                .and(session.caller().visible(item))
                .and(there.or(dueOn.gt(on).and(movedFrom.isNotNull())))
                .orderBy(dueOn, id)
                .limit(MOST)
                .fetch(row -> item(row, item, on, day));
    }

    private static Item item(org.jooq.Record row, ObjectModel item, LocalDate on, Span day) {
        LocalDate due = row.get("due", LocalDate.class);
        LocalDate movedFrom = row.get("moved_from", LocalDate.class);
        Instant closed = row.get("closed", Instant.class);
        boolean moved = due.isAfter(on) && movedFrom != null;
        boolean closedThen = closed != null && closed.isBefore(day.to());
        Outcome outcome = moved
                ? Outcome.MOVED
                : !closedThen
                        ? Outcome.OPEN
                        : "done".equals(row.get("state_", String.class)) ? Outcome.DONE : Outcome.CANCELLED;
        return new Item(
                row.get(item.columns().id()),
                row.get(item.columns().subjectObject()),
                row.get(item.columns().subjectId()),
                moved ? movedFrom : due,
                moved ? due : null,
                row.get("channel_", String.class),
                row.get("purpose_", String.class),
                outcome,
                row.get("reason_", String.class));
    }

    /// The day off which it was moved on that day; what was moved as it was made had stood on no list.
    private static Field<LocalDate> movedFrom(ObjectModel item, LocalDate on, Span day) {
        return DSL.field(
                """
                (SELECT min((c.before ->> 'due_on')::date) FROM _change c
                 WHERE c.record_id = {0} AND 'due_on' = ANY (c.fields) AND c.changed_at >= {1} AND c.changed_at < {2}
                   AND c.changed_at > {4}
                   AND (c.before ->> 'due_on')::date <= {3} AND (c.after ->> 'due_on')::date > {3})""",
                SQLDataType.LOCALDATE,
                item.columns().id(),
                DSL.val(day.from()),
                DSL.val(day.to()),
                DSL.val(on),
                item.columns().createdAt());
    }

    private static <T> Field<T> column(ObjectModel object, String key, Class<T> type) {
        return object.field(key).orElseThrow().column().coerce(type);
    }
}
