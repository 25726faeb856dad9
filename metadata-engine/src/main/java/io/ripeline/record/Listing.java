package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.record.RecordPage.Binned;
import io.ripeline.tenancy.TenantTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// Turns the pages of one list, forward and back.
final class Listing {

    private static final String LAST_DELETED_FIRST = "-" + SystemNames.UPDATED_AT;

    private final TenantTransaction transaction;
    private final DSLContext sql;
    private final ObjectModel object;
    private final RecordTable table;
    private final RecordQuery query;
    private final Condition matching;
    private final SortOrder order;
    private final String list;
    private final boolean few;

    /// @param matching the records of the list
    Listing(Session session, ObjectModel object, RecordTable table, RecordQuery query, Condition matching) {
        this.transaction = session.transaction();
        this.sql = transaction.sql();
        this.object = object;
        this.query = query;
        this.matching = matching;
        this.order = SortOrder.of(object, sort(query));
        this.table = table.only(fields());
        this.few = few(session.caller(), table);
        this.list = Position.fingerprint(
                object.key(),
                session.transaction().configVersion(),
                sort(query),
                query.filter(),
                query.search(),
                query.deleted(),
                query.pool());
    }

    private static @Nullable String sort(RecordQuery query) {
        boolean unsorted = query.sort() == null || query.sort().isBlank();
        return unsorted && query.deleted() ? LAST_DELETED_FIRST : query.sort();
    }

    /// What it is ordered by, which its reader must be allowed to know.
    SortOrder order() {
        return order;
    }

    private Set<String> fields() {
        if (query.fields().isEmpty()) {
            return Set.of();
        }
        Set<String> fields = new LinkedHashSet<>(query.fields());
        fields.addAll(order.fields());
        return Set.copyOf(fields);
    }

    RecordPage page() {
        Position place = query.cursor() == null ? null : Position.of(query.cursor(), list);
        boolean back = place != null && place.back();
        SortOrder way = back ? order.reversed() : order;
        List<StoredRecord> found = read(way, place == null ? way.all() : way.behind(place));
        boolean more = found.size() > query.limit();
        List<StoredRecord> items = more ? found.subList(0, query.limit()) : found;
        if (back) {
            items = items.reversed();
        }
        String next = back || more ? cursor(items, place, false) : null;
        String before =
                back ? more ? cursor(items, place, true) : null : place == null ? null : cursor(items, place, true);
        return new RecordPage(items, next, before, query.count() ? count() : null, binned(items));
    }

    /// Whether all that she sees is best gathered before it is put in order.
    private boolean few(Caller caller, RecordTable table) {
        boolean listed =
                !query.deleted() && query.pool() == null && !order.fields().isEmpty();
        return listed
                && caller.listsFew(object)
                && !(caller.listsOwn(object)
                        && table.orderedByOwner(order.fields().getFirst()));
    }

    private List<StoredRecord> read(SortOrder way, List<Condition> parts) {
        List<StoredRecord> found = new ArrayList<>();
        for (Condition part : parts) {
            int wanted = query.limit() + 1 - found.size();
            if (wanted > 0) {
                Condition among = matching.and(part);
                found.addAll(
                        few
                                ? table.listFew(sql, among, way.orderBy(), wanted)
                                : table.list(sql, among, way.orderBy(), wanted));
            }
        }
        return found;
    }

    /// The cursor at an end of a page; of one without records, the way it was come from.
    private @Nullable String cursor(List<StoredRecord> items, @Nullable Position place, boolean back) {
        if (items.isEmpty()) {
            return place == null ? null : place.turned().cursor();
        }
        return order.beside(list, back ? items.getFirst() : items.getLast(), back)
                .cursor();
    }

    private Long count() {
        return (long) sql.fetchCount(object.table(), matching);
    }

    private Map<UUID, Binned> binned(List<StoredRecord> items) {
        if (!query.deleted() || items.isEmpty()) {
            return Map.of();
        }
        Map<UUID, Binned> binned = new HashMap<>();
        UUID[] ids = items.stream().map(StoredRecord::id).toArray(UUID[]::new);
        Map<UUID, UUID> merged = Merging.into(transaction, ids);
        sql.select(
                        object.columns().id(),
                        object.columns().deletedAt(),
                        object.columns().updatedBy())
                .from(object.table())
                .where(object.columns().id().eq(DSL.any(ids)))
                .forEach(row ->
                        binned.put(row.value1(), new Binned(row.value2(), row.value3(), merged.get(row.value1()))));
        return Map.copyOf(binned);
    }
}
