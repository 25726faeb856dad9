package io.ripeline.embedded;

import io.ripeline.embedded.EmbeddedServers.Durability;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.FileSystemUtils;

/// PostgreSQL in `postgres/` of a home.
final class PostgresServer {

    static final String USER = "postgres";
    static final String DATABASE = "ripeline";

    /// Recovery after a power cut may take its time.
    private static final Duration START = Duration.ofMinutes(2);

    private static final Duration FAST_STOP = Duration.ofSeconds(30);
    private static final Duration IMMEDIATE_STOP = Duration.ofSeconds(10);

    private final ServerHome home;
    private final Durability durability;
    private final Path data;
    private final Path complete;
    private final DetachedProcess process;
    private @Nullable EmbeddedPostgres started;
    private int port;

    PostgresServer(ServerHome home, Durability durability) {
        this.home = home;
        this.durability = durability;
        this.data = home.resolve("postgres");
        this.complete = data.resolve("ripeline-complete");
        this.process = new DetachedProcess(data.resolve("postmaster.pid"), "postgres", data);
    }

    void start() {
        try {
            Path programs = preparePrograms();
            setAsideIncompleteData();
            port = home.port("postgres");
            launch(programs);
            createDatabase();
            if (!Files.exists(complete)) {
                Files.createFile(complete);
            }
        } catch (IOException | SQLException | IllegalStateException e) {
            stop();
            throw new FailureAnalyzedException(
                    "The embedded PostgreSQL did not start: " + e.getMessage(),
                    "Read " + log() + ", or set RIPELINE_DB_URL to use a PostgreSQL of your own.",
                    e);
        }
    }

    /// A run that was killed while unpacking leaves programs cut short, which the library would take for whole.
    private Path preparePrograms() throws IOException {
        Path programs = home.directory("programs");
        try (Stream<Path> unpacked = Files.list(programs)) {
            for (Path directory : unpacked.filter(Files::isDirectory).toList()) {
                if (!Files.exists(directory.resolve(".exists"))) {
                    FileSystemUtils.deleteRecursively(directory);
                }
            }
        }
        return programs;
    }

    /// Data that was never once ready is a first start that was killed; it is kept beside, never deleted.
    private void setAsideIncompleteData() throws IOException {
        if (Files.exists(data) && !Files.exists(complete)) {
            Files.move(data, home.resolve("postgres-incomplete-" + Instant.now().toEpochMilli()));
        }
    }

    /// The library gives initdb's options the name of locale options, and adds -F, which the settings overrule.
    private void launch(Path programs) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(programs.toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .setPort(port)
                .setConnectConfig("password", home.password())
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig(
                        "pwfile",
                        home.write("postgres-password", home.password()).toString())
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("lc-collate", "C")
                .setLocaleConfig("lc-ctype", characterTypes());
        settings().forEach(setting -> builder.setServerConfig(setting.name(), setting.value()));
        try {
            started = builder.start();
        } finally {
            Files.deleteIfExists(home.resolve("postgres-password"));
            // The library opens the directory to everyone.
            Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /// Order and lower case come from the server's own tables, but pg_trgm still asks the C library what a letter is.
    private static String characterTypes() {
        return System.getProperty("os.name").startsWith("Mac") ? "UTF-8" : "C.UTF-8";
    }

    private List<Setting> settings() {
        String safe = durability == Durability.KEPT ? "on" : "off";
        return List.of(
                new Setting("listen_addresses", "127.0.0.1"),
                new Setting("unix_socket_directories", ""),
                new Setting("max_connections", "200"),
                new Setting("shared_buffers", "512MB"),
                new Setting("log_checkpoints", "off"),
                new Setting("fsync", safe),
                new Setting("synchronous_commit", safe),
                new Setting("full_page_writes", safe));
    }

    private void createDatabase() throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), USER, home.password());
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
            if (!found.next()) {
                statement.executeUpdate("CREATE DATABASE " + DATABASE);
            }
        }
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /// Stops the server of this home, whoever started it.
    void stop() {
        closeStarted();
        if (!process.stop("INT", FAST_STOP) && !process.stop("QUIT", IMMEDIATE_STOP)) {
            throw new FailureAnalyzedException(
                    "The PostgreSQL of " + data + " does not stop.",
                    "End the process whose number is the first line of " + process.pidFile() + ", then start again.");
        }
    }

    /// The library's own stop gives up after five seconds, but it also frees the library's lock on the data.
    private void closeStarted() {
        if (started != null) {
            try {
                started.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private Path log() {
        return home.resolve("postgres.log");
    }

    private record Setting(String name, String value) {}
}
