package io.ripeline.publishing;

import io.ripeline.database.Ids;
import io.ripeline.definition.Models;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantTransactions;
import io.ripeline.tenancy.Tenants;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/// Tells other nodes over Redis that a company has a new version, and loads those they tell of, so that no
/// request has to wait for it. Nothing depends on it: every transaction reads for itself which version is in
/// force (ADR 0006), so that a message lost, late or forged changes only who loads the version first.
@Component
class Announcements implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);
    private static final byte[] CHANNEL = "ripeline:version-published".getBytes(StandardCharsets.UTF_8);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final UUID NOBODY = new UUID(0, 0);

    private final RedisConnectionFactory redis;
    private final TenantTransactions transactions;
    private final Tenants tenants;
    private final Models models;
    private volatile @Nullable ExecutorService workers;
    private volatile @Nullable RedisConnection listening;

    Announcements(RedisConnectionFactory redis, TenantTransactions transactions, Tenants tenants, Models models) {
        this.redis = redis;
        this.transactions = transactions;
        this.tenants = tenants;
        this.models = models;
    }

    /// Keeps the model on this node and tells the others, without keeping the publisher waiting for Redis.
    @TransactionalEventListener
    void announce(VersionPublished published) {
        Tenant tenant = published.transaction().tenant();
        models.keep(tenant, published.after());
        ExecutorService executor = workers;
        if (executor != null) {
            executor.execute(() -> tell(tenant.id()));
        }
    }

    private void tell(UUID tenant) {
        try (RedisConnection connection = redis.getConnection()) {
            connection.publish(CHANNEL, tenant.toString().getBytes(StandardCharsets.UTF_8));
        } catch (DataAccessException away) {
            LOG.debug("Nobody was told of a new version; each node sees it at its next request", away);
        }
    }

    @Override
    public void start() {
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        workers = executor;
        executor.execute(this::listen);
    }

    /// Until Redis takes the subscription; from then on the connection mends itself.
    private void listen() {
        while (workers != null && listening == null) {
            try {
                RedisConnection connection = redis.getConnection();
                connection.subscribe((message, pattern) -> heard(message.getBody()), CHANNEL);
                listening = connection;
            } catch (DataAccessException away) {
                LOG.debug("Redis cannot be reached; trying again", away);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(TRY_AGAIN);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void heard(byte[] message) {
        ExecutorService executor = workers;
        Optional<UUID> tenant = Ids.parse(new String(message, StandardCharsets.UTF_8));
        if (executor != null) {
            tenant.flatMap(tenants::known).ifPresent(known -> executor.execute(() -> load(known)));
        }
    }

    private void load(Tenant tenant) {
        try {
            new TenantScope(tenant, NOBODY, tenant.locale(), "announcement").run(() -> transactions.read(models::of));
        } catch (RuntimeException failure) {
            LOG.warn(
                    "A new version of {} could not be loaded ahead; its next request tries again",
                    tenant.slug(),
                    failure);
        }
    }

    @Override
    public void stop() {
        ExecutorService executor = workers;
        RedisConnection connection = listening;
        workers = null;
        listening = null;
        if (executor != null) {
            executor.shutdownNow();
        }
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public boolean isRunning() {
        return workers != null;
    }
}
