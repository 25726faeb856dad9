package io.ripeline.schema;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;

/// Connections for work on tables that must not run within the transaction of a request: a few at a time and
/// none of the pool's, so that a publish that waits for a table keeps nobody from being served.
@Component
class OwnerConnections {

    private static final int AT_ONCE = 8;

    private final DataSource dataSource;
    private final Semaphore free = new Semaphore(AT_ONCE);

    OwnerConnections(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /// Runs the short work of a publish on a connection of the schemas' owner where each statement commits by itself.
    <T> T forPublish(Function<DSLContext, T> work) {
        free.acquireUninterruptibly();
        try {
            return forJob(work);
        } finally {
            free.release();
        }
    }

    /// Runs the work of a job in the same way. Jobs are few; they are not counted among the publishes, since some wait
    /// until every transaction that is open has ended, and a publish that waited for them would be one.
    <T> T forJob(Function<DSLContext, T> work) {
        try (Connection connection = open()) {
            return work.apply(DSL.using(connection));
        } catch (SQLException failure) {
            throw new IllegalStateException("Cannot reach the database", failure);
        }
    }

    private Connection open() throws SQLException {
        HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
        return DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
    }
}
