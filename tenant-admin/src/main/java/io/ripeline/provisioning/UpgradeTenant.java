package io.ripeline.provisioning;

import io.ripeline.job.Jobs;
import io.ripeline.publishing.IndexesAfterUpgrade;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.Tenants;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Brings a company's tables to this release, in one transaction: at once with the others after a start, or when
/// somebody of the company comes first. No start waits for it. What takes long, such as indexes of its records, is left
/// to a job.
@Component
public class UpgradeTenant {

    private static final Logger LOG = LoggerFactory.getLogger(UpgradeTenant.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Tenants tenants;
    private final TenantSchema schemas;
    private final JdbcTemplate jdbc;
    private final Jobs jobs;
    private final TransactionTemplate transaction;

    UpgradeTenant(
            Tenants tenants, TenantSchema schemas, JdbcTemplate jdbc, Jobs jobs, PlatformTransactionManager manager) {
        this.tenants = tenants;
        this.schemas = schemas;
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.transaction = new TransactionTemplate(manager);
    }

    /// The company with the tables this release needs. Two at once wait for each other, and the second finds it done.
    public Tenant upgrade(Tenant tenant) {
        if (tenant.schemaVersion() >= TenantSchema.VERSION) {
            return tenant;
        }
        transaction.executeWithoutResult(status -> {
            int stands = locked(tenant);
            if (stands < TenantSchema.VERSION) {
                schemas.upgrade(tenant, stands);
                jdbc.update(
                        "UPDATE platform.tenant SET schema_version = ? WHERE id = ?",
                        TenantSchema.VERSION,
                        tenant.id());
                queueIndexes(tenant);
                LOG.info("{} was brought from step {} to {}", tenant.slug(), stands, TenantSchema.VERSION);
            }
        });
        return tenants.byId(tenant.id()).orElse(tenant);
    }

    /// On behalf of the member who founded the company; one without members has no records either.
    private void queueIndexes(Tenant tenant) {
        jdbc.queryForList(
                        "SELECT member_id FROM platform.membership WHERE tenant_id = ? ORDER BY member_id LIMIT 1",
                        UUID.class,
                        tenant.id())
                .forEach(member -> jobs.queue(tenant.id(), member, IndexesAfterUpgrade.KIND, tenant.id()));
    }

    private int locked(Tenant tenant) {
        jdbc.execute("SET LOCAL lock_timeout = " + LONGEST_WAIT.toMillis());
        Integer version = jdbc.queryForObject(
                "SELECT schema_version FROM platform.tenant WHERE id = ? FOR UPDATE", Integer.class, tenant.id());
        if (version == null) {
            throw new IllegalStateException("The company is not in the registry: " + tenant.slug());
        }
        return version;
    }

    /// Upgrades every company that stands behind. One that fails is left as it is and told of; the others go on.
    public void upgradeAll() {
        List<Tenant> behind = tenants.all().stream()
                .filter(tenant -> tenant.schemaVersion() < TenantSchema.VERSION)
                .toList();
        for (Tenant tenant : behind) {
            try {
                upgrade(tenant);
            } catch (DataAccessException failure) {
                LOG.error("{} could not be upgraded and cannot be served", tenant.slug(), failure);
            }
        }
    }
}
