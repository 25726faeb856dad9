package io.ripeline.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Brings the platform schema to this release. Tenant schemas are never touched here.
public final class PlatformSchema {

    private static final String CHANGELOG = "platform/changelog.yaml";

    private PlatformSchema() {}

    /// Creates or upgrades the schema `platform`; does nothing on one that is up to date.
    ///
    /// @throws Exception whatever Liquibase throws: the application cannot start without its schema
    public static void migrate(DataSource dataSource) throws Exception {
        System.setProperty("liquibase.analytics.enabled", "false");
        try (Connection connection = dataSource.getConnection()) {
            try (var statement = connection.createStatement()) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS platform");
            }
            // Liquibase would close it, and it goes back to the pool: not before it is as it was.
            Connection lent = new SingleConnectionDataSource(connection, true).getConnection();
            var database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(lent));
            database.setDefaultSchemaName("platform");
            database.setLiquibaseSchemaName("platform");
            Scope.child(Scope.Attr.ui.name(), new LoggerUIService(), () -> {
                try (var liquibase = new Liquibase(CHANGELOG, new ClassLoaderResourceAccessor(), database)) {
                    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                    liquibase.update("");
                }
            });
            restore(connection);
        }
    }

    private static void restore(Connection connection) throws SQLException {
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
            statement.execute("RESET search_path");
        }
    }
}
