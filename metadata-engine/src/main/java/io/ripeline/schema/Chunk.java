package io.ripeline.schema;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Some neighbouring rows of a table by their ids: few enough to be changed in one statement that holds up nobody.
///
/// @param after the id before the first one; absent at the beginning
/// @param last the last id
record Chunk(@Nullable UUID after, UUID last) {

    private static final int ROWS = 2_000;
    private static final Field<UUID> ID = DSL.field(DSL.name("id"), SQLDataType.UUID);

    /// All chunks of a table one after the other; the ids are read as they are come to.
    ///
    /// @param table quoted
    static Iterable<Chunk> of(DSLContext sql, String table) {
        return () -> new Chunks(sql, table);
    }

    /// What is true of the rows of the chunk.
    Condition condition() {
        return after == null ? ID.le(last) : ID.gt(after).and(ID.le(last));
    }

    private static final class Chunks implements Iterator<Chunk> {

        private final DSLContext sql;
        private final String table;
        private @Nullable UUID after;
        private @Nullable Chunk next;

        Chunks(DSLContext sql, String table) {
            this.sql = sql;
            this.table = table;
        }

        @Override
        public boolean hasNext() {
            if (next == null) {
                var ids = DSL.select(ID)
                        .from(table)
                        .where(after == null ? DSL.noCondition() : ID.gt(after))
                        .orderBy(ID)
                        .limit(DSL.inline(ROWS))
                        .asTable("chunk");
                UUID last = sql.select(DSL.field(DSL.name("id"), SQLDataType.UUID))
                        .from(ids)
                        .orderBy(DSL.field(DSL.name("id")).desc())
                        .limit(DSL.inline(1))
                        .fetchOne(0, UUID.class);
                next = last == null ? null : new Chunk(after, last);
            }
            return next != null;
        }

        @Override
        public Chunk next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Chunk found = Objects.requireNonNull(next);
            after = found.last();
            next = null;
            return found;
        }
    }
}
