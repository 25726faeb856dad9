package io.ripeline.imports;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.Session;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The unique values of rows that records have already, be they hidden from the importing member: asked once for each
/// unique field.
final class Taken {

    private final Session session;
    private final Mapping mapping;
    private final Map<RowKey, Holder> holders = new HashMap<>();

    /// Whose value it is.
    ///
    /// @param record absent where the importing member does not see it
    record Holder(FieldModel field, @Nullable UUID record) {}

    Taken(Session session, Mapping mapping) {
        this.session = session;
        this.mapping = mapping;
    }

    void load(List<ImportRow> rows) {
        for (FieldModel field : mapping.unique()) {
            Map<Object, RowKey> keys = new HashMap<>();
            rows.forEach(row -> RowKey.values(List.of(field), row, true)
                    .ifPresent(values -> keys.put(values.getFirst(), RowKey.of(field.key(), values))));
            if (!keys.isEmpty()) {
                load(field, keys);
            }
        }
    }

    private void load(FieldModel field, Map<Object, RowKey> keys) {
        ObjectModel object = mapping.object();
        Field<Boolean> seen = DSL.field(session.caller().visible(object));
        session.transaction()
                .sql()
                .select(object.columns().id(), field.column(), seen)
                .from(object.table())
                .where(Matches.among(field, keys.keySet()))
                .and(object.columns().deletedAt().isNull())
                .forEach(row -> put(field, row, keys));
    }

    private void put(FieldModel field, Record row, Map<Object, RowKey> keys) {
        Object value = row.get(1);
        RowKey key = value == null ? null : keys.get(RowKey.normal(field, value, true));
        if (key != null) {
            boolean seen = Boolean.TRUE.equals(row.get(2));
            holders.put(key, new Holder(field, seen ? (UUID) row.get(0) : null));
        }
    }

    /// Who has one of the unique values of a row.
    Optional<Holder> find(List<RowKey> keys) {
        return keys.stream()
                .filter(key -> !key.field().isEmpty())
                .map(holders::get)
                .filter(java.util.Objects::nonNull)
                .findFirst();
    }

    /// Notes that a row made a record.
    void made(List<RowKey> keys, UUID record) {
        for (RowKey key : keys) {
            mapping.object().field(key.field()).ifPresent(field -> holders.put(key, new Holder(field, record)));
        }
    }
}
