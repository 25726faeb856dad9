package io.ripeline.imports;

import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.Tenants;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/// Another node in a process of its own, which runs imports when told to and may be killed at any moment.
final class ImportVictim implements AutoCloseable {

    private static final String READY = "ready";
    private static final List<String> ADDRESSES = List.of("spring.datasource.url", "spring.data.redis.url");

    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    private ImportVictim(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /// Starts it on the database of another node and waits until it takes orders.
    static ImportVictim start(Environment first) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath()));
        ADDRESSES.forEach(name -> command.add("-D" + name + "=" + first.getRequiredProperty(name)));
        command.add(ImportVictim.class.getName());
        ImportVictim victim = new ImportVictim(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        victim.await(READY);
        return victim;
    }

    private static String classPath() {
        if (ImportVictim.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(url -> Path.of(java.net.URI.create(url.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    private void await(String wanted) throws IOException {
        for (String line = out.readLine(); !wanted.equals(line); line = out.readLine()) {
            if (line == null) {
                throw new IllegalStateException("The other node has ended");
            }
        }
    }

    /// Begins to run an import, and waits until so many rows are behind it.
    void run(UUID tenant, UUID member, UUID id, int rows) throws IOException {
        in.write("%s %s %s\n".formatted(tenant, member, id));
        in.flush();
        await("done " + rows);
    }

    /// Ends it as a power failure would.
    void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] args) throws IOException {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(ImportConfiguration.class)
                .web(WebApplicationType.NONE)
                .run("--ripeline.embedded.enabled=false", "--spring.main.banner-mode=off", "--logging.level.root=WARN");
        System.out.println(READY);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            List<UUID> ids =
                    Arrays.stream(order.split(" ")).map(UUID::fromString).toList();
            Thread.ofVirtual().start(() -> run(context, ids.get(0), ids.get(1), ids.get(2)));
        }
        Runtime.getRuntime().halt(0);
    }

    private static void run(ConfigurableApplicationContext context, UUID id, UUID member, UUID file) {
        Tenant tenant = context.getBean(Tenants.class).known(id).orElseThrow();
        new TenantScope(tenant, member, tenant.locale(), "victim")
                .run(() -> context.getBean(ImportRuns.class)
                        .run(file, (done, total) -> System.out.println("done " + done)));
    }
}
