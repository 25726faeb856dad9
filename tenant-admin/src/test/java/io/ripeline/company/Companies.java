package io.ripeline.company;

import io.ripeline.identity.Email;
import io.ripeline.provisioning.ProvisionTenant;
import io.ripeline.provisioning.ProvisionTenant.Provisioned;
import io.ripeline.provisioning.TenantOrder;
import io.ripeline.tenancy.TenantSlug;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// Provisions companies for tests.
@Component
public class Companies {

    /// The template most tests start from; it stays as it is when those of the product grow.
    public static final String PLAIN = "plain";

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ProvisionTenant provisionTenant;
    private final Doors doors;

    Companies(ProvisionTenant provisionTenant, Doors doors) {
        this.provisionTenant = provisionTenant;
        this.doors = doors;
    }

    /// A slug no other test uses.
    public static String freshSlug() {
        return "company-" + NUMBER.incrementAndGet();
    }

    /// An order for a company in English, in Shanghai, without a sample.
    public static TenantOrder order(String slug, String template) {
        return new TenantOrder(
                new TenantSlug(slug),
                "Company " + slug,
                template,
                Locale.ENGLISH,
                ZoneId.of("Asia/Shanghai"),
                false,
                new Email("admin@" + slug + ".example"),
                "Ada");
    }

    /// A new company of the template for tests, empty.
    public Company provision() {
        return provision(PLAIN);
    }

    /// A new company of a template, empty.
    public Company provision(String template) {
        return of(provisionTenant.provision(order(freshSlug(), template)));
    }

    /// The company that was provisioned.
    public Company of(Provisioned provisioned) {
        return new Company(provisioned.tenant(), provisioned.admin(), provisioned.adminToken(), doors);
    }
}
