package io.ripeline.worklist;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.RecordError;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Text;
import java.time.Instant;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/// Notes that a member has begun with an item; until she finishes it, or for half an hour, she is taken to be at it.
@Component
class StartItem {

    private static final Table<?> WORK = table(name("_work"));
    private static final Field<UUID> MEMBER_ID = field(name("member_id"), SQLDataType.UUID);
    private static final Field<UUID> ITEM_ID = field(name("item_id"), SQLDataType.UUID);
    private static final Field<Instant> STARTED_AT = field(name("started_at"), SQLDataType.INSTANT);

    private final Records records;

    StartItem(Records records) {
        this.records = records;
    }

    /// What was begun.
    record Started(UUID item, Instant at) {}

    /// Begins with the item; refuses with `record-not-found`, `right-missing` or `item-closed`.
    Started start(Session session, String id) {
        ObjectModel object = FollowUps.object(session);
        StoredRecord seen = Ids.parse(id)
                .flatMap(found -> records.find(session, object, found))
                .orElseThrow(() -> RecordError.RECORD_NOT_FOUND.because(
                        Text.of("There is no such follow-up, or you may not see it.", "没有这条跟进，或您无权查看。")));
        session.caller().requireEdit(object, seen);
        FollowUp item = new FollowUp(seen);
        if (!item.open()) {
            throw new Meanwhile(session, item).closed();
        }
        Instant now = session.transaction().now();
        session.transaction()
                .sql()
                .insertInto(WORK)
                .set(MEMBER_ID, session.caller().member().id())
                .set(ITEM_ID, seen.id())
                .set(STARTED_AT, now)
                .onConflict(MEMBER_ID)
                .doUpdate()
                .set(ITEM_ID, seen.id())
                .set(STARTED_AT, now)
                .execute();
        return new Started(seen.id(), now);
    }
}
