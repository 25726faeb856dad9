package io.ripeline.imports;

import static org.jooq.impl.DSL.name;

import io.ripeline.database.Batch;
import io.ripeline.spreadsheet.Row;
import io.ripeline.tenancy.TenantTransaction;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/// The rows that were not brought in as given, with the reasons.
@Component
class RowReports {

    /// Read so many at once.
    static final int PAGE = 500;

    private static final Field<UUID> IMPORT_ID = DSL.field(name("import_id"), SQLDataType.UUID);
    private static final Field<String> RUN = DSL.field(name("run"), SQLDataType.CLOB);
    private static final Field<Integer> ROW_NO = DSL.field(name("row_no"), SQLDataType.INTEGER);
    private static final Field<String> CELLS = DSL.field(name("cells"), SQLDataType.CLOB);
    private static final Field<String> REASONS = DSL.field(name("reasons"), SQLDataType.CLOB);
    private static final Field<UUID> RECORD_ID = DSL.field(name("record_id"), SQLDataType.UUID);

    /// Why rows are given back.
    enum Kind {
        FAILED("_import_failure"),
        DUPLICATE("_import_duplicate");

        private final String name;

        Kind(String name) {
            this.name = name;
        }

        private Table<Record> table() {
            return DSL.table(DSL.name(name));
        }
    }

    void add(TenantTransaction transaction, UUID id, RunKind run, Kind kind, List<Reported> reported) {
        if (reported.isEmpty()) {
            return;
        }
        boolean doubles = kind == Kind.DUPLICATE;
        List<Field<?>> columns = doubles
                ? List.of(IMPORT_ID, RUN, ROW_NO, CELLS, REASONS, RECORD_ID)
                : List.of(IMPORT_ID, RUN, ROW_NO, CELLS, REASONS);
        Object[][] rows = reported.stream()
                .map(each -> new Object[] {
                    id,
                    run.key(),
                    each.row().number(),
                    StoredText.of(each.row().cells()),
                    StoredText.ofReasons(each.reasons()),
                    each.record()
                })
                .map(row -> doubles ? row : java.util.Arrays.copyOf(row, columns.size()))
                .toArray(Object[][]::new);
        Batch.insert(transaction.sql(), kind.table(), columns, rows);
    }

    /// The next rows behind one, in the order of the file.
    List<Reported> behind(TenantTransaction transaction, UUID id, RunKind run, Kind kind, int row) {
        Field<UUID> doubled =
                kind == Kind.DUPLICATE ? RECORD_ID : DSL.castNull(RECORD_ID).as(RECORD_ID);
        return transaction
                .sql()
                .select(ROW_NO, CELLS, REASONS, doubled)
                .from(kind.table())
                .where(IMPORT_ID.eq(id).and(RUN.eq(run.key())).and(ROW_NO.gt(row)))
                .orderBy(ROW_NO)
                .limit(PAGE)
                .fetch(found -> new Reported(
                        new Row(found.value1(), StoredText.texts(found.value2())),
                        StoredText.reasons(found.value3()),
                        found.value4()));
    }

    /// Forgets what a way through a file gave back.
    void clear(TenantTransaction transaction, UUID id, RunKind run) {
        for (Kind kind : Kind.values()) {
            transaction
                    .sql()
                    .deleteFrom(kind.table())
                    .where(IMPORT_ID.eq(id).and(RUN.eq(run.key())))
                    .execute();
        }
    }
}
