package io.ripeline.pool;

import io.ripeline.job.Chore;
import io.ripeline.job.JobProgress;
import io.ripeline.record.Cause;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Refused;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Takes back to their pools, once a day, the records that nobody was in touch about for too long. What is due follows
/// from the records, so a run that was missed is made up by the next, and two at once take nothing back twice.
@Component
@Order(1)
class ReclaimRecords implements Chore {

    private static final Logger LOG = LoggerFactory.getLogger(ReclaimRecords.class);

    private final Sessions sessions;
    private final Records records;

    ReclaimRecords(Sessions sessions, Records records) {
        this.sessions = sessions;
        this.records = records;
    }

    @Override
    public String key() {
        return "reclaimed";
    }

    @Override
    public long run(JobProgress progress) {
        return new PoolRounds(sessions).run(progress, this::reclaim);
    }

    private PoolRounds.Seen reclaim(String pool, UUID behind) {
        List<UUID> due = sessions.platform(session -> reclaiming(session, pool)
                .map(reclaiming -> reclaiming.next(session.moment().today(), behind, PoolRounds.AT_ONCE))
                .orElse(List.of()));
        return new PoolRounds.Seen(
                due, due.stream().filter(id -> isReclaimed(pool, id)).count());
    }

    private static Optional<Reclaiming> reclaiming(Session session, String pool) {
        return session.model().pool(pool).flatMap(found -> Reclaiming.of(session, found));
    }

    /// A record that a rule of the company keeps from changing stays, and the others go on.
    private boolean isReclaimed(String pool, UUID id) {
        try {
            return sessions.platform(session -> reclaiming(session, pool)
                    .flatMap(reclaiming -> records.give(
                            session,
                            reclaiming.object(),
                            id,
                            reclaiming.dueBy(session.moment().today()),
                            null,
                            Cause.RECLAIM.because(pool)))
                    .isPresent());
        } catch (Refused refused) {
            LOG.warn("The record {} could not be taken back to {}: {}", id, pool, refused.getMessage());
            return false;
        }
    }
}
