package io.ripeline.embedded;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// The servers of the tests in containers, which Testcontainers removes, even those of a killed JVM.
final class ContainerServers implements TestServers {

    private static final int REDIS_PORT = 6379;

    private final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18")
            .withUsername(PostgresServer.USER)
            .withEnv("POSTGRES_INITDB_ARGS", "--locale-provider=builtin --builtin-locale=C.UTF-8 --encoding=UTF8")
            .withCommand("postgres -c fsync=off -c synchronous_commit=off -c max_connections=200");
    private final GenericContainer<?> redis = new GenericContainer<>("redis:7").withExposedPorts(REDIS_PORT);

    /// Without an engine Testcontainers reports errors that are none.
    static boolean available() {
        LoggingSystem logging = LoggingSystem.get(ContainerServers.class.getClassLoader());
        logging.setLogLevel("org.testcontainers", LogLevel.OFF);
        logging.setLogLevel("com.github.dockerjava", LogLevel.OFF);
        logging.setLogLevel("tc", LogLevel.WARN);
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static ContainerServers start() {
        ContainerServers servers = new ContainerServers();
        Startables.deepStart(servers.postgres, servers.redis).join();
        return servers;
    }

    @Override
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s?user=%s&password=%s"
                .formatted(
                        postgres.getHost(),
                        postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                        database,
                        postgres.getUsername(),
                        postgres.getPassword());
    }

    @Override
    public String redisUrl() {
        return "redis://%s:%d".formatted(redis.getHost(), redis.getMappedPort(REDIS_PORT));
    }
}
