package io.ripeline.identity;

import io.ripeline.identity.Memberships.Membership;
import io.ripeline.tenancy.TenantTransaction;
import io.ripeline.tenancy.TenantTransactions;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The secrets by which calendar programs read what members have planned, by hash, in the platform schema;
/// one per member.
@Component
public class CalendarFeeds {

    private final JdbcClient jdbc;
    private final TenantTransactions transactions;

    CalendarFeeds(JdbcClient jdbc, TenantTransactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /// Since when the member has a feed.
    public Optional<Instant> since(TenantTransaction transaction, UUID memberId) {
        return transactions.onPlatform(
                transaction,
                () -> jdbc.sql("SELECT created_at FROM platform.calendar_feed WHERE tenant_id = ? AND member_id = ?")
                        .params(transaction.tenant().id(), memberId)
                        .query((row, number) -> row.getTimestamp(1).toInstant())
                        .optional());
    }

    /// Makes the member a feed in the place of the one she had; the secret is told this once.
    public FeedSecret make(TenantTransaction transaction, UUID memberId) {
        FeedSecret secret = FeedSecret.issue();
        transactions.onPlatform(
                transaction,
                () -> jdbc.sql("""
                                INSERT INTO platform.calendar_feed (tenant_id, member_id, hash, created_at)
                                VALUES (?, ?, ?, ?)
                                ON CONFLICT (tenant_id, member_id)
                                DO UPDATE SET hash = excluded.hash, created_at = excluded.created_at""")
                        .params(transaction.tenant().id(), memberId, secret.hash(), Timestamp.from(transaction.now()))
                        .update());
        return secret;
    }

    /// Ends the member's feed, if there is one.
    public void revoke(TenantTransaction transaction, UUID memberId) {
        transactions.onPlatform(
                transaction,
                () -> jdbc.sql("DELETE FROM platform.calendar_feed WHERE tenant_id = ? AND member_id = ?")
                        .params(transaction.tenant().id(), memberId)
                        .update());
    }

    /// Whose feed the secret opens, if any.
    public Optional<Membership> holder(FeedSecret secret) {
        return jdbc.sql("SELECT tenant_id, member_id FROM platform.calendar_feed WHERE hash = ?")
                .param(secret.hash())
                .query((row, number) ->
                        new Membership(row.getObject("tenant_id", UUID.class), row.getObject("member_id", UUID.class)))
                .optional();
    }
}
