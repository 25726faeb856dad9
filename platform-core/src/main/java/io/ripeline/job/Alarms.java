package io.ripeline.job;

import io.ripeline.database.Ids;
import io.ripeline.tenancy.TenantTransaction;
import io.ripeline.tenancy.TenantTransactions;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// When companies next have something to do by the clock, besides what they do once a day. The time only wakes a job of
/// a kind; what is due it finds in the company's own data, so that a time that was slept through is made up for.
@Component
public class Alarms {

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;
    private final Clock clock;

    Alarms(JdbcClient jdbc, TenantTransactions transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Has a job of this kind begin at that time or within ten minutes after it, once the caller's transaction has
    /// committed. An earlier alarm of the kind that has not rung yet stays.
    public void set(TenantTransaction transaction, String kind, Instant at) {
        transactions.onPlatform(transaction, () -> {
            UUID tenant = transaction.tenant().id();
            boolean stands = jdbc.sql("SELECT 1 FROM platform.alarm WHERE tenant_id = ? AND kind = ? AND at <= ?")
                    .params(tenant, kind, Timestamp.from(at))
                    .query(Integer.class)
                    .optional()
                    .isPresent();
            return stands
                    ? 0
                    : jdbc.sql("""
                                    INSERT INTO platform.alarm AS known (tenant_id, kind, at) VALUES (?, ?, ?)
                                    ON CONFLICT (tenant_id, kind) DO UPDATE SET at = least(known.at, excluded.at)""").params(tenant, kind, Timestamp.from(at)).update();
        });
    }

    /// Queues the jobs whose time has come, each on behalf of the member who founded the company.
    void ring() {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        DELETE FROM platform.alarm alarm USING platform.tenant tenant
                        WHERE alarm.at <= ? AND tenant.id = alarm.tenant_id AND tenant.state = ANY (?)
                        RETURNING alarm.tenant_id, alarm.kind""")
                .params(now, UpkeepTicker.WRITABLE)
                .query((row, number) -> new Rung(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .forEach(rung -> queue(rung, now));
    }

    private record Rung(UUID tenant, String kind) {}

    private void queue(Rung rung, Timestamp now) {
        jdbc.sql("""
                        INSERT INTO platform.job (id, tenant_id, member_id, kind, subject_id, state, done, attempts,
                                                  created_at)
                        SELECT ?, tenant_id, member_id, ?, tenant_id, 'queued', 0, 0, ?
                        FROM platform.membership WHERE tenant_id = ? ORDER BY member_id LIMIT 1""").params(Ids.next(), rung.kind(), now, rung.tenant()).update();
    }
}
