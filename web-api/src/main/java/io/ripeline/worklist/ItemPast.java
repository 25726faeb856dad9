package io.ripeline.worklist;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.ripeline.record.Cause;
import io.ripeline.record.Session;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// What the changes of an item tell of its past.
final class ItemPast {

    private static final Field<UUID> RECORD_ID = field(name("_change", "record_id"), SQLDataType.UUID);
    private static final Field<Integer> VERSION = field(name("_change", "version"), SQLDataType.INTEGER);
    private static final Field<String> CAUSE = field(name("_change", "cause"), SQLDataType.CLOB);
    private static final Field<Integer> TIMES_MOVED = DSL.count()
            .filterWhere(VERSION.gt(DSL.inline(1))
                    .and(CAUSE.ne(DSL.inline(Cause.RHYTHM.key())))
                    .and(DSL.condition("{0} = ANY (_change.fields)", DSL.inline(FollowUp.DUE_ON))));
    private static final Field<String> FIRST_CAUSE = DSL.max(CAUSE).filterWhere(VERSION.eq(DSL.inline(1)));

    private ItemPast() {}

    /// Selects how many times people moved an item, and what had it made.
    static Select<Record2<Integer, String>> of(Field<UUID> item) {
        return DSL.select(TIMES_MOVED, FIRST_CAUSE)
                .from(DSL.table(name("_change")))
                .where(RECORD_ID.eq(item));
    }

    /// How many times people moved an item.
    static int timesMoved(Session session, UUID item) {
        return session.transaction().sql().fetchSingle(of(DSL.val(item))).value1();
    }
}
