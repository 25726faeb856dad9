package io.ripeline.imports;

import static org.jooq.impl.DSL.name;

import io.ripeline.database.Batch;
import io.ripeline.json.StrictJson;
import io.ripeline.record.Move;
import io.ripeline.refusal.Violation;
import io.ripeline.tenancy.TenantTransaction;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record4;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the rows of files wrote, and what became of taking it back.
@Component
class Effects {

    private static final Table<?> EFFECT = DSL.table(name("_import_effect"));
    private static final Field<UUID> IMPORT_ID = DSL.field(name("import_id"), SQLDataType.UUID);
    private static final Field<Integer> ROW_NO = DSL.field(name("row_no"), SQLDataType.INTEGER);
    private static final Field<UUID> RECORD_ID = DSL.field(name("record_id"), SQLDataType.UUID);
    private static final Field<Integer> VERSION = DSL.field(name("version"), SQLDataType.INTEGER);
    private static final Field<String> STAYS = DSL.field(name("stays"), SQLDataType.CLOB);
    private static final Field<String> OUTCOME = DSL.field(name("outcome"), SQLDataType.CLOB);
    private static final Field<String> REASONS = DSL.field(name("reasons"), SQLDataType.CLOB);

    /// What became of taking back what rows did to a record.
    enum Outcome {
        DELETED,
        RESTORED,
        SKIPPED
    }

    /// A row whose effect stays, and why.
    record Kept(int row, UUID record, List<Violation> reasons) {}

    void add(TenantTransaction transaction, UUID id, List<Effect> effects) {
        if (!effects.isEmpty()) {
            Object[][] rows = effects.stream()
                    .map(each -> new @Nullable Object[] {
                        id,
                        each.row(),
                        each.record(),
                        each.version(),
                        each.stays() == null ? null : StoredText.of(each.stays())
                    })
                    .toArray(Object[][]::new);
            Batch.insert(transaction.sql(), EFFECT, List.of(IMPORT_ID, ROW_NO, RECORD_ID, VERSION, STAYS), rows);
        }
    }

    /// How many rows wrote something.
    int count(TenantTransaction transaction, UUID id) {
        return transaction.sql().fetchCount(EFFECT, IMPORT_ID.eq(id));
    }

    /// The records that the last rows wrote and that were not taken back yet, each with all that was done to it, the
    /// newest first.
    List<Effect> last(TenantTransaction transaction, UUID id, int most) {
        List<UUID> records = transaction
                .sql()
                .select(RECORD_ID)
                .from(EFFECT)
                .where(IMPORT_ID.eq(id).and(OUTCOME.isNull()))
                .orderBy(ROW_NO.desc())
                .limit(most)
                .fetch(RECORD_ID);
        return transaction
                .sql()
                .select(ROW_NO, RECORD_ID, VERSION, STAYS)
                .from(EFFECT)
                .where(IMPORT_ID.eq(id))
                .and(RECORD_ID.eq(DSL.any(records.stream().distinct().toArray(UUID[]::new))))
                .orderBy(ROW_NO.desc())
                .fetch(Effects::effect);
    }

    private static Effect effect(Record4<Integer, UUID, Integer, String> row) {
        @Nullable String stays = row.value4();
        return new Effect(
                row.value1(),
                row.value2(),
                row.value3(),
                stays == null ? null : List.of(StrictJson.MAPPER.readValue(stays, Move[].class)));
    }

    /// Notes what became of a record.
    void taken(TenantTransaction transaction, UUID id, UUID record, Outcome outcome, List<Violation> reasons) {
        transaction
                .sql()
                .update(EFFECT)
                .set(OUTCOME, outcome.name().toLowerCase(java.util.Locale.ROOT))
                .set(REASONS, reasons.isEmpty() ? null : StoredText.ofReasons(reasons))
                .where(IMPORT_ID.eq(id).and(RECORD_ID.eq(record)))
                .execute();
    }

    /// The next rows behind one whose effect stays.
    List<Kept> kept(TenantTransaction transaction, UUID id, int row) {
        return transaction
                .sql()
                .select(ROW_NO, RECORD_ID, REASONS)
                .from(EFFECT)
                .where(IMPORT_ID.eq(id).and(OUTCOME.eq("skipped")).and(ROW_NO.gt(row)))
                .orderBy(ROW_NO)
                .limit(RowReports.PAGE)
                .fetch(found -> new Kept(found.value1(), found.value2(), reasons(found.value3())));
    }

    private static List<Violation> reasons(@Nullable String stored) {
        return stored == null ? List.of() : StoredText.reasons(stored);
    }
}
