package io.ripeline.pool;

import static io.ripeline.pool.PoolError.ALREADY_CLAIMED;
import static io.ripeline.pool.PoolError.CLAIM_LIMIT_REACHED;
import static io.ripeline.pool.PoolError.COOLING_OFF;
import static io.ripeline.pool.PoolError.NOT_IN_POOL;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Pool;
import io.ripeline.definition.Role.Right;
import io.ripeline.record.Caller;
import io.ripeline.record.Cause;
import io.ripeline.record.RecordError;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Written;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Makes a record of a pool the acting member's own. Of several at once one wins.
@Component
public class ClaimRecord {

    /// So long the others are told who was faster; later they do not see the record.
    private static final Duration TOLD = Duration.ofDays(1);

    private final Records records;
    private final Claims claims;

    ClaimRecord(Records records, Claims claims) {
        this.records = records;
        this.claims = claims;
    }

    /// Claims a record; refuses with `pool-not-found`, `record-not-found`, `not-in-pool`, `already-claimed`,
    /// `claim-limit-reached` or `cooling-off`.
    ///
    /// @param key the pool; where absent the first one that holds the record
    public Written claim(Session session, ObjectModel object, UUID id, @Nullable String key) {
        Caller caller = session.caller();
        caller.require(Right.READ, object);
        Pool pool = key == null ? holding(session, object, id) : caller.pool(key);
        if (!pool.object().equals(object.key())) {
            throw refusal(session, object, id, pool);
        }
        bounded(session, pool);
        rested(session, pool, id);
        Cause cause = Cause.CLAIM.because(pool.key());
        Written written = records.give(
                        session,
                        object,
                        id,
                        caller.pooled(object, pool),
                        caller.member().id(),
                        cause)
                .orElseThrow(() -> refusal(session, object, id, pool));
        claims.add(session, pool, id);
        return written;
    }

    private static Pool holding(Session session, ObjectModel object, UUID id) {
        List<Pool> pools = session.caller().pools(object);
        return pools.stream()
                .filter(pool -> session.transaction()
                        .sql()
                        .fetchExists(
                                object.table(),
                                object.columns()
                                        .id()
                                        .eq(id)
                                        .and(session.caller().pooled(object, pool))))
                .findFirst()
                .or(() -> pools.stream().findFirst())
                .orElseThrow(ClaimRecord::notFound);
    }

    private void bounded(Session session, Pool pool) {
        Integer limit = pool.definition().claimLimit();
        if (limit == null) {
            return;
        }
        Claims.oneByOne(session, pool);
        int held = claims.held(session, pool, session.caller().member().id());
        if (held >= limit) {
            throw CLAIM_LIMIT_REACHED
                    .because(Text.counted(
                            limit,
                            "You hold %d of at most %d record claimed from this pool; give one back first.",
                            "You hold %d of at most %d records claimed from this pool; give one back first.",
                            "您已从该公海领取 %d 条记录，上限为 %d 条，请先退回一条。",
                            held,
                            limit))
                    .with("limit", limit);
        }
    }

    private static void rested(Session session, Pool pool, UUID id) {
        Integer days = pool.definition().coolOffDays();
        if (days == null) {
            return;
        }
        Optional<LocalDate> until = Claims.lost(
                        session, id, session.caller().member().id())
                .map(day -> day.plusDays(days))
                .filter(day -> day.isAfter(session.moment().today()));
        if (until.isPresent()) {
            throw COOLING_OFF
                    .because(Text.of(
                            "You had this record lately; you may claim it again from %s.",
                            "您不久前持有过此记录，%s 起方可再次领取。", until.get()))
                    .with("until", until.get().toString());
        }
    }

    private Refused refusal(Session session, ObjectModel object, UUID id, Pool pool) {
        Instant since = session.transaction().now().minus(TOLD);
        Optional<StoredRecord> seen = records.find(session, object, id);
        Optional<UUID> owner = seen.map(StoredRecord::ownerId).or(() -> Claims.winner(session, id, since));
        if (owner.isPresent()) {
            String name = session.caller().directory().nameOf(owner.get());
            return ALREADY_CLAIMED
                    .because(Text.of("%s was faster and has this record now.", "%s 已先领取此记录。", name))
                    .with("owner", Map.of("id", owner.get().toString(), "name", name));
        }
        return seen.isPresent()
                ? NOT_IN_POOL.because(Text.of("The record is not in the pool \"%s\".", "此记录不在公海“%s”中。", pool.key()))
                : notFound();
    }

    private static Refused notFound() {
        return RecordError.RECORD_NOT_FOUND.because(
                Text.of("There is no such record, or you may not see it.", "没有这条记录，或您无权查看。"));
    }
}
