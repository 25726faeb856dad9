package io.ripeline.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.util.ClassUtils;

/// One real PostgreSQL and one real Redis for all tests of a JVM: containers where a Docker engine answers, else the
/// embedded programs, without fsync. They start at the first call and stop with the JVM.
///
/// A Spring Boot test asks for them with {@link OnRealServers}.
public final class RealServers {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private RealServers() {}

    /// Creates an empty database and returns its address, user and password within.
    public static String freshDatabase() {
        String name = "fresh_" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(Started.SERVERS.jdbcUrl("postgres"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("No database can be created on the test server.", e);
        }
        return Started.SERVERS.jdbcUrl(name);
    }

    /// The address of the one Redis, shared by all tests: use keys of your own.
    public static String redisUrl() {
        return Started.SERVERS.redisUrl();
    }

    private static final class Started {

        static final TestServers SERVERS = start();

        private static TestServers start() {
            boolean known = ClassUtils.isPresent(
                    "org.testcontainers.postgresql.PostgreSQLContainer", RealServers.class.getClassLoader());
            return known && ContainerServers.available() ? ContainerServers.start() : LocalServers.start();
        }
    }
}
