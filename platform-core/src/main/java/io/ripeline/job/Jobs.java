package io.ripeline.job;

import io.ripeline.database.Ids;
import io.ripeline.tenancy.SchemaTarget;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.TenantTransaction;
import io.ripeline.tenancy.TenantTransactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The queue of all companies' jobs, in the platform schema.
@Component
public class Jobs {

    static final Duration LEASE = Duration.ofSeconds(15);
    private static final int RUNNING_PER_TENANT = 2;
    private static final int ATTEMPTS = 5;
    private static final String COLUMNS = """
            id, tenant_id, member_id, kind, subject_id, state, done, total, result, attempts, created_at, started_at, \
            finished_at""";

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;
    private final Clock clock;
    private final SchemaTarget needed;

    Jobs(JdbcClient jdbc, TenantTransactions transactions, Clock clock, SchemaTarget needed) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.needed = needed;
    }

    /// Queues a job that starts once the caller's transaction has committed.
    public UUID queue(TenantTransaction transaction, String kind, UUID subjectId) {
        UUID member = TenantScope.current().memberId();
        return transactions.onPlatform(
                transaction, () -> queue(transaction.tenant().id(), member, kind, subjectId));
    }

    /// Queues a job of any company on behalf of one of its members, in the caller's transaction of the platform.
    public UUID queue(UUID tenant, UUID member, String kind, UUID subjectId) {
        UUID id = Ids.next();
        jdbc.sql("""
                        INSERT INTO platform.job (id, tenant_id, member_id, kind, subject_id, state, done, attempts,
                                                  created_at)
                        VALUES (?, ?, ?, ?, ?, 'queued', 0, 0, ?)""")
                .params(id, tenant, member, kind, subjectId, Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    /// The job with this id, of the current company only.
    public Optional<Job> find(UUID id) {
        return transactions.onPlatform(
                () -> jdbc.sql("SELECT " + COLUMNS + " FROM platform.job WHERE id = ? AND tenant_id = ?")
                        .params(id, TenantScope.current().tenant().id())
                        .query(Jobs::read)
                        .optional());
    }

    /// Takes the next job: of the company served longest ago, the oldest one that nobody holds. Those of a company
    /// whose tables are behind this release wait for its upgrade.
    Optional<Job> claim() {
        Timestamp now = Timestamp.from(clock.instant());
        return jdbc.sql("""
                        UPDATE platform.job
                        SET state = 'running', lease_until = :lease, attempts = attempts + 1,
                            started_at = coalesce(started_at, :now)
                        WHERE id = (
                            SELECT candidate.id FROM platform.job candidate
                            WHERE (candidate.state = 'queued'
                                   OR candidate.state = 'running' AND candidate.lease_until < :now)
                              AND candidate.tenant_id NOT IN (SELECT id FROM platform.tenant
                                                              WHERE schema_version < :needed)
                              AND (SELECT count(*) FROM platform.job other
                                   WHERE other.tenant_id = candidate.tenant_id AND other.state = 'running'
                                     AND other.lease_until >= :now) < :cap
                            ORDER BY (SELECT max(served.started_at) FROM platform.job served
                                      WHERE served.tenant_id = candidate.tenant_id) NULLS FIRST, candidate.created_at
                            LIMIT 1 FOR UPDATE OF candidate SKIP LOCKED)
                        RETURNING %s""".formatted(COLUMNS))
                .param("lease", Timestamp.from(clock.instant().plus(LEASE)))
                .param("now", now)
                .param("cap", RUNNING_PER_TENANT)
                .param("needed", needed.version())
                .query(Jobs::read)
                .optional();
    }

    /// The job with this id, of whatever company.
    Optional<Job> standing(UUID id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM platform.job WHERE id = ?")
                .param(id)
                .query(Jobs::read)
                .optional();
    }

    /// Notes progress and renews the lease.
    void progress(UUID id, long done, @Nullable Long total) {
        jdbc.sql("UPDATE platform.job SET done = ?, total = ?, lease_until = ? WHERE id = ?")
                .param(done)
                .param(total)
                .param(Timestamp.from(clock.instant().plus(LEASE)))
                .param(id)
                .update();
    }

    void renew(UUID id) {
        jdbc.sql("UPDATE platform.job SET lease_until = ? WHERE id = ? AND state = 'running'")
                .params(Timestamp.from(clock.instant().plus(LEASE)), id)
                .update();
    }

    void finish(UUID id, JobState state, @Nullable String result) {
        jdbc.sql("UPDATE platform.job SET state = ?, result = ?, finished_at = ?, lease_until = NULL WHERE id = ?")
                .param(name(state))
                .param(result)
                .param(state == JobState.QUEUED ? null : Timestamp.from(clock.instant()))
                .param(id)
                .update();
    }

    /// Puts a job that broke back into the queue, or gives it up after the last attempt and answers that it did.
    boolean retry(Job job) {
        boolean givenUp = job.attempts() >= ATTEMPTS;
        finish(job.id(), givenUp ? JobState.FAILED : JobState.QUEUED, null);
        return givenUp;
    }

    private static String name(JobState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Job read(ResultSet row, int number) throws SQLException {
        return new Job(
                row.getObject("id", UUID.class),
                row.getObject("tenant_id", UUID.class),
                row.getObject("member_id", UUID.class),
                row.getString("kind"),
                row.getObject("subject_id", UUID.class),
                JobState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getLong("done"),
                row.getObject("total", Long.class),
                row.getString("result"),
                row.getInt("attempts"),
                row.getTimestamp("created_at").toInstant(),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("finished_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
