package io.ripeline.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ripeline.database.Ids;
import io.ripeline.identity.Memberships.Membership;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The service tokens of all members, by hash, in the platform schema.
@Component
public class ServiceTokens {

    /// A token just issued; the secret is shown this once.
    public record Issued(
            UUID id,
            String name,
            ServiceToken token,
            @Nullable Instant expiresAt) {}

    /// A token that stands, without its secret, which nobody knows any more.
    ///
    /// @param lastUsedAt to the minute; absent where it never was
    public record Standing(
            UUID id,
            String name,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    private record Known(
            UUID id,
            UUID tenantId,
            UUID memberId,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    /// How long a node may still honour a token that another node revoked.
    private static final Duration TRUSTED_FOR = Duration.ofSeconds(10);

    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private static final int CACHED_TOKENS = 20_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Cache<ServiceToken, Optional<Known>> known = Caffeine.newBuilder()
            .maximumSize(CACHED_TOKENS)
            .expireAfterWrite(TRUSTED_FOR)
            .build();

    ServiceTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Issues a token for a member. Joins the caller's transaction, which must be able to write the platform schema.
    public Issued issue(Membership membership, String name, @Nullable Instant expiresAt) {
        Issued issued = new Issued(Ids.next(), name, ServiceToken.issue(), expiresAt);
        jdbc.sql("""
                        INSERT INTO platform.service_token (id, hash, tenant_id, member_id, name, created_at, expires_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        issued.id(),
                        issued.token().hash(),
                        membership.tenantId(),
                        membership.memberId(),
                        name,
                        Timestamp.from(clock.instant()))
                .param(expiresAt == null ? null : Timestamp.from(expiresAt))
                .update();
        return issued;
    }

    /// The tokens of a member that are not revoked, the newest first; those past their expiry too.
    public List<Standing> of(Membership membership) {
        return jdbc.sql("""
                        SELECT id, name, created_at, expires_at, last_used_at FROM platform.service_token
                        WHERE tenant_id = ? AND member_id = ? AND revoked_at IS NULL
                        ORDER BY created_at DESC, id DESC""")
                .params(membership.tenantId(), membership.memberId())
                .query((row, number) -> new Standing(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getTimestamp("created_at").toInstant(),
                        instant(row, "expires_at"),
                        instant(row, "last_used_at")))
                .list();
    }

    /// Revokes a token of a member and answers whether there was one. This node refuses it from the commit on, the
    /// others ten seconds later at most.
    public boolean revoke(Membership membership, UUID id) {
        int revoked = jdbc.sql("""
                        UPDATE platform.service_token SET revoked_at = ?
                        WHERE id = ? AND tenant_id = ? AND member_id = ? AND revoked_at IS NULL""")
                .params(Timestamp.from(clock.instant()), id, membership.tenantId(), membership.memberId())
                .update();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    forget(id);
                }
            });
        } else {
            forget(id);
        }
        return revoked == 1;
    }

    private void forget(UUID id) {
        known.asMap()
                .values()
                .removeIf(each -> each.map(Known::id).filter(id::equals).isPresent());
    }

    /// Whose token this is, if it is one in force.
    public Optional<Membership> holder(ServiceToken token) {
        return known.get(token, this::load)
                .filter(this::inForce)
                .map(found -> new Membership(found.tenantId(), found.memberId()));
    }

    private boolean inForce(Known token) {
        return token.expiresAt() == null || token.expiresAt().isAfter(clock.instant());
    }

    private Optional<Known> load(ServiceToken token) {
        Optional<Known> found = jdbc.sql("""
                        SELECT id, tenant_id, member_id, expires_at, last_used_at FROM platform.service_token
                        WHERE hash = ? AND revoked_at IS NULL""")
                .param(token.hash())
                .query((row, number) -> new Known(
                        row.getObject("id", UUID.class),
                        row.getObject("tenant_id", UUID.class),
                        row.getObject("member_id", UUID.class),
                        instant(row, "expires_at"),
                        instant(row, "last_used_at")))
                .optional();
        found.filter(this::inForce).ifPresent(this::noteUse);
        return found;
    }

    private void noteUse(Known token) {
        Instant now = clock.instant();
        if (token.lastUsedAt() == null || token.lastUsedAt().isBefore(now.minus(USE_NOTED_EVERY))) {
            jdbc.sql("UPDATE platform.service_token SET last_used_at = ? WHERE id = ?")
                    .params(Timestamp.from(now), token.id())
                    .update();
        }
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
