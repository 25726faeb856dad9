package io.ripeline.bulk;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.json.StrictJson;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The work on many records that a company asked for, in its own tables; {@link BulkRecords} has what became of each
/// record.
final class Bulks {

    private static final int MOST_LISTED = 100;
    private static final Table<?> BULK = table(name("_bulk"));
    private static final Field<UUID> ID = field(name("id"), SQLDataType.UUID);
    private static final Field<String> KIND = field(name("kind"), SQLDataType.CLOB);
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<JSONB> OPERATION = field(name("operation"), SQLDataType.JSONB);
    private static final Field<String> LOCALE = field(name("locale"), SQLDataType.CLOB);
    private static final Field<UUID> CREATED_BY = field(name("created_by"), SQLDataType.UUID);
    private static final Field<Instant> CREATED_AT = field(name("created_at"), SQLDataType.INSTANT);
    private static final Field<UUID> UNDONE_BY = field(name("undone_by"), SQLDataType.UUID);
    private static final Field<Instant> UNDONE_AT = field(name("undone_at"), SQLDataType.INSTANT);

    private final TenantTransaction transaction;
    private final BulkRecords records;

    Bulks(TenantTransaction transaction) {
        this.transaction = transaction;
        this.records = new BulkRecords(transaction);
    }

    void add(Bulk bulk) {
        transaction
                .sql()
                .insertInto(BULK)
                .set(ID, bulk.id())
                .set(KIND, bulk.work().kind().key())
                .set(OBJECT, bulk.object())
                .set(OPERATION, JSONB.valueOf(StrictJson.MAPPER.writeValueAsString(bulk.work())))
                .set(LOCALE, bulk.locale().toLanguageTag())
                .set(CREATED_BY, bulk.by())
                .set(CREATED_AT, bulk.createdAt())
                .execute();
    }

    Bulk get(UUID id) {
        return select(ID.eq(id)).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Work on many records that nobody asked for"));
    }

    Optional<Bulk> find(Work.Kind kind, UUID id) {
        return select(ID.eq(id).and(KIND.eq(kind.key()))).stream().findFirst();
    }

    /// The newest ones, of one member or of all.
    List<Bulk> latest(Work.Kind kind, @Nullable UUID by) {
        return select(KIND.eq(kind.key()).and(by == null ? DSL.noCondition() : CREATED_BY.eq(by)));
    }

    private List<Bulk> select(Condition which) {
        return transaction
                .sql()
                .select(ID, KIND, OBJECT, OPERATION, LOCALE, CREATED_BY, CREATED_AT, UNDONE_AT)
                .from(BULK)
                .where(which)
                .orderBy(CREATED_AT.desc(), ID.desc())
                .limit(MOST_LISTED)
                .fetch(Bulks::read);
    }

    private static Bulk read(Record row) {
        Work.Kind kind = Work.Kind.of(row.get(KIND));
        return new Bulk(
                row.get(ID),
                row.get(OBJECT),
                StrictJson.MAPPER.readValue(row.get(OPERATION).data(), kind.type()),
                Locale.forLanguageTag(row.get(LOCALE)),
                row.get(CREATED_BY),
                row.get(CREATED_AT),
                row.get(UNDONE_AT));
    }

    /// Marks work as undone, and what it has not reached yet as left out; answers whether it was not undone before.
    boolean undo(UUID id, UUID by) {
        boolean first = transaction
                        .sql()
                        .update(BULK)
                        .set(UNDONE_AT, transaction.now())
                        .set(UNDONE_BY, by)
                        .where(ID.eq(id).and(UNDONE_AT.isNull()))
                        .execute()
                == 1;
        if (first) {
            records.skip(id);
        }
        return first;
    }

    /// Forgets some of the work of a kind that is older, and answers how much.
    int forget(Work.Kind kind, Instant oldest, int most) {
        List<UUID> old = transaction
                .sql()
                .select(ID)
                .from(BULK)
                .where(KIND.eq(kind.key()).and(CREATED_AT.le(oldest)))
                .orderBy(CREATED_AT, ID)
                .limit(most)
                .fetch(ID);
        records.forget(old);
        transaction.sql().deleteFrom(BULK).where(ID.in(old)).execute();
        return old.size();
    }
}
