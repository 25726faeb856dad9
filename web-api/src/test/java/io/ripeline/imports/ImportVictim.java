package io.ripeline.imports;

import io.ripeline.embedded.KilledNode;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.Tenants;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/// Another node in a process of its own, which runs imports when told to and may be killed at any moment.
record ImportVictim(KilledNode node) implements AutoCloseable {

    /// Starts it on the database of another node and waits until it takes orders.
    static ImportVictim start(Environment first) throws IOException {
        KilledNode node = KilledNode.start(ImportVictim.class, first);
        node.awaitReady();
        return new ImportVictim(node);
    }

    /// Begins to run an import, and waits until so many rows are behind it.
    void run(UUID tenant, UUID member, UUID id, int rows) throws IOException {
        node.order("%s %s %s".formatted(tenant, member, id));
        node.await("done " + rows);
    }

    void kill() {
        node.kill();
    }

    @Override
    public void close() {
        node.close();
    }

    public static void main(String[] args) throws IOException {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(ImportConfiguration.class)
                .web(WebApplicationType.NONE)
                .run("--ripeline.embedded.enabled=false", "--spring.main.banner-mode=off", "--logging.level.root=WARN");
        KilledNode.serve(order -> {
            List<UUID> ids =
                    Arrays.stream(order.split(" ")).map(UUID::fromString).toList();
            run(context, ids.get(0), ids.get(1), ids.get(2));
        });
    }

    private static void run(ConfigurableApplicationContext context, UUID id, UUID member, UUID file) {
        Tenant tenant = context.getBean(Tenants.class).known(id).orElseThrow();
        new TenantScope(tenant, member, tenant.locale(), "victim")
                .run(() -> context.getBean(ImportRuns.class)
                        .run(file, (done, total) -> System.out.println("done " + done)));
    }
}
