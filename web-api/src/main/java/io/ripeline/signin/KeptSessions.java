package io.ripeline.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.session.MapSession;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;

/// Browsers' sessions: on this node, and in Redis for the others and for after a restart. Redis is asked at most every
/// two seconds for a session, and told once a minute that it is used. While Redis is away the node goes by what it has.
@Component
class KeptSessions implements SessionRepository<MapSession> {

    private static final Logger LOG = LoggerFactory.getLogger(KeptSessions.class);
    private static final Duration TRUSTED_FOR = Duration.ofSeconds(2);
    private static final Duration TOLD_EVERY = Duration.ofMinutes(1);
    private static final int KEPT = 200_000;
    private static final String PREFIX = "ripeline:session:";

    private final RedisConnectionFactory redis;
    private final Cache<String, Known> known;
    private final Cache<String, Boolean> ended;
    private final Duration life;

    KeptSessions(RedisConnectionFactory redis, @Value("${server.servlet.session.timeout:30m}") Duration life) {
        this.redis = redis;
        this.life = life;
        this.known =
                Caffeine.newBuilder().maximumSize(KEPT).expireAfterAccess(life).build();
        this.ended =
                Caffeine.newBuilder().maximumSize(KEPT).expireAfterWrite(life).build();
    }

    /// A session as this node knows it.
    ///
    /// @param stored what Redis has of it; absent where it has not
    private record Known(MapSession session, @Nullable Map<String, Object> stored, long storedAt, long checkedAt) {}

    @Override
    public MapSession createSession() {
        MapSession session = new MapSession();
        session.setMaxInactiveInterval(life);
        return session;
    }

    @Override
    public void save(MapSession session) {
        if (!session.getId().equals(session.getOriginalId())) {
            deleteById(session.getOriginalId());
        }
        Map<String, Object> attributes = attributes(session);
        Known before = known.getIfPresent(session.getId());
        long now = System.nanoTime();
        MapSession copy = new MapSession(session);
        if (before != null && attributes.equals(before.stored()) && now - before.storedAt() < TOLD_EVERY.toNanos()) {
            known.put(session.getId(), new Known(copy, before.stored(), before.storedAt(), before.checkedAt()));
        } else {
            boolean stored = store(session);
            known.put(session.getId(), new Known(copy, stored ? attributes : null, now, now));
        }
    }

    private static Map<String, Object> attributes(MapSession session) {
        Map<String, Object> attributes = new HashMap<>();
        session.getAttributeNames().forEach(name -> attributes.put(name, session.getAttribute(name)));
        return attributes;
    }

    private boolean store(MapSession session) {
        try (RedisConnection connection = redis.getConnection()) {
            long seconds = session.getMaxInactiveInterval().toSeconds();
            connection.stringCommands().setEx(key(session.getId()), seconds, SessionBytes.write(session));
            return true;
        } catch (DataAccessException away) {
            LOG.debug("Redis does not take the session; this node alone knows it", away);
            return false;
        }
    }

    /// Whether this node knows a session in which a member is signed in, without asking Redis.
    boolean isMembersHere(String id) {
        Known here = known.getIfPresent(id);
        return here != null
                && !here.session().isExpired()
                && ended.getIfPresent(id) == null
                && SessionMember.isIn(here.session());
    }

    @Override
    public @Nullable MapSession findById(String id) {
        if (ended.getIfPresent(id) != null) {
            return null;
        }
        Known here = known.getIfPresent(id);
        long now = System.nanoTime();
        if (here == null || here.stored() != null && now - here.checkedAt() > TRUSTED_FOR.toNanos()) {
            here = asked(id, here, now);
        }
        if (here == null || here.session().isExpired()) {
            known.invalidate(id);
            return null;
        }
        return new MapSession(here.session());
    }

    /// What Redis says of a session; what is known here where it says nothing because it is away.
    private @Nullable Known asked(String id, @Nullable Known here, long now) {
        try (RedisConnection connection = redis.getConnection()) {
            byte[] bytes = connection.stringCommands().get(key(id));
            if (bytes == null) {
                return null;
            }
            MapSession session = SessionBytes.read(id, bytes);
            if (session == null) {
                return here;
            }
            if (here != null && here.session().getLastAccessedTime().isAfter(session.getLastAccessedTime())) {
                session.setLastAccessedTime(here.session().getLastAccessedTime());
            }
            Known found = new Known(session, attributes(session), here == null ? now : here.storedAt(), now);
            known.put(id, found);
            return found;
        } catch (DataAccessException away) {
            LOG.debug("Redis does not say whether a session stands; this node goes by what it knows", away);
            return here;
        }
    }

    @Override
    public void deleteById(String id) {
        known.invalidate(id);
        ended.put(id, true);
        try (RedisConnection connection = redis.getConnection()) {
            connection.keyCommands().del(key(id));
        } catch (DataAccessException away) {
            LOG.debug("Redis does not forget the session now; it ends there by itself", away);
        }
    }

    /// Whoever reads Redis finds no id of a session there.
    private static byte[] key(String id) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
            return (PREFIX + HexFormat.of().formatHex(hash)).getBytes(StandardCharsets.UTF_8);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every JDK has SHA-256", missing);
        }
    }
}
