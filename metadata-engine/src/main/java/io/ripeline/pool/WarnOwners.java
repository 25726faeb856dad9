package io.ripeline.pool;

import io.ripeline.job.Chore;
import io.ripeline.job.JobProgress;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Warns owners, once a day, of their records that are about to fall back to a pool: as many days before as the pool
/// says, once for each day on which a record would. Comes after what falls back today has fallen.
@Component
@Order(2)
class WarnOwners implements Chore {

    private final Sessions sessions;
    private final Warnings warnings;

    WarnOwners(Sessions sessions, Warnings warnings) {
        this.sessions = sessions;
        this.warnings = warnings;
    }

    @Override
    public String key() {
        return "warned";
    }

    @Override
    public long run(JobProgress progress) {
        sessions.platform(Pools::keys).forEach(this::clear);
        return new PoolRounds(sessions).run(progress, this::warn);
    }

    private void clear(String pool) {
        sessions.platform(session -> {
            reclaiming(session, pool).ifPresent(reclaiming -> warnings.clear(session, reclaiming, null));
            return pool;
        });
    }

    private PoolRounds.Seen warn(String pool, UUID behind) {
        List<UUID> told = sessions.platform(session -> reclaiming(session, pool)
                .map(reclaiming -> warnings.warn(session, reclaiming, behind, PoolRounds.AT_ONCE))
                .orElse(List.of()));
        return new PoolRounds.Seen(told, told.size());
    }

    private static Optional<Reclaiming> reclaiming(Session session, String pool) {
        return session.model().pool(pool).flatMap(found -> Warnings.warned(session, found));
    }
}
