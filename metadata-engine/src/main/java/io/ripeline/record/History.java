package io.ripeline.record;

import static org.jooq.impl.DSL.table;

import io.ripeline.database.KeptStatement;
import io.ripeline.tenancy.TenantTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// What happens to records by one write: who did it and why, with the stays and the changes it notes.
///
/// @param notes is handed each statement that notes one change or one entry
record History(TenantTransaction transaction, UUID actor, Cause cause, Consumer<KeptStatement.Filled> notes) {

    /// History noted at once.
    History(TenantTransaction transaction, UUID actor, Cause cause) {
        this(transaction, actor, cause, statement -> KeptStatement.execute(transaction.sql(), List.of(statement)));
    }

    Stays stays() {
        return new Stays(this);
    }

    Changes changes() {
        return new Changes(this);
    }

    static KeptStatement insertion(Table<?> table, List<Field<?>> columns) {
        return new KeptStatement(() -> DSL.insertInto(table)
                .columns(columns)
                .values(columns.stream()
                        .map(column -> KeptStatement.place(column.getDataType()))
                        .toList()));
    }

    void note(KeptStatement statement, List<Field<?>> columns, @Nullable Object[] row) {
        List<Field<?>> values = new ArrayList<>();
        for (int index = 0; index < row.length; index++) {
            values.add(KeptStatement.value(columns.get(index), row[index]));
        }
        notes.accept(statement.with(transaction.sql(), values));
    }
}
