package io.ripeline.database;

import java.sql.Connection;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.UpdateSummaryEnum;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.resource.ClassLoaderResourceAccessor;
import liquibase.ui.LoggerUIService;

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
            var database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            database.setDefaultSchemaName("platform");
            database.setLiquibaseSchemaName("platform");
            Scope.child(Scope.Attr.ui.name(), new LoggerUIService(), () -> {
                try (var liquibase = new Liquibase(CHANGELOG, new ClassLoaderResourceAccessor(), database)) {
                    liquibase.setShowSummary(UpdateSummaryEnum.OFF);
                    liquibase.update("");
                }
            });
        }
    }
}
