package io.ripeline.schema;

import static io.ripeline.schema.Quoting.literal;
import static io.ripeline.schema.Quoting.quote;

import io.ripeline.definition.Model;
import io.ripeline.schema.SchemaChange.ChangeType;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantTransaction;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/// Fills the new columns of fields that change their type, while the records are served from the old ones: most
/// values before the publish in chunks, and what was written meanwhile at the end, when nobody writes.
@Component
public class Conversions {

    private final OwnerConnections connections;

    Conversions(OwnerConnections connections) {
        this.connections = connections;
    }

    /// How many values of live records have no counterpart in the new type.
    public static long lost(TenantTransaction transaction, Model inForce, ChangeType change) {
        Conversion conversion = new Conversion(transaction.tenant(), inForce, change);
        return transaction
                .sql()
                .fetchSingle(plain("SELECT count(*) FROM %s WHERE deleted_at IS NULL AND %s IS NOT NULL AND %s IS NULL"
                        .formatted(table(transaction.tenant(), change), conversion.before(), conversion.after())))
                .get(0, Long.class);
    }

    /// Fills the columns of the conversions, each chunk in a transaction of its own.
    public void fill(Tenant tenant, Model inForce, List<ChangeType> changes) {
        for (ChangeType change : changes) {
            org.jooq.SQL statement = plain(statement(tenant, inForce, change));
            connections.forPublish(sql -> {
                sql.execute("SET statement_timeout = 0");
                keep(sql, tenant, change);
                for (Chunk chunk : Chunk.of(sql, table(tenant, change))) {
                    sql.execute("{0} AND {1}", statement, chunk.condition());
                }
                return true;
            });
        }
    }

    /// Keeps the column from being taken for an empty one, should the conversion never come into force.
    private static void keep(DSLContext sql, Tenant tenant, ChangeType change) {
        sql.execute("UPDATE %s SET state = 'taken' WHERE object = %s AND name = %s"
                .formatted(
                        Quoting.table(tenant.schema(), "_column"),
                        literal(change.object().key()),
                        literal(change.columns().value())));
    }

    /// Fills what is not yet as it should be. Nobody else may be writing.
    public static void finish(TenantTransaction transaction, Model inForce, List<ChangeType> changes) {
        changes.forEach(change -> transaction.sql().execute(plain(statement(transaction.tenant(), inForce, change))));
    }

    private static String statement(Tenant tenant, Model inForce, ChangeType change) {
        Conversion conversion = new Conversion(tenant, inForce, change);
        String target = quote(change.columns().value());
        return "UPDATE %s SET %s = %s WHERE %s IS DISTINCT FROM %s"
                .formatted(table(tenant, change), target, conversion.after(), target, conversion.after());
    }

    /// Labels may have what jOOQ would read as its own marks.
    private static org.jooq.SQL plain(String statement) {
        return DSL.raw(statement);
    }

    private static String table(Tenant tenant, ChangeType change) {
        return Quoting.table(tenant.schema(), change.object().key());
    }
}
