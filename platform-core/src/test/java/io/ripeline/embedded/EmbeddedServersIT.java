package io.ripeline.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

class EmbeddedServersIT {

    private static final Set<EmbeddedServer> BOTH = EnumSet.allOf(EmbeddedServer.class);

    @TempDir
    Path temporary;

    private Path home;

    @BeforeEach
    void chooseAHomeWithASpaceInItsPath() {
        home = temporary.resolve("my home");
    }

    /// Whatever a test has left behind: nothing survives this class.
    @AfterEach
    void stopWhatIsLeft() {
        EmbeddedServers.start(home, Set.of()).close();
    }

    @Test
    void findsAtTheSecondStartWhatTheFirstHasStored() throws SQLException {
        try (EmbeddedServers first = EmbeddedServers.start(home, BOTH)) {
            execute(first, "CREATE TABLE kept AS SELECT 'ripe' AS word");
            onRedis(first, redis -> redis.sync().set("session", "green"));
        }

        try (EmbeddedServers second = EmbeddedServers.start(home, BOTH)) {
            assertThat(ask(second, "SELECT word FROM kept")).isEqualTo("ripe");
            String session = onRedis(second, redis -> redis.sync().get("session"));
            assertThat(session).isEqualTo("green");
        }
    }

    @Test
    void losesNothingInAPowerCutAndSortsByCodePointAndKnowsChinese() throws SQLException {
        try (EmbeddedServers servers = EmbeddedServers.start(home, BOTH)) {
            assertThat(ask(servers, "SHOW server_version")).startsWith("18.");
            assertThat(ask(servers, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(servers, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(servers, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(ask(servers, "SHOW max_connections")).isEqualTo("200");
            assertThat(ask(servers, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(ask(servers, "SELECT string_agg(w, '' ORDER BY w) FROM unnest('{b,a,Z,é,客}'::text[]) w"))
                    .isEqualTo("Zabé客");
            assertThat(ask(servers, "SELECT lower('ÀÉΩЖ')")).isEqualTo("àéωж");
            execute(servers, "CREATE EXTENSION pg_trgm");
            assertThat(ask(servers, "SELECT similarity('客户管理系统', '客户管理') > 0.4"))
                    .isEqualTo("t");
        }
    }

    @Test
    void listensOnTheLoopbackAddressOnlyAndWantsThePassword() throws IOException, SQLException {
        try (EmbeddedServers servers = EmbeddedServers.start(home, BOTH)) {
            assertThat(ask(servers, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThatThrownBy(() -> DriverManager.getConnection(servers.jdbcUrl(), servers.username(), "guess"))
                    .hasMessageContaining("password authentication failed");
            String withoutPassword = servers.redisUrl().replace(":" + servers.password() + "@", "");
            assertThatThrownBy(
                            () -> onRedis(withoutPassword, redis -> redis.sync().ping()))
                    .hasStackTraceContaining("NOAUTH");
            assertThat(Files.getPosixFilePermissions(home)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void refusesASecondStartOnTheSameHome() {
        try (EmbeddedServers _ = EmbeddedServers.start(home, Set.of(EmbeddedServer.REDIS))) {
            assertThatThrownBy(() -> EmbeddedServers.start(home, Set.of(EmbeddedServer.REDIS)))
                    .isInstanceOf(FailureAnalyzedException.class)
                    .hasMessage("Another Ripeline is running on the home directory " + home + ".");
        }
    }

    @Test
    void stopsWhatAKilledProcessLeftBehindAndKeepsItsData() throws Exception {
        Process killed = startAnotherRipeline();
        assertThatThrownBy(() -> EmbeddedServers.start(home, BOTH))
                .hasMessageStartingWith("Another Ripeline is running");
        killed.destroyForcibly().waitFor();
        List<ProcessHandle> orphans = serversOf(home);
        assertThat(orphans).hasSize(2);

        try (EmbeddedServers servers = EmbeddedServers.start(home, BOTH)) {
            assertThat(serversOf(home)).hasSize(2).doesNotContainAnyElementsOf(orphans);
            assertThat(ask(servers, "SELECT 1")).isEqualTo("1");
        }
        assertThat(serversOf(home)).isEmpty();
    }

    @Test
    void leavesAForeignProcessAloneThatHasTheRememberedNumber() throws Exception {
        Process foreign = new ProcessBuilder("sleep", "60").start();
        Files.createDirectories(home.resolve("redis"));
        Files.writeString(home.resolve("redis/redis.pid"), foreign.pid() + "\n");

        EmbeddedServers.start(home, Set.of(EmbeddedServer.REDIS)).close();

        assertThat(foreign.isAlive()).isTrue();
        foreign.destroyForcibly().waitFor();
    }

    @Test
    void setsAsideADatabaseWhoseFirstStartWasCutShort() throws Exception {
        Files.createDirectories(home.resolve("postgres"));
        Files.writeString(home.resolve("postgres/postgresql.conf"), "cut");

        try (EmbeddedServers servers = EmbeddedServers.start(home, Set.of(EmbeddedServer.POSTGRES))) {
            assertThat(ask(servers, "SELECT 1")).isEqualTo("1");
        }

        try (var entries = Files.list(home)) {
            assertThat(entries).anyMatch(entry -> entry.getFileName().toString().startsWith("postgres-incomplete-"));
        }
    }

    @Test
    void runsTwoHomesAtATimeAndKeepsThePorts() {
        Path other = temporary.resolve("other");
        String address;
        try (EmbeddedServers one = EmbeddedServers.start(home, Set.of(EmbeddedServer.REDIS));
                EmbeddedServers two = EmbeddedServers.start(other, Set.of(EmbeddedServer.REDIS))) {
            assertThat(one.redisUrl()).isNotEqualTo(two.redisUrl());
            address = one.redisUrl();
        }

        try (EmbeddedServers again = EmbeddedServers.start(home, Set.of(EmbeddedServer.REDIS))) {
            assertThat(again.redisUrl()).isEqualTo(address);
        }
    }

    private Process startAnotherRipeline() throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledRipeline.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.lines().anyMatch(KilledRipeline.READY::equals)).isTrue();
        return process;
    }

    private static List<ProcessHandle> serversOf(Path home) {
        List<ProcessHandle> running = new ArrayList<>();
        new DetachedProcess(home.resolve("postgres/postmaster.pid"), "postgres", home.resolve("postgres"))
                .running()
                .ifPresent(running::add);
        new DetachedProcess(home.resolve("redis/redis.pid"), "redis-server", home.resolve("redis/redis.conf"))
                .running()
                .ifPresent(running::add);
        return running;
    }

    private static void execute(EmbeddedServers servers, String sql) throws SQLException {
        try (Connection connection = connect(servers);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedServers servers, String sql) throws SQLException {
        try (Connection connection = connect(servers);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

    private static Connection connect(EmbeddedServers servers) throws SQLException {
        return DriverManager.getConnection(servers.jdbcUrl(), servers.username(), servers.password());
    }

    private static <T> T onRedis(EmbeddedServers servers, Function<StatefulRedisConnection<String, String>, T> work) {
        return onRedis(servers.redisUrl(), work);
    }

    private static <T> T onRedis(String url, Function<StatefulRedisConnection<String, String>, T> work) {
        RedisClient client = RedisClient.create(url);
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return work.apply(connection);
        } finally {
            client.shutdown(0, 1, TimeUnit.SECONDS);
        }
    }
}
