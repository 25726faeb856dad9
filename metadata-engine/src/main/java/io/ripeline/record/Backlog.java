package io.ripeline.record;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.ObjectModel;
import io.ripeline.tenancy.TenantTransaction;
import org.jooq.impl.SQLDataType;

/// The objects whose computed values a job is still bringing up to date, as a publish left them. Until it is done, what
/// stands in a record may be stale, so a write computes it anew.
final class Backlog {

    private Backlog() {}

    /// Whether the object is one of them.
    static boolean contains(TenantTransaction transaction, ObjectModel object) {
        return transaction
                .sql()
                .fetchExists(
                        table(name("_recomputation")),
                        field(name("object"), SQLDataType.CLOB).eq(object.key()));
    }
}
