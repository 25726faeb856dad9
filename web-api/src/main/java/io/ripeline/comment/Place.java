package io.ripeline.comment;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import java.time.LocalDate;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// What is commented on.
sealed interface Place {

    Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    Field<UUID> MEMBER_ID = field(name("member_id"), SQLDataType.UUID);
    Field<LocalDate> DAY = field(name("day"), SQLDataType.LOCALDATE);

    /// The comments there.
    Condition here();

    /// A record; with it, what was said about those that were merged into it.
    record OfRecord(String object, UUID id, UUID owner) implements Place {

        /// Nobody, where a record has no owner.
        static final UUID NOBODY = new UUID(0, 0);

        @Override
        public Condition here() {
            return RECORD_ID
                    .eq(id)
                    .or(RECORD_ID.in(DSL.select(RECORD_ID)
                            .from(DSL.table(name("_merged")))
                            .where(field(name("into_id"), SQLDataType.UUID).eq(id))));
        }
    }

    /// A member's day.
    record OfDay(UUID member, LocalDate on) implements Place {

        @Override
        public Condition here() {
            return MEMBER_ID.eq(member).and(DAY.eq(on));
        }
    }
}
