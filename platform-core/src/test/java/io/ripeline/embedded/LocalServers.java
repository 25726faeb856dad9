package io.ripeline.embedded;

import io.ripeline.embedded.EmbeddedServers.Durability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.util.FileSystemUtils;

/// The servers of the tests from the embedded programs.
///
/// Test JVMs use a few homes again and again, so that the servers of a killed one are stopped by the next, and the
/// programs are unpacked once. Data starts afresh each time: roles and databases of an earlier run are gone.
final class LocalServers implements TestServers {

    private static final int MOST_AT_ONCE = 32;

    private final EmbeddedServers servers;

    private LocalServers(EmbeddedServers servers) {
        this.servers = servers;
    }

    static LocalServers start() {
        LoggingSystem.get(LocalServers.class.getClassLoader()).setLogLevel("io.zonky", LogLevel.WARN);
        Path homes = Path.of(System.getProperty("java.io.tmpdir"), "ripeline-tests-" + System.getProperty("user.name"));
        stopOrphans(homes);
        EmbeddedServers servers = inFreeHome(homes);
        Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "test-servers-stop"));
        return new LocalServers(servers);
    }

    private static void stopOrphans(Path homes) {
        for (int number = 0; number < MOST_AT_ONCE; number++) {
            Path home = homes.resolve(Integer.toString(number));
            if (Files.exists(home)) {
                empty(home);
            }
        }
    }

    private static void empty(Path home) {
        try (ServerHome locked = ServerHome.open(home)) {
            new PostgresServer(locked, Durability.LOST_ON_POWER_CUT).stop();
            new RedisServer(locked, Durability.LOST_ON_POWER_CUT).stop();
            FileSystemUtils.deleteRecursively(locked.resolve("postgres"));
            FileSystemUtils.deleteRecursively(locked.resolve("redis"));
            Files.deleteIfExists(locked.resolve("postgres.log"));
        } catch (HomeInUse _) {
            // A running test JVM holds it.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedServers inFreeHome(Path homes) {
        Set<EmbeddedServer> both = EnumSet.allOf(EmbeddedServer.class);
        for (int number = 0; number < MOST_AT_ONCE; number++) {
            Path home = homes.resolve(Integer.toString(number));
            try {
                return EmbeddedServers.start(home, both, Durability.LOST_ON_POWER_CUT);
            } catch (HomeInUse _) {
                // Another test JVM holds it.
            }
        }
        throw new IllegalStateException("All " + MOST_AT_ONCE + " homes in " + homes + " are in use.");
    }

    @Override
    public String jdbcUrl(String database) {
        return "%s?user=%s&password=%s".formatted(servers.jdbcUrl(database), servers.username(), servers.password());
    }

    @Override
    public String redisUrl() {
        return servers.redisUrl();
    }
}
