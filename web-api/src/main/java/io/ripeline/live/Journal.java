package io.ripeline.live;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/// What happens in all companies: noted in the log after it was committed, without keeping anybody waiting, and told to
/// the nodes by Redis pub/sub. While Redis is away each node tells what happens on itself; when the log changes, every
/// reader is told to begin anew.
@Component
class Journal implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final String CHANNEL = "ripeline:live";
    private static final int WAITING = 20_000;
    private static final int AT_ONCE = 500;
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

    /// What happens within it goes to Redis together; the first is told at once.
    private static final Duration GATHER = Duration.ofMillis(20);

    /// Who is told that there is news.
    interface Listener {

        void news(UUID tenant);

        /// Places in the log before mean nothing any more.
        void beginAnew();
    }

    private record Told(UUID tenant, List<Happening> happenings) {}

    private final RedisConnectionFactory connections;
    private final StringRedisTemplate redis;
    private final EventLog shared;
    private final EventLog own = new MemoryLog();
    private final BlockingQueue<Told> waiting = new ArrayBlockingQueue<>(WAITING);
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean lost = new AtomicBoolean();
    private volatile EventLog log = own;
    private volatile @Nullable ExecutorService workers;
    private volatile @Nullable RedisConnection listening;

    Journal(RedisConnectionFactory connections) {
        this.connections = connections;
        this.redis = new StringRedisTemplate(connections);
        this.shared = new RedisLog(redis);
    }

    void tellTo(Listener listener) {
        listeners.add(listener);
    }

    /// The log in use.
    EventLog log() {
        return log;
    }

    /// Notes what was committed, soon.
    void note(UUID tenant, List<Happening> happenings) {
        if (!waiting.offer(new Told(tenant, happenings))) {
            lost.set(true);
        }
    }

    @Override
    public void start() {
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        workers = executor;
        executor.execute(this::write);
        executor.execute(this::attend);
    }

    private void write() {
        try {
            while (workers != null) {
                List<Told> some = new ArrayList<>(List.of(waiting.take()));
                waiting.drainTo(some, AT_ONCE);
                Map<UUID, List<Happening>> byTenant = new LinkedHashMap<>();
                some.forEach(told -> byTenant.computeIfAbsent(told.tenant(), key -> new ArrayList<>())
                        .addAll(told.happenings()));
                byTenant.forEach(this::append);
                if (lost.compareAndSet(true, false)) {
                    LOG.warn("More happened than could be told; readers begin anew");
                    listeners.forEach(Listener::beginAnew);
                }
                Thread.sleep(GATHER);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void append(UUID tenant, List<Happening> happenings) {
        EventLog current = log;
        try {
            current.append(tenant, happenings);
            if (current.equals(shared)) {
                redis.convertAndSend(CHANNEL, tenant.toString());
            } else {
                listeners.forEach(listener -> listener.news(tenant));
            }
        } catch (DataAccessException away) {
            away(away);
            own.append(tenant, happenings);
            listeners.forEach(listener -> listener.news(tenant));
        }
    }

    /// Goes on without Redis.
    void away(DataAccessException failure) {
        if (log.equals(shared)) {
            log = own;
            LOG.warn("Redis does not answer; live events reach only readers on this node: {}", failure.toString());
            listeners.forEach(Listener::beginAnew);
        }
    }

    /// Listens as soon as Redis takes the subscription, and comes back to it whenever it was away.
    private void attend() {
        try {
            while (workers != null) {
                if (log.equals(own)) {
                    comeBack();
                }
                Thread.sleep(TRY_AGAIN);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void comeBack() {
        try {
            if (listening == null) {
                RedisConnection connection = connections.getConnection();
                connection.subscribe(
                        (message, pattern) -> heard(message.getBody()), CHANNEL.getBytes(StandardCharsets.UTF_8));
                listening = connection;
            }
            shared.end(new UUID(0, 0));
            log = shared;
            listeners.forEach(Listener::beginAnew);
        } catch (DataAccessException away) {
            LOG.debug("Redis cannot be reached; trying again", away);
        }
    }

    private void heard(byte[] message) {
        io.ripeline.database.Ids.parse(new String(message, StandardCharsets.UTF_8))
                .ifPresent(tenant -> listeners.forEach(listener -> listener.news(tenant)));
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
