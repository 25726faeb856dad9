package io.ripeline.imports;

import static org.jooq.impl.DSL.name;

import io.ripeline.spreadsheet.Row;
import io.ripeline.tenancy.TenantTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/// The rows of files that wait to be brought in, some at a time as they are brought in later: neither the file nor all
/// its rows are ever held.
@Component
class StagedRows {

    /// One transaction brings in so many.
    static final int ROWS_AT_ONCE = 2_000;

    private static final int CHARACTERS_AT_ONCE = 1 << 20;

    private static final Table<?> CHUNK = DSL.table(name("_import_chunk"));
    private static final Field<UUID> IMPORT_ID = DSL.field(name("import_id"), SQLDataType.UUID);
    private static final Field<Integer> FIRST_ROW = DSL.field(name("first_row"), SQLDataType.INTEGER);
    private static final Field<Integer> ROW_COUNT = DSL.field(name("row_count"), SQLDataType.INTEGER);
    private static final Field<String> CELLS = DSL.field(name("cells"), SQLDataType.CLOB);

    /// Rows that are kept and brought in together.
    record Chunk(List<Row> rows) {

        Chunk {
            rows = List.copyOf(rows);
        }

        int first() {
            return rows.getFirst().number();
        }
    }

    /// Gathers rows until they are a chunk.
    static final class Gathering {

        private final List<Row> rows = new ArrayList<>();
        private long characters;

        void add(Row row) {
            rows.add(row);
            row.cells().forEach(cell -> characters += cell.length());
        }

        boolean isFull() {
            return rows.size() >= ROWS_AT_ONCE || characters >= CHARACTERS_AT_ONCE;
        }

        boolean isEmpty() {
            return rows.isEmpty();
        }

        Chunk take() {
            Chunk chunk = new Chunk(rows);
            rows.clear();
            characters = 0;
            return chunk;
        }
    }

    void add(TenantTransaction transaction, UUID id, Chunk chunk) {
        transaction
                .sql()
                .insertInto(CHUNK)
                .set(IMPORT_ID, id)
                .set(FIRST_ROW, chunk.first())
                .set(ROW_COUNT, chunk.rows().size())
                .set(CELLS, StoredText.of(chunk.rows().stream().map(Row::cells).toList()))
                .execute();
    }

    /// The rows behind so many; none at the end of the file.
    List<Row> behind(TenantTransaction transaction, UUID id, int done) {
        List<Row> rows = new ArrayList<>();
        transaction
                .sql()
                .select(CELLS)
                .from(CHUNK)
                .where(IMPORT_ID.eq(id).and(FIRST_ROW.eq(done + 1)))
                .forEach(chunk -> StoredText.rows(chunk.value1())
                        .forEach(cells -> rows.add(new Row(done + 1 + rows.size(), cells))));
        return rows;
    }

    /// Forgets the rows of a file that was brought in.
    void remove(TenantTransaction transaction, UUID id) {
        transaction.sql().deleteFrom(CHUNK).where(IMPORT_ID.eq(id)).execute();
    }
}
