package io.ripeline.imports;

import static org.jooq.impl.DSL.name;

import io.ripeline.database.Batch;
import io.ripeline.tenancy.TenantTransaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/// What a dry run has gone through already: it takes back what it wrote, but a later row shall find the earlier ones.
@Component
class ForeseenRows {

    private static final Table<?> KEY_TABLE = DSL.table(name("_import_key"));
    private static final Field<UUID> IMPORT_ID = DSL.field(name("import_id"), SQLDataType.UUID);
    private static final Field<String> FIELD = DSL.field(name("field"), SQLDataType.CLOB);
    private static final Field<UUID> KEY = DSL.field(name("key"), SQLDataType.UUID);
    private static final Field<Integer> ROW_NO = DSL.field(name("row_no"), SQLDataType.INTEGER);

    /// The earlier rows that have one of these keys.
    Map<RowKey, Integer> among(TenantTransaction transaction, UUID id, Collection<RowKey> keys) {
        Map<RowKey, Integer> rows = new HashMap<>();
        UUID[] hashes = keys.stream().map(RowKey::hash).distinct().toArray(UUID[]::new);
        if (hashes.length > 0) {
            transaction
                    .sql()
                    .select(FIELD, KEY, ROW_NO)
                    .from(KEY_TABLE)
                    .where(IMPORT_ID.eq(id).and(KEY.eq(DSL.any(hashes))))
                    .forEach(row -> rows.put(new RowKey(row.value1(), row.value2()), row.value3()));
        }
        return rows;
    }

    void add(TenantTransaction transaction, UUID id, Map<RowKey, Integer> rows) {
        if (!rows.isEmpty()) {
            List<Object[]> values = rows.entrySet().stream()
                    .map(row ->
                            new Object[] {id, row.getKey().field(), row.getKey().hash(), row.getValue()})
                    .toList();
            Batch.insertNew(
                    transaction.sql(),
                    KEY_TABLE,
                    List.of(IMPORT_ID, FIELD, KEY, ROW_NO),
                    values.toArray(Object[][]::new));
        }
    }

    void clear(TenantTransaction transaction, UUID id) {
        transaction.sql().deleteFrom(KEY_TABLE).where(IMPORT_ID.eq(id)).execute();
    }
}
