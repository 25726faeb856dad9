package io.ripeline.embedded;

import io.ripeline.embedded.EmbeddedServers.Durability;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import redis.embedded.core.ExecutableProvider;

/// Redis in `redis/` of a home; sessions outlive a restart.
///
/// Of the library only the program is used: its own start-up would stop Redis beside, not after, the application.
final class RedisServer {

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration STOP = Duration.ofSeconds(10);
    private static final int ANSWER_MILLIS = 500;

    private final ServerHome home;
    private final Durability durability;
    private final Path configuration;
    private final DetachedProcess process;
    private int port;

    RedisServer(ServerHome home, Durability durability) {
        this.home = home;
        this.durability = durability;
        this.configuration = home.resolve("redis/redis.conf");
        this.process = new DetachedProcess(home.resolve("redis/redis.pid"), "redis-server", configuration);
    }

    void start() {
        try {
            home.directory("redis");
            Files.deleteIfExists(process.pidFile());
            port = home.port("redis");
            home.write("redis/redis.conf", configurationText());
            int exit = new ProcessBuilder(program().toString(), configuration.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start()
                    .waitFor();
            if (exit != 0 || !Waiting.until(this::answers, START)) {
                throw new IOException("it does not answer on port " + port + ".");
            }
        } catch (IOException e) {
            stop();
            throw new FailureAnalyzedException(
                    "The embedded Redis did not start: " + e.getMessage(),
                    "Read " + log() + ", or set RIPELINE_REDIS_URL to use a Redis of your own. It needs OpenSSL 3"
                            + " (libssl.so.3) on Linux.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
            throw new IllegalStateException("The start of Redis was interrupted.", e);
        }
    }

    private Path program() throws IOException {
        return ExecutableProvider.newJarResourceProvider(
                        home.directory("programs").toFile())
                .get()
                .toPath();
    }

    /// The process title stays as it is, because it tells whose Redis this is.
    private String configurationText() {
        return """
                bind 127.0.0.1
                port %d
                requirepass %s
                daemonize yes
                set-proc-title no
                pidfile "%s"
                logfile "%s"
                dir "%s"
                appendonly %s
                save ""
                """.formatted(
                        port,
                        home.password(),
                        quoted(process.pidFile()),
                        quoted(log()),
                        quoted(home.resolve("redis")),
                        durability == Durability.KEPT ? "yes" : "no");
    }

    private static String quoted(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
            socket.getOutputStream()
                    .write(("AUTH " + home.password() + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return "+OK".equals(answer.readLine()) && "+PONG".equals(answer.readLine());
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return "redis://:" + home.password() + "@127.0.0.1:" + port;
    }

    /// Stops the server of this home, whoever started it.
    void stop() {
        if (!process.stop("TERM", STOP) && !process.stop("KILL", STOP)) {
            throw new FailureAnalyzedException(
                    "The Redis of " + home.resolve("redis") + " does not stop.",
                    "End the process whose number stands in " + process.pidFile() + ", then start again.");
        }
    }

    private Path log() {
        return home.resolve("redis.log");
    }
}
