package io.ripeline.worklist;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.record.Session;
import io.ripeline.record.Ticks.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/// Which items of the day's lists stand for tasks of stages.
final class TaskItems {

    private static final Table<?> ITEM = table(name("_stage_task_item"));
    private static final Field<UUID> FOLLOW_UP_ID = field(name("follow_up_id"), SQLDataType.UUID);
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<String> STAGE = field(name("stage"), SQLDataType.CLOB);
    private static final Field<String> TASK = field(name("task"), SQLDataType.CLOB);
    private static final Field<Instant> ENTERED_AT = field(name("entered_at"), SQLDataType.INSTANT);

    private TaskItems() {}

    /// An item and the task it stands for.
    record Item(UUID followUp, UUID record, Standing standing, String task) {}

    static void add(Session session, Item item) {
        session.transaction()
                .sql()
                .insertInto(ITEM)
                .columns(FOLLOW_UP_ID, RECORD_ID, STAGE, TASK, ENTERED_AT)
                .values(
                        item.followUp(),
                        item.record(),
                        item.standing().stage(),
                        item.task(),
                        item.standing().enteredAt())
                .execute();
    }

    /// Those about a record, also those that were closed.
    static List<Item> of(Session session, UUID record) {
        return session.transaction()
                .sql()
                .select(FOLLOW_UP_ID, RECORD_ID, STAGE, TASK, ENTERED_AT)
                .from(ITEM)
                .where(RECORD_ID.eq(record))
                .fetch(row ->
                        new Item(row.value1(), row.value2(), new Standing(row.value3(), row.value5()), row.value4()));
    }

    /// The task an item stands for, if any.
    static Optional<Item> find(Session session, UUID followUp) {
        return session.transaction()
                .sql()
                .select(FOLLOW_UP_ID, RECORD_ID, STAGE, TASK, ENTERED_AT)
                .from(ITEM)
                .where(FOLLOW_UP_ID.eq(followUp))
                .fetchOptional(row ->
                        new Item(row.value1(), row.value2(), new Standing(row.value3(), row.value5()), row.value4()));
    }
}
