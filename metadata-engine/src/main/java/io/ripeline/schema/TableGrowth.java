package io.ripeline.schema;

import static io.ripeline.schema.Quoting.literal;
import static io.ripeline.schema.Quoting.quote;
import static java.util.stream.Collectors.groupingBy;

import io.ripeline.schema.Allocation.NewColumn;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;

/// Makes columns before a publish gives them to fields: one short transaction per table, which gives way to
/// whoever uses the table and tries again. Columns that no publish takes stay free for the next one.
@Component
public class TableGrowth {

    private static final Duration LOCK_LIMIT = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(150);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /// A vacuum that PostgreSQL began by itself gives way to whoever waits for its table, once he looks for
    /// deadlocks: after a second, which is later than the limit of the lock. A role that may not set this waits
    /// until it is done.
    private static final String HAVE_VACUUM_GIVE_WAY = """
            DO $$ BEGIN SET LOCAL deadlock_timeout = '20ms';
            EXCEPTION WHEN insufficient_privilege THEN NULL; END $$""";

    private final OwnerConnections connections;

    TableGrowth(OwnerConnections connections) {
        this.connections = connections;
    }

    /// Makes the columns of a plan.
    ///
    /// @throws CannotAcquireLockException where readers or writers keep a table locked for five seconds
    public void grow(String schema, SchemaPlan plan) {
        if (plan.growth().isEmpty()) {
            return;
        }
        connections.forPublish(sql -> {
            plan.growth().stream()
                    .collect(groupingBy(NewColumn::object, LinkedHashMap::new, java.util.stream.Collectors.toList()))
                    .forEach((object, columns) -> patiently(sql, schema, object, columns));
            return true;
        });
    }

    private static void patiently(DSLContext sql, String schema, String object, List<NewColumn> columns) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                sql.transaction(within -> alter(within.dsl(), schema, object, columns));
                return;
            } catch (DataAccessException failure) {
                if (!LOCK_NOT_AVAILABLE.equals(failure.sqlState())) {
                    throw failure;
                }
                if (System.nanoTime() > end) {
                    throw new CannotAcquireLockException("The table " + object + " stays locked", failure);
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toNanos()));
            }
        }
    }

    private static void alter(DSLContext sql, String schema, String object, List<NewColumn> columns) {
        sql.execute("SET LOCAL lock_timeout = " + LOCK_LIMIT.toMillis());
        sql.execute(HAVE_VACUUM_GIVE_WAY);
        String table = Quoting.table(schema, object);
        for (NewColumn column : columns) {
            sql.execute(
                    column.retyped()
                            ? "ALTER TABLE %1$s ALTER COLUMN %2$s TYPE %3$s USING NULL::%3$s"
                                    .formatted(table, quote(column.name()), column.type())
                            : "ALTER TABLE %s ADD COLUMN %s %s".formatted(table, quote(column.name()), column.type()));
            sql.execute(DSL.sql("""
                    INSERT INTO %s (object, name, type, state) VALUES (%s, %s, %s, 'free')
                    ON CONFLICT (object, name) DO UPDATE SET type = excluded.type""".formatted(
                            Quoting.table(schema, "_column"),
                            literal(object),
                            literal(column.name()),
                            literal(column.type()))));
        }
    }
}
