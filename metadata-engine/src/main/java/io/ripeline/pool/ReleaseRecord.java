package io.ripeline.pool;

import static io.ripeline.pool.PoolError.NOT_IN_POOL;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Pool;
import io.ripeline.definition.Role.Right;
import io.ripeline.json.StorableText;
import io.ripeline.record.Cause;
import io.ripeline.record.RecordError;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Written;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.util.UUID;
import org.jooq.Condition;
import org.springframework.stereotype.Component;

/// Gives a record back to its pool.
@Component
public class ReleaseRecord {

    private static final int LONGEST_REASON = 500;

    private final Records records;

    ReleaseRecord(Records records) {
        this.records = records;
    }

    /// Gives back a record of the acting member's own, or of one who reports to her; refuses with `pool-not-found`,
    /// `record-not-found`, `right-missing`, `record-invalid` or `not-in-pool`.
    public Written release(Session session, ObjectModel object, UUID id, String key, String reason) {
        session.caller().require(Right.UPDATE, object);
        StoredRecord record = records.get(session, object, id);
        session.caller().requireOwned(object, record);
        Pool pool = session.model()
                .pool(key)
                .filter(found -> found.object().equals(object.key()))
                .orElseThrow(() -> RecordError.POOL_NOT_FOUND.because(
                        Text.of("There is no pool \"%s\" for such records.", "没有用于此类记录的公海“%s”。", key)));
        check(reason);
        UUID owner = record.ownerId();
        if (owner == null) {
            throw outside(pool);
        }
        Condition standing = object.columns().ownerId().eq(owner).and(Reclaiming.fits(session, pool));
        return records.give(session, object, id, standing, null, Cause.RELEASE.because(reason))
                .orElseThrow(() -> outside(pool));
    }

    private static void check(String reason) {
        boolean sound = !reason.isBlank()
                && reason.codePointCount(0, reason.length()) <= LONGEST_REASON
                && StorableText.test(reason);
        if (!sound) {
            throw RecordError.RECORD_INVALID.at(
                    "/reason", Text.of("Say in up to %d characters why.", "请用不超过 %d 个字符说明原因。", LONGEST_REASON));
        }
    }

    private static Refused outside(Pool pool) {
        return NOT_IN_POOL.because(Text.of(
                "The record does not belong to the pool \"%s\" as it stands.", "此记录目前不符合公海“%s”的条件。", pool.key()));
    }
}
