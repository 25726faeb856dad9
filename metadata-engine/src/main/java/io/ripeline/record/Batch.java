package io.ripeline.record;

import java.util.Collections;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// One statement with many rows of values, which travel to the database together.
final class Batch {

    private Batch() {}

    /// Adds rows, each with the values of the columns in their order.
    static void insert(DSLContext sql, Table<?> table, List<Field<?>> columns, @Nullable Object[][] rows) {
        if (rows.length > 0) {
            sql.batch(sql.insertInto(table).columns(columns).values(Collections.nCopies(columns.size(), null)))
                    .bind(rows)
                    .execute();
        }
    }
}
