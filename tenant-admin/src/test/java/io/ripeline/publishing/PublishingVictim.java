package io.ripeline.publishing;

import io.ripeline.company.Company;
import io.ripeline.company.SecondNode;
import io.ripeline.embedded.KilledNode;
import io.ripeline.refusal.Refused;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.Tenants;
import java.io.IOException;
import java.util.UUID;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/// Another node in a process of its own, which publishes drafts when told to and may be killed at any moment.
record PublishingVictim(KilledNode node) implements AutoCloseable {

    /// Starts it on the database of another node; it is ready some seconds later.
    static PublishingVictim start(Environment first) throws IOException {
        return new PublishingVictim(KilledNode.start(PublishingVictim.class, first));
    }

    void awaitReady() throws IOException {
        node.awaitReady();
    }

    /// Begins to publish the company's draft.
    void publish(Company company) throws IOException {
        node.order("%s %s".formatted(company.tenant().id(), company.admin().id()));
    }

    void kill() {
        node.kill();
    }

    @Override
    public void close() {
        node.close();
    }

    public static void main(String[] args) throws IOException {
        ConfigurableApplicationContext context = SecondNode.start(new StandardEnvironment());
        KilledNode.serve(order -> {
            String[] words = order.split(" ", 2);
            publish(context, UUID.fromString(words[0]), UUID.fromString(words[1]));
        });
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
