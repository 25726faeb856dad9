package io.ripeline.embedded;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.core.env.Environment;

/// Another node in a process of its own, on the database and Redis of a test, which does what it is told line by line
/// and may be killed at any moment.
public final class KilledNode implements AutoCloseable {

    private static final String READY = "ready";
    private static final List<String> ADDRESSES = List.of("spring.datasource.url", "spring.data.redis.url");

    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    private KilledNode(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /// Starts a program; it says by {@link #serve} when it takes orders.
    ///
    /// @param settings of its own, as `name=value`
    public static KilledNode start(Class<?> program, Environment first, String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath()));
        ADDRESSES.forEach(name -> command.add("-D" + name + "=" + first.getRequiredProperty(name)));
        Arrays.stream(settings).forEach(setting -> command.add("-D" + setting));
        command.add(program.getName());
        return new KilledNode(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static String classPath() {
        if (KilledNode.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(url -> Path.of(URI.create(url.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    /// In the other process: says that it is ready, and follows orders until nobody gives any.
    public static void serve(Consumer<String> order) throws IOException {
        System.out.println(READY);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            String given = line;
            Thread.ofVirtual().start(() -> order.accept(given));
        }
        Runtime.getRuntime().halt(0);
    }

    public void awaitReady() throws IOException {
        await(READY);
    }

    /// Waits until it says this.
    public void await(String wanted) throws IOException {
        for (String line = out.readLine(); !wanted.equals(line); line = out.readLine()) {
            if (line == null) {
                throw new IllegalStateException("The other node has ended");
            }
        }
    }

    /// Gives an order.
    public void order(String line) throws IOException {
        in.write(line + "\n");
        in.flush();
    }

    /// Ends it as a power failure would.
    public void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kill();
    }
}
