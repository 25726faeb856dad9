package io.ripeline.record;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.database.Batch;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.tenancy.TenantTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record4;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;

/// Lookups that let go of records that were deleted, so that these get them back when they come out of the bin, unless
/// they were made to point elsewhere since.
final class LostLinks {

    private static final Table<?> LOST = table(name("_lost_link"));
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<UUID> HOLDER_ID = field(name("holder_id"), SQLDataType.UUID);
    private static final Field<String> FIELD = field(name("field"), SQLDataType.CLOB);
    private static final Field<Integer> VERSION = field(name("version"), SQLDataType.INTEGER);

    private final Session session;
    private final RecordTables tables;
    private final ApplicationEventPublisher events;
    private final DuplicateWatch duplicates;

    LostLinks(Session session, RecordTables tables, ApplicationEventPublisher events, DuplicateWatch duplicates) {
        this.session = session;
        this.tables = tables;
        this.events = events;
        this.duplicates = duplicates;
    }

    /// Notes what a record let go of.
    ///
    /// @param before it let go
    /// @param version of it afterwards
    void note(ObjectModel object, StoredRecord before, Set<String> fields, int version) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (String key : fields) {
            before.value(key)
                    .ifPresent(target ->
                            rows.add(new @Nullable Object[] {target, object.key(), before.id(), key, version}));
        }
        Batch.insertNew(
                session.transaction().sql(),
                LOST,
                List.of(RECORD_ID, OBJECT, HOLDER_ID, FIELD, VERSION),
                rows.toArray(new Object[0][]));
    }

    /// Lets what pointed to a record point to it again.
    void giveBack(ObjectModel object, UUID id) {
        TenantTransaction transaction = session.transaction();
        List<Record4<String, UUID, String, Integer>> lost = List.copyOf(transaction
                .sql()
                .select(OBJECT, HOLDER_ID, FIELD, VERSION)
                .from(LOST)
                .where(RECORD_ID.eq(id))
                .orderBy(HOLDER_ID, FIELD)
                .fetch());
        if (lost.isEmpty()) {
            return;
        }
        transaction.sql().deleteFrom(LOST).where(RECORD_ID.eq(id)).execute();
        for (Record4<String, UUID, String, Integer> each : lost) {
            Optional<ObjectModel> holders = session.model()
                    .find(each.value1())
                    .filter(found -> found.field(each.value3())
                            .flatMap(FieldModel::target)
                            .filter(object.key()::equals)
                            .isPresent());
            if (holders.isPresent() && isUnchanged(holders.get(), each.value2(), each.value3(), each.value4())) {
                new RecordWrite(session, holders.get(), tables, Cause.REPOINT, events, duplicates)
                        .update(each.value2(), RecordChanges.of(Map.of(each.value3(), id)), Precondition.NONE);
            }
        }
    }

    /// Whether a record is there and still as letting go left it in this field.
    private boolean isUnchanged(ObjectModel object, UUID id, String key, int version) {
        return tables.of(session.model(), object)
                        .lock(
                                session.transaction().sql(),
                                id,
                                object.columns().deletedAt().isNull())
                        .filter(record -> record.value(key).isEmpty())
                        .isPresent()
                && !session.transaction()
                        .sql()
                        .fetchExists(DSL.selectOne()
                                .from(table(name("_change")))
                                .where(RECORD_ID.eq(id).and(VERSION.gt(version)))
                                .and(DSL.val(key).eq(DSL.any(field(name("fields"), SQLDataType.CLOB.array())))));
    }
}
