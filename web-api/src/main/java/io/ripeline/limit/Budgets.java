package io.ripeline.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.lettuce.core.RedisClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/// How many requests are left to whom. All nodes count together in Redis: each takes note of the others twice a second
/// or after a fiftieth of the budget, so that a request rarely waits for Redis. While Redis is away each node counts
/// for itself.
final class Budgets implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Budgets.class);
    private static final int KEPT = 50_000;
    private static final Duration TOGETHER_EVERY = Duration.ofMillis(500);
    private static final int SHARE_ALONE = 50;
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
    private static final String PREFIX = "ripeline:limit:";

    private final RedisConnectionFactory redis;
    private final Duration window;
    private final Cache<String, Bucket> own =
            Caffeine.newBuilder().maximumSize(KEPT).build();
    private final Cache<String, Bucket> shared =
            Caffeine.newBuilder().maximumSize(KEPT).build();
    private volatile @Nullable ProxyManager<byte[]> together;
    private volatile long tryAgainAt;

    Budgets(RedisConnectionFactory redis, Duration window) {
        this.redis = redis;
        this.window = window;
        this.tryAgainAt = System.nanoTime();
    }

    /// What taking one request came to.
    ///
    /// @param until how long until there is one again, where there was none
    record Taken(boolean granted, long left, Duration until) {}

    /// Takes one of so many requests that the key has in a window.
    Taken take(String key, long requests) {
        if (System.nanoTime() - tryAgainAt >= 0) {
            try {
                return take(shared.get(key, fresh -> sharedBucket(fresh, requests)));
            } catch (RuntimeException away) {
                // Whatever keeps Redis from answering must not keep the request from it.
                tryAgainAt = System.nanoTime() + TRY_AGAIN.toNanos();
                shared.invalidateAll();
                LOG.debug("Redis does not answer; this node limits by itself", away);
            }
        }
        return take(own.get(
                key,
                fresh -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, window))
                        .build()));
    }

    private static Taken take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        return new Taken(
                probe.isConsumed(), probe.getRemainingTokens(), Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private Bucket sharedBucket(String key, long requests) {
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(limit -> limit.capacity(requests).refillGreedy(requests, window))
                .build();
        return manager()
                .builder()
                .withOptimization(Optimizations.delaying(
                        new DelayParameters(Math.max(1, requests / SHARE_ALONE), TOGETHER_EVERY)))
                .build((PREFIX + requests + ":" + key).getBytes(StandardCharsets.UTF_8), () -> configuration);
    }

    private synchronized ProxyManager<byte[]> manager() {
        ProxyManager<byte[]> known = together;
        if (known != null) {
            return known;
        }
        if (redis instanceof LettuceConnectionFactory lettuce
                && lettuce.getRequiredNativeClient() instanceof RedisClient client) {
            ProxyManager<byte[]> manager = Bucket4jLettuce.casBasedBuilder(client)
                    .requestTimeout(PATIENCE)
                    .expirationAfterWrite(
                            ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(window.multipliedBy(2)))
                    .build();
            together = manager;
            return manager;
        }
        throw new IllegalStateException("No single Redis server is there to count in");
    }

    @Override
    public void close() {
        shared.invalidateAll();
        own.invalidateAll();
    }
}
