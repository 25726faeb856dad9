package io.ripeline.schema;

import static io.ripeline.schema.Quoting.literal;
import static io.ripeline.schema.Quoting.quote;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.ripeline.definition.Model;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The long steps that a publish leaves behind, none of which holds up a reader or writer: indexes are built
/// concurrently, columns that were given up are emptied. Each looks at what stands and does what is missing, so
/// that whoever was interrupted begins again and does nothing twice.
@Component
public class TableWork {

    private static final Logger LOG = LoggerFactory.getLogger(TableWork.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final String NOT_UNIQUE = "23505";

    private final OwnerConnections connections;

    TableWork(OwnerConnections connections) {
        this.connections = connections;
    }

    /// A field that was to be unique and has values that are not.
    public record Duplicated(String object, String column) {}

    /// Runs the work while no other node does work of this kind for the company.
    public <T> T alone(String schema, java.util.function.Supplier<T> work) {
        return connections.forJob(sql -> {
            String lock = "hashtextextended(%s, 7)".formatted(literal(schema));
            while (!sql.fetchSingle("SELECT pg_try_advisory_lock(" + lock + ")").get(0, Boolean.class)) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
            return work.get();
        });
    }

    /// Waits until every transaction that is open now has ended: none of them knows what was published before.
    public void outlastOlderTransactions() {
        connections.forJob(sql -> {
            var now = sql.fetchSingle("SELECT clock_timestamp()").get(0, java.time.OffsetDateTime.class);
            var open = DSL.sql("""
                    SELECT count(*) FROM pg_stat_activity
                    WHERE datname = current_database() AND backend_type = 'client backend'
                      AND pid <> pg_backend_pid() AND xact_start < {0}""", DSL.val(now));
            while (sql.fetchSingle(open).get(0, Long.class) > 0) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
            return true;
        });
    }

    /// How many indexes the model needs that do not stand.
    public int missing(DSLContext sql, String schema, Model model) {
        Map<String, Boolean> standing = standing(sql, schema);
        return (int) Index.of(model).stream()
                .filter(index -> !standing.getOrDefault(index.name(), false))
                .count();
    }

    /// How many columns have been given up and are not yet empty.
    public int toEmpty(DSLContext sql) {
        return sql.fetchCount(
                DSL.table(DSL.name("_column")), DSL.field(DSL.name("state")).eq("emptying"));
    }

    /// Builds the indexes that the model needs and that do not stand, drops those that only served orders nobody asks
    /// for any more, and answers those that cannot be built.
    ///
    /// @param progress is run after each one
    public List<Duplicated> buildIndexes(String schema, Model model, Runnable progress) {
        return connections.forJob(sql -> {
            sql.execute("SET statement_timeout = 0");
            Map<String, Boolean> standing = standing(sql, schema);
            List<Duplicated> duplicated = new ArrayList<>();
            List<Index> needed = Index.of(model);
            for (Index index : needed) {
                Boolean valid = standing.get(index.name());
                if (valid == null || !valid) {
                    if (!build(sql, schema, index)) {
                        duplicated.add(new Duplicated(
                                index.table(), index.columns().getFirst().name()));
                    }
                    progress.run();
                }
            }
            Set<String> names = needed.stream().map(Index::name).collect(toSet());
            standing.keySet().stream()
                    .filter(name -> Index.Use.ORDER.has(name) && !names.contains(name))
                    .forEach(name -> drop(sql, schema, name));
            return duplicated;
        });
    }

    private static boolean build(DSLContext sql, String schema, Index index) {
        drop(sql, schema, index.name());
        try {
            sql.execute(index.creation(schema, "CONCURRENTLY"));
        } catch (DataAccessException failure) {
            if (!NOT_UNIQUE.equals(failure.sqlState())) {
                throw failure;
            }
            LOG.warn("{} has values in {} that are not unique", index.table(), index.columns());
            drop(sql, schema, index.name());
            return false;
        }
        if (index.use() == Index.Use.UNIQUE) {
            drop(
                    sql,
                    schema,
                    Index.seeking(index.table(), index.columns().getFirst().name())
                            .name());
        }
        return true;
    }

    private static void drop(DSLContext sql, String schema, String index) {
        sql.execute("DROP INDEX CONCURRENTLY IF EXISTS " + Quoting.table(schema, index));
    }

    /// The indexes that stand, by name, and whether each is complete.
    private static Map<String, Boolean> standing(DSLContext sql, String schema) {
        Map<String, Boolean> standing = new LinkedHashMap<>();
        sql.fetch("""
                        SELECT relname, indisvalid FROM pg_class
                        JOIN pg_namespace ON pg_namespace.oid = relnamespace
                        JOIN pg_index ON indexrelid = pg_class.oid
                        WHERE nspname = {0} AND relname ~ '^i[xo]_'""", DSL.val(schema))
                .forEach(row -> standing.put(row.get(0, String.class), row.get(1, Boolean.class)));
        return standing;
    }

    /// The indexes that hold a column, be it in part.
    private static List<String> over(DSLContext sql, String schema, String table, String column) {
        return sql.fetch("""
                        SELECT DISTINCT held.relname FROM pg_depend
                        JOIN pg_class AS held ON held.oid = objid AND held.relkind = 'i'
                        JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid AND attname = {0}
                        WHERE classid = 'pg_class'::regclass AND refobjid = {1}::regclass""", DSL.val(column), DSL.val(Quoting.table(schema, table)))
                .map(row -> row.get(0, String.class));
    }

    /// Empties the columns that were given up, and makes them free; answers how many there were.
    public int emptyColumns(String schema, Runnable progress) {
        return connections.forJob(sql -> {
            sql.execute("SET statement_timeout = 0");
            Map<String, List<String>> tables = sql
                    .fetch("SELECT object, name FROM %s WHERE state = 'emptying' ORDER BY object, name"
                            .formatted(Quoting.table(schema, "_column")))
                    .stream()
                    .collect(groupingBy(
                            row -> row.get(0, String.class), LinkedHashMap::new, mapping(TableWork::second, toList())));
            tables.forEach((object, columns) -> {
                empty(sql, schema, object, columns);
                progress.run();
            });
            return tables.values().stream().mapToInt(List::size).sum();
        });
    }

    private static String second(Record row) {
        return row.get(1, String.class);
    }

    private static void empty(DSLContext sql, String schema, String object, List<String> columns) {
        columns.forEach(column -> over(sql, schema, object, column).forEach(index -> drop(sql, schema, index)));
        String table = Quoting.table(schema, object);
        String nothing =
                columns.stream().map(column -> quote(column) + " = NULL").collect(joining(", "));
        String something =
                columns.stream().map(column -> quote(column) + " IS NOT NULL").collect(joining(" OR ", "(", ")"));
        for (Chunk chunk : Chunk.of(sql, table)) {
            sql.execute(
                    "{0} AND {1}",
                    DSL.raw("UPDATE %s SET %s WHERE %s".formatted(table, nothing, something)), chunk.condition());
        }
        sql.execute("UPDATE %s SET state = 'free' WHERE object = %s AND state = 'emptying' AND name IN (%s)"
                .formatted(
                        Quoting.table(schema, "_column"),
                        literal(object),
                        columns.stream().map(Quoting::literal).collect(joining(", "))));
    }
}
