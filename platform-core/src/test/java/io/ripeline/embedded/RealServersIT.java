package io.ripeline.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.data.redis.connection.RedisConnectionFactory;

class RealServersIT {

    @Test
    void givesEachCallerAnEmptyDatabase() throws SQLException {
        String first = RealServers.freshDatabase();
        String second = RealServers.freshDatabase();

        try (Connection one = DriverManager.getConnection(first);
                Connection two = DriverManager.getConnection(second);
                Statement statement = one.createStatement()) {
            statement.execute("CREATE TABLE mine (id integer)");

            assertThat(hasTable(one, "mine")).isTrue();
            assertThat(hasTable(two, "mine")).isFalse();
        }
    }

    private static boolean hasTable(Connection connection, String table) throws SQLException {
        try (ResultSet tables = connection.getMetaData().getTables(null, "public", table, null)) {
            return tables.next();
        }
    }

    @Nested
    @OnRealServers
    @SpringBootTest(classes = ForASpringBootTest.Application.class)
    class ForASpringBootTest {

        @Test
        void areThere(@Autowired DataSource database, @Autowired RedisConnectionFactory redis) throws SQLException {
            try (Connection connection = database.getConnection()) {
                assertThat(connection.getCatalog()).startsWith("fresh_");
            }
            try (var connection = redis.getConnection()) {
                assertThat(connection.ping()).isEqualTo("PONG");
            }
        }

        @ImportAutoConfiguration({DataSourceAutoConfiguration.class, DataRedisAutoConfiguration.class})
        static class Application {}
    }
}
