package io.ripeline.provisioning;

import static io.ripeline.tenancy.TenancyError.TENANT_UPGRADING;

import io.ripeline.job.Jobs;
import io.ripeline.publishing.IndexesAfterUpgrade;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.Tenants;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
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

    /// Whoever waits for a table holds up all who come after, so this is short and tried again.
    private static final Duration WAIT_FOR_A_TABLE = Duration.ofMillis(200);

    private static final Duration TRIED_FOR = Duration.ofSeconds(30);
    private static final Duration A_REQUEST_WAITS = Duration.ofSeconds(2);
    private static final Duration NOT_TRIED_AGAIN_FOR = Duration.ofSeconds(5);

    /// SQLSTATE of a lock not got in time, and of a deadlock.
    private static final Set<String> BUSY = Set.of("55P03", "40P01");

    private final Tenants tenants;
    private final TenantSchema schemas;
    private final JdbcTemplate jdbc;
    private final Jobs jobs;
    private final TransactionTemplate transaction;
    private final Map<UUID, CompletableFuture<Tenant>> underWay = new ConcurrentHashMap<>();

    UpgradeTenant(
            Tenants tenants, TenantSchema schemas, JdbcTemplate jdbc, Jobs jobs, PlatformTransactionManager manager) {
        this.tenants = tenants;
        this.schemas = schemas;
        this.jdbc = jdbc;
        this.jobs = jobs;
        this.transaction = new TransactionTemplate(manager);
    }

    /// The company with the tables this release needs, for whoever cannot wait long: refuses with `tenant-upgrading`
    /// where it does not have them after two seconds. The upgrade goes on without her.
    public Tenant ready(Tenant tenant) {
        if (isReady(tenant)) {
            return tenant;
        }
        try {
            return begun(tenant).get(A_REQUEST_WAITS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException notYet) {
            throw upgrading();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw upgrading();
        }
    }

    private static Refused upgrading() {
        return TENANT_UPGRADING.because(Text.of(
                "This company is being brought to a new version of Ripeline; try again in a moment.",
                "公司数据正在升级到 Ripeline 的新版本，请稍后重试。"));
    }

    /// Upgrades every company that stands behind, and answers how many still do: one that fails is left as it is and
    /// told of, and the others go on.
    public int upgradeAll() {
        int failed = 0;
        for (Tenant tenant : tenants.all()) {
            if (!isReady(tenant)
                    && begun(tenant).handle((done, failure) -> failure != null).join()) {
                failed++;
            }
        }
        return failed;
    }

    private boolean isReady(Tenant tenant) {
        return tenant.schemaVersion() >= schemas.version();
    }

    /// The upgrade under way on this node, begun where there is none. One that failed stands for a while, so that not
    /// every request tries again.
    private CompletableFuture<Tenant> begun(Tenant tenant) {
        CompletableFuture<Tenant> fresh = new CompletableFuture<>();
        CompletableFuture<Tenant> known = underWay.putIfAbsent(tenant.id(), fresh);
        if (known != null) {
            return known;
        }
        Thread.ofVirtual().name("upgrade-" + tenant.slug()).start(() -> {
            try {
                fresh.complete(upgrade(tenant));
            } catch (RuntimeException failure) {
                LOG.error("{} could not be upgraded and is not served until it is", tenant.slug(), failure);
                fresh.completeExceptionally(failure);
                LockSupport.parkNanos(NOT_TRIED_AGAIN_FOR.toNanos());
            } finally {
                underWay.remove(tenant.id());
            }
        });
        return fresh;
    }

    /// The company with the tables this release needs. Of two nodes at once one waits, and finds it done.
    Tenant upgrade(Tenant tenant) {
        long end = System.nanoTime() + TRIED_FOR.toNanos();
        while (true) {
            try {
                transaction.executeWithoutResult(status -> takeSteps(tenant));
                return tenants.byId(tenant.id()).orElse(tenant);
            } catch (DataAccessException failure) {
                if (!isBusy(failure) || System.nanoTime() > end) {
                    throw failure;
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(WAIT_FOR_A_TABLE.toNanos()));
            }
        }
    }

    private static boolean isBusy(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException cause && BUSY.contains(cause.getSQLState());
    }

    private void takeSteps(Tenant tenant) {
        int stands = locked(tenant);
        if (stands < schemas.version()) {
            schemas.upgrade(tenant, stands);
            jdbc.update("UPDATE platform.tenant SET schema_version = ? WHERE id = ?", schemas.version(), tenant.id());
            queueIndexes(tenant);
            LOG.info("{} was brought from step {} to {}", tenant.slug(), stands, schemas.version());
        }
    }

    private int locked(Tenant tenant) {
        jdbc.execute("SET LOCAL lock_timeout = " + WAIT_FOR_A_TABLE.toMillis());
        Integer version = jdbc.queryForObject(
                "SELECT schema_version FROM platform.tenant WHERE id = ? FOR UPDATE", Integer.class, tenant.id());
        if (version == null) {
            throw new IllegalStateException("The company is not in the registry: " + tenant.slug());
        }
        return version;
    }

    /// On behalf of the member who founded the company; one without members has no records either.
    private void queueIndexes(Tenant tenant) {
        jdbc.queryForList(
                        "SELECT member_id FROM platform.membership WHERE tenant_id = ? ORDER BY member_id LIMIT 1",
                        UUID.class,
                        tenant.id())
                .forEach(member -> jobs.queue(tenant.id(), member, IndexesAfterUpgrade.KIND, tenant.id()));
    }
}
