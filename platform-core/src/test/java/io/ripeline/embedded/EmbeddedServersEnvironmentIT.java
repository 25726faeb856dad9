package io.ripeline.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnectionFactory;

class EmbeddedServersEnvironmentIT {

    @TempDir
    Path home;

    @Test
    void startsTheServersForTheApplicationAndStopsThemAfterItsLastBean() throws SQLException {
        List<String> answers = new ArrayList<>();
        try (ConfigurableApplicationContext context = run()) {
            try (Connection connection = context.getBean(DataSource.class).getConnection()) {
                assertThat(connection.getCatalog()).isEqualTo("ripeline");
            }
            context.getBean(LastWords.class).whenDestroyed = connection -> {
                answers.add(connection.getCatalog());
                assertThat(home.resolve("redis/redis.pid")).exists();
            };
            assertThat(home.resolve("postgres/postmaster.pid")).exists();
        }

        assertThat(answers).containsExactly("ripeline");
        assertThat(home.resolve("postgres/postmaster.pid")).doesNotExist();
        assertThat(home.resolve("redis/redis.pid")).doesNotExist();
    }

    @Test
    void usesTheServersThatTheOperatorNames() throws SQLException {
        try (ConfigurableApplicationContext context = run(
                        "--ripeline.db.url=" + RealServers.freshDatabase(),
                        "--ripeline.redis.url=" + RealServers.redisUrl());
                Connection connection = context.getBean(DataSource.class).getConnection()) {
            assertThat(connection.getCatalog()).startsWith("fresh_");
            assertThat(context.getEnvironment().getProperty("spring.data.redis.url"))
                    .isEqualTo(RealServers.redisUrl());
        }

        assertThat(home).isEmptyDirectory();
    }

    @Test
    void startsOnlyWhatIsMissing() {
        try (ConfigurableApplicationContext context = run("--ripeline.db.url=" + RealServers.freshDatabase());
                var redis = context.getBean(RedisConnectionFactory.class).getConnection()) {
            assertThat(redis.ping()).isEqualTo("PONG");
        }

        assertThat(Files.exists(home.resolve("postgres"))).isFalse();
    }

    @Test
    void leavesProcessorsToADatabaseBesideIt() {
        try (ConfigurableApplicationContext context = run()) {
            assertThat(context.isRunning()).isTrue();
        }

        assertThat(Integer.getInteger(EmbeddedServersEnvironment.CARRIERS))
                .isEqualTo(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    @Test
    void startsNothingWhenSwitchedOff() {
        assertThatThrownBy(() -> run("--ripeline.embedded.enabled=false")).hasStackTraceContaining("dataSource");

        assertThat(home).isEmptyDirectory();
    }

    @Test
    void stopsTheServersWhenTheApplicationDoesNotStart() {
        assertThatThrownBy(() -> run("--spring.datasource.hikari.maximum-pool-size=none"))
                .hasStackTraceContaining("maximum-pool-size");

        assertThat(home.resolve("servers.properties")).exists();
        assertThat(home.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    private ConfigurableApplicationContext run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--ripeline.home=" + home);
        return SpringApplication.run(Application.class, all.toArray(String[]::new));
    }

    @ImportAutoConfiguration({DataSourceAutoConfiguration.class, DataRedisAutoConfiguration.class})
    static class Application {

        @Bean
        LastWords lastWords(DataSource database) {
            return new LastWords(database);
        }
    }

    /// Uses the database while the application closes.
    static final class LastWords implements DisposableBean {

        private final DataSource database;
        private ConnectionWork whenDestroyed = _ -> {};

        LastWords(DataSource database) {
            this.database = database;
        }

        @Override
        public void destroy() throws SQLException {
            try (Connection connection = database.getConnection()) {
                whenDestroyed.accept(connection);
            }
        }
    }

    private interface ConnectionWork {
        void accept(Connection connection) throws SQLException;
    }
}
