import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Ripeline of our own on a free port, its data in a directory of ours; stopped when closed.
final class Server implements AutoCloseable {

    private static final Duration BUILD_AND_START = Duration.ofMinutes(10);
    private static final int SECRET_BYTES = 24;
    private static final Duration STOP = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int HEALTHY = 200;

    private final Process process;
    private final Path log;
    private final int port;
    private final Duration untilReady;

    private Server(Process process, Path log, int port, Duration untilReady) {
        this.process = process;
        this.log = log;
        this.port = port;
        this.untilReady = untilReady;
    }

    /// Runs `./ripeline run` of a checkout with more options and waits until it says that it is ready and health
    /// answers 200.
    static Server start(Path checkout, Path home, Path log, String operatorToken, Duration limit, String... options)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                checkout.resolve("ripeline").toString(), "run", "--port", "" + port, "--home", home.toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("RIPELINE_OPERATOR_TOKEN", operatorToken);
        builder.environment().put("RIPELINE_JAVA_HOME", System.getProperty("java.home"));
        long start = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        try {
            while (!ready(log, port)) {
                if (!process.isAlive() || System.nanoTime() - start > limit.toNanos()) {
                    throw new IllegalStateException("Ripeline is not ready after %d s:%n%s"
                            .formatted((System.nanoTime() - start) / 1_000_000_000, Files.readString(log)));
                }
                Thread.sleep(PAUSE);
            }
        } catch (IOException | InterruptedException | RuntimeException failure) {
            stop(process);
            throw failure;
        }
        return new Server(process, log, port, Duration.ofNanos(System.nanoTime() - start));
    }

    /// A headless server for a benchmark, built first where that is needed.
    static Server forBench(Path checkout, Scratch scratch, String operatorToken)
            throws IOException, InterruptedException {
        Path home = scratch.resolve("home");
        Path log = scratch.resolve("server.log");
        return start(checkout, home, log, operatorToken, BUILD_AND_START, "--headless");
    }

    /// A token nobody can guess.
    static String operatorToken() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return "rpl_" + HexFormat.of().formatHex(secret);
    }

    private static boolean ready(Path log, int port) throws IOException {
        if (!Files.readString(log).contains("Ripeline is ready")) {
            return false;
        }
        try (Http http = new Http(port, null)) {
            return http.send("GET", "/actuator/health", "Connection: close\r\n", null).status() == HEALTHY;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /// From the command to ready.
    Duration untilReady() {
        return untilReady;
    }

    @Override
    public void close() throws InterruptedException {
        stop(process);
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
