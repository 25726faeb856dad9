package io.ripeline.tenancy;

import io.ripeline.refusal.Refused;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Opens transactions for the company of the current {@link TenantScope}. Each begins with one batched statement that
/// takes the company's role, search path and time limit and reads the numbers that caches go by. A call inside a
/// transaction of the same company joins it.
@Component
public class TenantTransactions {

    private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);

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
        return in(writing, work);
    }

    /// Runs the work in a read-only transaction.
    public <T> T read(Function<TenantTransaction, T> work) {
        return in(reading, work);
    }

    /// Steps out of the company's role for rows of the platform schema that must commit together with the company's
    /// own,
    /// and back in.
    public <T> T onPlatform(TenantTransaction transaction, Supplier<T> work) {
        transaction.sql().execute("SET LOCAL ROLE NONE");
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

    private static void comeBack(TenantTransaction transaction) {
        transaction
                .sql()
                .execute("SET LOCAL ROLE \"%s\"".formatted(transaction.tenant().role()));
    }

    private <T> T in(TransactionTemplate template, Function<TenantTransaction, T> work) {
        Tenant tenant = TenantScope.current().tenant();
        TenantTransaction joined = (TenantTransaction) TransactionSynchronizationManager.getResource(this);
        if (joined != null) {
            if (!joined.tenant().id().equals(tenant.id())) {
                throw new IllegalStateException("A transaction of another company is open");
            }
            return work.apply(joined);
        }
        return template.execute(status -> {
            TenantTransaction transaction = open(tenant);
            TransactionSynchronizationManager.bindResource(this, transaction);
            try {
                return work.apply(transaction);
            } finally {
                TransactionSynchronizationManager.unbindResource(this);
            }
        });
    }

    private TenantTransaction open(Tenant tenant) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try (Statement statement = connection.createStatement()) {
            statement.execute(opening(tenant));
            ResultSet head = lastResult(statement);
            head.next();
            return new TenantTransaction(
                    tenant,
                    sql,
                    head.getInt(1),
                    head.getLong(2),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
        } catch (SQLException failure) {
            throw new IllegalStateException("Cannot enter the schema of " + tenant.slug(), failure);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static String opening(Tenant tenant) {
        return """
                SET LOCAL ROLE "%s"; SET LOCAL search_path = "%s"; SET LOCAL statement_timeout = %d; \
                SELECT config_version, member_revision FROM "%s"._head""".formatted(tenant.role(), tenant.schema(), STATEMENT_LIMIT.toMillis(), tenant.schema());
    }

    private static ResultSet lastResult(Statement statement) throws SQLException {
        ResultSet result = statement.getResultSet();
        while (result == null) {
            statement.getMoreResults();
            result = statement.getResultSet();
        }
        return result;
    }
}
