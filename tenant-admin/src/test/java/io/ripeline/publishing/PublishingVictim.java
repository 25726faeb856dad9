package io.ripeline.publishing;

import io.ripeline.company.Company;
import io.ripeline.company.SecondNode;
import io.ripeline.refusal.Refused;
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
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/// Another node in a process of its own, which publishes drafts when told to and may be killed at any moment.
final class PublishingVictim implements AutoCloseable {

    private static final String READY = "ready";
    private static final List<String> ADDRESSES = List.of("spring.datasource.url", "spring.data.redis.url");

    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    private PublishingVictim(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /// Starts it on the database of another node; it is ready some seconds later.
    static PublishingVictim start(Environment first) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath()));
        ADDRESSES.forEach(name -> command.add("-D" + name + "=" + first.getRequiredProperty(name)));
        command.add(PublishingVictim.class.getName());
        return new PublishingVictim(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static String classPath() {
        if (PublishingVictim.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(url -> Path.of(java.net.URI.create(url.toString())).toString())
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }

    void awaitReady() throws IOException {
        for (String line = out.readLine(); !READY.equals(line); line = out.readLine()) {
            if (line == null) {
                throw new IllegalStateException("The other node did not start");
            }
        }
    }

    /// Begins to publish the company's draft.
    void publish(Company company) throws IOException {
        in.write("%s %s\n".formatted(company.tenant().id(), company.admin().id()));
        in.flush();
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
        ConfigurableApplicationContext context = SecondNode.start(new StandardEnvironment());
        System.out.println(READY);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ", 2);
            Thread.ofVirtual().start(() -> publish(context, UUID.fromString(words[0]), UUID.fromString(words[1])));
        }
        Runtime.getRuntime().halt(0);
    }

    private static void publish(ConfigurableApplicationContext context, UUID id, UUID member) {
        Tenant tenant = context.getBean(Tenants.class).known(id).orElseThrow();
        try {
            new TenantScope(tenant, member, tenant.locale(), "victim")
                    .run(() -> context.getBean(PublishDraft.class).publish("killed?", KilledCompany.MAPPINGS));
        } catch (Refused refused) {
            System.err.println("The other node was refused: " + refused.getMessage());
        }
    }
}
