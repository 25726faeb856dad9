package io.ripeline.embedded;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// The PostgreSQL 18 and the Redis that Ripeline runs for itself, on the loopback address only.
///
/// Everything they keep lies in one home directory: `postgres/`, `redis/`, their logs, their programs and
/// `servers.properties` with the ports and the password. A home serves one process at a time. Servers that a killed
/// process has left behind are stopped at the next start on that home; no other process is ever touched.
public final class EmbeddedServers implements AutoCloseable {

    private final ServerHome home;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable PostgresServer postgres;
    private @Nullable RedisServer redis;

    private EmbeddedServers(ServerHome home) {
        this.home = home;
    }

    /// Starts the wanted servers side by side and returns when all of them answer: after about six seconds on a new
    /// home, after one on a used one.
    ///
    /// @throws org.springframework.boot.diagnostics.FailureAnalyzedException when the home is in use or a server
    /// does not start; it says what to do
    public static EmbeddedServers start(Path home, Set<EmbeddedServer> wanted) {
        return start(home, wanted, Durability.KEPT);
    }

    static EmbeddedServers start(Path home, Set<EmbeddedServer> wanted, Durability durability) {
        EmbeddedServers servers = new EmbeddedServers(ServerHome.open(home));
        try {
            servers.startAll(wanted, durability);
            return servers;
        } catch (CompletionException e) {
            servers.close();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void startAll(Set<EmbeddedServer> wanted, Durability durability) {
        // A server that is no longer wanted may still have been left behind.
        CompletableFuture<Void> database = CompletableFuture.runAsync(() -> {
            PostgresServer server = new PostgresServer(home, durability);
            server.stop();
            if (wanted.contains(EmbeddedServer.POSTGRES)) {
                postgres = server;
                server.start();
            }
        });
        CompletableFuture<Void> cache = CompletableFuture.runAsync(() -> {
            RedisServer server = new RedisServer(home, durability);
            server.stop();
            if (wanted.contains(EmbeddedServer.REDIS)) {
                redis = server;
                server.start();
            }
        });
        CompletableFuture.allOf(database, cache).join();
    }

    /// The address of the application's own database, without user and password.
    public String jdbcUrl() {
        return jdbcUrl(PostgresServer.DATABASE);
    }

    String jdbcUrl(String database) {
        return running(postgres, EmbeddedServer.POSTGRES).jdbcUrl(database);
    }

    /// The user that owns the whole database server.
    public String username() {
        return PostgresServer.USER;
    }

    /// The password of that user, made at random for each home.
    public String password() {
        return home.password();
    }

    /// The address of Redis with its password, as Lettuce reads it.
    public String redisUrl() {
        return running(redis, EmbeddedServer.REDIS).url();
    }

    /// Stops both servers cleanly and frees the home. A second call does nothing.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try (home) {
            if (redis != null) {
                redis.stop();
            }
            if (postgres != null) {
                postgres.stop();
            }
        }
    }

    private static <T> T running(@Nullable T server, EmbeddedServer which) {
        if (server == null) {
            throw new IllegalStateException(which + " was not asked for when the embedded servers were started.");
        }
        return server;
    }

    /// What a server does so that a power cut loses nothing; tests do without.
    enum Durability {
        KEPT,
        LOST_ON_POWER_CUT
    }
}
