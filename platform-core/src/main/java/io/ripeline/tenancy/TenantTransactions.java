package io.ripeline.tenancy;

import io.ripeline.refusal.Refused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Opens transactions for the company of the current {@link TenantScope}. Each begins with one prepared
/// statement that takes the company's role, search path and time limit and reads the numbers that caches go by.
/// A call inside a transaction of the same company joins it.
@Component
public class TenantTransactions {

    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration TURN = Duration.ofMillis(100);

    /// PostgreSQL's own default: the schema called like the current role, which is the company's (ADR 0015).
    /// Any other path would make the driver forget what it has prepared, at the beginning and the end of each
    /// transaction.
    private static final String SEARCH_PATH = "\"$user\", public";

    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    private final DataSource dataSource;
    private final DSLContext sql;
    private final Clock clock;

    TenantTransactions(PlatformTransactionManager manager, DataSource dataSource, DSLContext sql, Clock clock) {
        this.writing = new TransactionTemplate(manager);
        this.reading = new TransactionTemplate(manager);
        this.reading.setReadOnly(true);
        this.reading.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRED);
        this.dataSource = dataSource;
        this.sql = sql;
        this.clock = clock;
    }

    /// Runs the work in a transaction that commits unless the work throws.
    public <T> T write(Function<TenantTransaction, T> work) {
        return in(writing, true, work);
    }

    /// Runs the work in a read-only transaction.
    public <T> T read(Function<TenantTransaction, T> work) {
        return in(reading, false, work);
    }

    /// Steps out of the company's role and back in, for rows of the platform schema that must commit together with
    /// those of the company. The company's tables are still found.
    public <T> T onPlatform(TenantTransaction transaction, Supplier<T> work) {
        Tenant tenant = transaction.tenant();
        transaction.sql().execute("SET LOCAL ROLE NONE; SET LOCAL search_path = \"%s\"".formatted(tenant.schema()));
        try {
            T result = work.get();
            comeBack(transaction);
            return result;
        } catch (Refused refused) {
            // Whoever catches it goes on in this transaction; after a failure of SQL nothing can.
            comeBack(transaction);
            throw refused;
        }
    }

    /// Reaches rows of the platform schema, out of the company's role where one of its transactions is open.
    public <T> T onPlatform(Supplier<T> work) {
        TenantTransaction open = (TenantTransaction) TransactionSynchronizationManager.getResource(this);
        return open == null ? work.get() : onPlatform(open, work);
    }

    /// Runs work that undoes only itself where it is refused: what the transaction did before stays. What waits for the
    /// commit is told by the callbacks of its synchronization.
    public <T> T attempt(TenantTransaction transaction, Supplier<T> work) {
        Object savepoint = begin(transaction);
        try {
            T result = work.get();
            transaction.sql().execute("RELEASE SAVEPOINT attempt");
            return result;
        } catch (Refused refused) {
            undo(transaction, savepoint);
            throw refused;
        }
    }

    /// Runs work to see what would come of it, and undoes it.
    public <T> T rehearse(TenantTransaction transaction, Supplier<T> work) {
        Object savepoint = begin(transaction);
        try {
            T result = work.get();
            undo(transaction, savepoint);
            return result;
        } catch (Refused refused) {
            undo(transaction, savepoint);
            throw refused;
        }
    }

    private static Object begin(TenantTransaction transaction) {
        Object savepoint = new Object();
        transaction.sql().execute("SAVEPOINT attempt");
        TransactionSynchronizationManager.getSynchronizations().forEach(each -> each.savepoint(savepoint));
        return savepoint;
    }

    private static void undo(TenantTransaction transaction, Object savepoint) {
        transaction.sql().execute("ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt");
        TransactionSynchronizationManager.getSynchronizations().forEach(each -> each.savepointRollback(savepoint));
    }

    private static void comeBack(TenantTransaction transaction) {
        Tenant tenant = transaction.tenant();
        transaction
                .sql()
                .execute("SET LOCAL search_path = %s; SET LOCAL ROLE \"%s\"".formatted(SEARCH_PATH, tenant.role()));
    }

    private <T> T in(TransactionTemplate template, boolean writes, Function<TenantTransaction, T> work) {
        Tenant tenant = TenantScope.current().tenant();
        TenantTransaction joined = (TenantTransaction) TransactionSynchronizationManager.getResource(this);
        if (joined != null) {
            if (!joined.tenant().id().equals(tenant.id())) {
                throw new IllegalStateException("A transaction of another company is open");
            }
            return work.apply(joined);
        }
        boolean inside = TransactionSynchronizationManager.isActualTransactionActive();
        T result = template.execute(status -> {
            TenantTransaction transaction = open(tenant, writes, !inside);
            TransactionSynchronizationManager.bindResource(this, transaction);
            try {
                T done = work.apply(transaction);
                transaction.end();
                return done;
            } finally {
                TransactionSynchronizationManager.unbindResource(this);
            }
        });
        if (inside) {
            // A transaction of the platform goes on, and it is nobody's company.
            sql.execute("SET LOCAL ROLE NONE");
        }
        return result;
    }

    /// Waits until no other transaction that may write is open in the company, and holds back new ones until this
    /// one ends: they begin after it and see what it did. Takes the wait in short turns, so that nobody is held
    /// back for long by a writer that goes on and on.
    ///
    /// @throws CannotAcquireLockException where there are other writers for five seconds
    public void holdBackWriters(TenantTransaction transaction) {
        DSLContext database = transaction.sql();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            database.execute("SAVEPOINT before_holding");
            try {
                database.execute("SET LOCAL lock_timeout = " + TURN.toMillis());
                database.execute("SELECT pg_advisory_xact_lock({0})", DSL.inline(gate(transaction.tenant())));
                return;
            } catch (CannotAcquireLockException busy) {
                database.execute("ROLLBACK TO SAVEPOINT before_holding");
                if (System.nanoTime() > end) {
                    throw busy;
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(TURN.toNanos()));
            }
        }
    }

    /// What writers of a company share and {@link #holdBackWriters} has alone.
    private static long gate(Tenant tenant) {
        return tenant.id().getMostSignificantBits() ^ tenant.id().getLeastSignificantBits();
    }

    private TenantTransaction open(Tenant tenant, boolean writes, boolean alone) {
        Head head = enter(tenant, writes);
        return new TenantTransaction(
                tenant,
                sql,
                head.configVersion(),
                head.memberRevision(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                alone && !writes ? () -> enter(tenant, false) : null);
    }

    /// The numbers that caches go by.
    private record Head(int configVersion, long memberRevision) {}

    private Head enter(Tenant tenant, boolean writes) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        // The gate is a statement of its own: whoever waited at it must see what was published meanwhile.
        String gate = writes ? "SELECT pg_advisory_xact_lock_shared(?); " : "";
        try (PreparedStatement statement = connection.prepareStatement(gate + opening(tenant))) {
            int parameter = 1;
            if (writes) {
                statement.setLong(parameter++, gate(tenant));
            }
            statement.setString(parameter++, tenant.role());
            statement.setString(parameter++, SEARCH_PATH);
            statement.setString(parameter, String.valueOf(STATEMENT_LIMIT.toMillis()));
            statement.execute();
            if (writes) {
                statement.getMoreResults();
            }
            ResultSet head = statement.getResultSet();
            head.next();
            return new Head(head.getInt(1), head.getLong(2));
        } catch (SQLException failure) {
            throw new IllegalStateException("Cannot enter the schema of " + tenant.slug(), failure);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static String opening(Tenant tenant) {
        return """
                SELECT config_version, member_revision,
                    set_config('role', ?, true), set_config('search_path', ?, true),
                    set_config('statement_timeout', ?, true)
                FROM "%s"._head""".formatted(tenant.schema());
    }
}
