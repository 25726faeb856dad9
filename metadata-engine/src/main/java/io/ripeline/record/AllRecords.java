package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Records whoever may see them, for rules that hold over the whole company. What of them is shown to anybody is the
/// business of whoever asks.
@Component
public class AllRecords {

    private final RecordTables tables;

    AllRecords(RecordTables tables) {
        this.tables = tables;
    }

    /// Those with these ids that are not in the bin.
    public List<StoredRecord> live(Session session, ObjectModel object, Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : tables.of(session.model(), object).all(sql(session), ids);
    }

    /// The same with the values of some fields only.
    public List<StoredRecord> live(Session session, ObjectModel object, Collection<UUID> ids, Set<String> fields) {
        return ids.isEmpty()
                ? List.of()
                : tables.of(session.model(), object).only(fields).all(sql(session), ids);
    }

    /// The next ones in the order of their ids that are not in the bin, locked until the transaction ends.
    ///
    /// @param behind the last one before them; absent for the first ones
    public List<StoredRecord> locked(Session session, ObjectModel object, @Nullable UUID behind, int limit) {
        List<UUID> ids = sql(session)
                .select(object.columns().id())
                .from(object.table())
                .where(object.columns().deletedAt().isNull())
                .and(
                        behind == null
                                ? org.jooq.impl.DSL.noCondition()
                                : object.columns().id().gt(behind))
                .orderBy(object.columns().id())
                .limit(limit)
                .fetch(object.columns().id());
        return ids.isEmpty()
                ? List.of()
                : tables.of(session.model(), object).lock(sql(session), ids, RecordTable.Waiting.WAIT);
    }

    private static org.jooq.DSLContext sql(Session session) {
        return session.transaction().sql();
    }
}
