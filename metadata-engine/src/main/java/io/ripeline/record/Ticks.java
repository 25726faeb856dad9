package io.ripeline.record;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.ObjectModel;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The tasks of stages that are done. A task belongs to the stay in its stage: who enters the stage again does it anew.
public final class Ticks {

    private static final Table<?> TASK = table(name("_stage_task"));
    private static final Field<UUID> RECORD_ID = field(name("_stage_task", "record_id"), SQLDataType.UUID);
    private static final Field<String> STAGE = field(name("_stage_task", "stage"), SQLDataType.CLOB);
    private static final Field<String> KEY = field(name("_stage_task", "task"), SQLDataType.CLOB);
    private static final Field<Instant> ENTERED_AT = field(name("_stage_task", "entered_at"), SQLDataType.INSTANT);
    private static final Field<String> HOW = field(name("_stage_task", "how"), SQLDataType.CLOB);
    private static final Field<UUID> ACTIVITY_ID = field(name("_stage_task", "activity_id"), SQLDataType.UUID);
    private static final Field<String> NOTE = field(name("_stage_task", "note"), SQLDataType.CLOB);
    private static final Field<UUID> DONE_BY = field(name("_stage_task", "done_by"), SQLDataType.UUID);
    private static final Field<Instant> DONE_AT = field(name("_stage_task", "done_at"), SQLDataType.INSTANT);

    private static final Table<?> STAY = table(name("_stay"));
    private static final Field<UUID> STAYING = field(name("_stay", "record_id"), SQLDataType.UUID);
    private static final Field<String> STAYED_OBJECT = field(name("_stay", "object"), SQLDataType.CLOB);
    private static final Field<String> STAYED = field(name("_stay", "field"), SQLDataType.CLOB);
    private static final Field<String> VALUE = field(name("_stay", "value"), SQLDataType.CLOB);
    private static final Field<Instant> SINCE = field(name("_stay", "entered_at"), SQLDataType.INSTANT);
    private static final Field<Instant> LEFT_AT = field(name("_stay", "left_at"), SQLDataType.INSTANT);

    private static final String BY_ACTIVITY = "activity";
    private static final String BY_HAND = "hand";

    private Ticks() {}

    /// A task that is done.
    ///
    /// @param how `activity` or `hand`
    public record Tick(
            String how, @Nullable UUID activity, @Nullable String note, UUID by, Instant at) {}

    /// The stage a record is in, and since when.
    public record Standing(String stage, Instant enteredAt) {}

    /// The stages that records are in.
    public static Map<UUID, Standing> standing(Session session, ObjectModel object, Collection<UUID> records) {
        Map<UUID, Standing> standing = new HashMap<>();
        session.transaction()
                .sql()
                .select(STAYING, VALUE, SINCE)
                .from(STAY)
                .where(open(object, records))
                .forEach(row -> standing.put(row.value1(), new Standing(row.value2(), row.value3())));
        return standing;
    }

    /// What is done of the stage each record is in, by record and key of the task.
    public static Map<UUID, Map<String, Tick>> of(Session session, ObjectModel object, Collection<UUID> records) {
        Map<UUID, Map<String, Tick>> ticks = new HashMap<>();
        session.transaction()
                .sql()
                .select(RECORD_ID, KEY, HOW, ACTIVITY_ID, NOTE, DONE_BY, DONE_AT)
                .from(STAY.join(TASK)
                        .on(RECORD_ID.eq(STAYING).and(STAGE.eq(VALUE)).and(ENTERED_AT.eq(SINCE))))
                .where(open(object, records))
                .forEach(row -> ticks.computeIfAbsent(row.value1(), _ -> new HashMap<>())
                        .put(
                                row.value2(),
                                new Tick(row.value3(), row.value4(), row.value5(), row.value6(), row.value7())));
        return ticks;
    }

    private static Condition open(ObjectModel object, Collection<UUID> records) {
        return STAYING.eq(DSL.any(records.toArray(new UUID[0])))
                .and(STAYED.eq(object.stageField().orElse("")))
                .and(LEFT_AT.isNull());
    }

    /// Notes that a task is done, and answers whether it was not before.
    ///
    /// @param activity what did it; absent where a person says so
    public static boolean tick(
            Session session,
            UUID record,
            Standing standing,
            String task,
            @Nullable UUID activity,
            @Nullable String note) {
        int ticked = session.transaction()
                .sql()
                .insertInto(TASK)
                .columns(
                        unqualified(RECORD_ID),
                        unqualified(STAGE),
                        unqualified(KEY),
                        unqualified(ENTERED_AT),
                        unqualified(HOW),
                        unqualified(ACTIVITY_ID),
                        unqualified(NOTE),
                        unqualified(DONE_BY),
                        unqualified(DONE_AT))
                .values(
                        record,
                        standing.stage(),
                        task,
                        standing.enteredAt(),
                        activity == null ? BY_HAND : BY_ACTIVITY,
                        activity,
                        note,
                        session.caller().member().id(),
                        session.transaction().now())
                .onConflictDoNothing()
                .execute();
        return ticked > 0;
    }

    private static <T> Field<T> unqualified(Field<T> field) {
        return DSL.field(field.getUnqualifiedName(), field.getDataType());
    }

    /// A task that an activity did in the stage a record is in.
    public record Done(String object, UUID record, String stage, String task) {}

    /// What an activity did in the stages that records are in.
    public static List<Done> doneBy(Session session, UUID activity) {
        return session.transaction()
                .sql()
                .select(STAYED_OBJECT, STAYING, VALUE, KEY)
                .from(STAY.join(TASK)
                        .on(RECORD_ID.eq(STAYING).and(STAGE.eq(VALUE)).and(ENTERED_AT.eq(SINCE))))
                .where(ACTIVITY_ID.eq(activity).and(LEFT_AT.isNull()))
                .orderBy(STAYING, KEY)
                .fetch(row -> new Done(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /// Takes back that a task is done, and answers whether it was.
    public static boolean untick(Session session, UUID record, Standing standing, String task) {
        int unticked = session.transaction()
                .sql()
                .deleteFrom(TASK)
                .where(RECORD_ID
                        .eq(record)
                        .and(STAGE.eq(standing.stage()))
                        .and(KEY.eq(task))
                        .and(ENTERED_AT.eq(standing.enteredAt())))
                .execute();
        return unticked > 0;
    }

    /// Takes back what an activity did in the stage a record is in, but for the tasks it still does; answers the keys
    /// of those that are to be done again.
    public static List<String> untick(
            Session session, UUID record, Standing standing, UUID activity, Collection<String> still) {
        return session.transaction()
                .sql()
                .deleteFrom(TASK)
                .where(RECORD_ID
                        .eq(record)
                        .and(STAGE.eq(standing.stage()))
                        .and(ENTERED_AT.eq(standing.enteredAt()))
                        .and(ACTIVITY_ID.eq(activity))
                        .and(KEY.notIn(still)))
                .returning(KEY)
                .fetch(KEY);
    }
}
