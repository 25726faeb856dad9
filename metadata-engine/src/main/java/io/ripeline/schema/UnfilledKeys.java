package io.ripeline.schema;

import static io.ripeline.schema.StandingSchema.FIELD;
import static io.ripeline.schema.StandingSchema.KEY_COLUMN;
import static io.ripeline.schema.StandingSchema.KEY_FILLED;
import static io.ripeline.schema.StandingSchema.OBJECT;
import static io.ripeline.schema.StandingSchema.RETIRED_IN;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.table;

import io.ripeline.tenancy.TenantTransaction;
import java.util.List;
import org.jooq.impl.DSL;

/// The fields whose records have no normalised keys yet.
public final class UnfilledKeys {

    /// A field whose values need keys in a column.
    public record Unfilled(String object, String field, String column) {}

    private UnfilledKeys() {}

    /// The fields in use whose keys are not filled.
    public static List<Unfilled> of(TenantTransaction transaction) {
        return transaction
                .sql()
                .select(OBJECT, FIELD, KEY_COLUMN)
                .from(table(name("_field")))
                .where(not(DSL.condition(KEY_FILLED)))
                .and(KEY_COLUMN.isNotNull())
                .and(RETIRED_IN.isNull())
                .orderBy(OBJECT, FIELD)
                .fetch(row -> new Unfilled(row.value1(), row.value2(), row.value3()));
    }

    /// Notes that every record has its key, unless the field has another column by now.
    public static int filled(TenantTransaction transaction, Unfilled unfilled) {
        return transaction
                .sql()
                .update(table(name("_field")))
                .set(KEY_FILLED, true)
                .where(OBJECT.eq(unfilled.object()))
                .and(FIELD.eq(unfilled.field()))
                .and(KEY_COLUMN.eq(unfilled.column()))
                .execute();
    }
}
