package io.ripeline.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ripeline.database.Ids;
import io.ripeline.identity.Memberships.Membership;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The service tokens of all members, by hash, in the platform schema.
@Component
public class ServiceTokens {

    /// A token just issued; the secret is shown this once.
    public record Issued(
            UUID id,
            String name,
            ServiceToken token,
            @Nullable Instant expiresAt) {}

    private record Known(
            UUID tenantId, UUID memberId, @Nullable Instant expiresAt) {}

    /// How long a node may still honour a token that another node revoked.
    private static final Duration TRUSTED_FOR = Duration.ofSeconds(10);

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

    /// Whose token this is, if it is one in force.
    public Optional<Membership> holder(ServiceToken token) {
        return known.get(token, this::load)
                .filter(found -> found.expiresAt() == null || found.expiresAt().isAfter(clock.instant()))
                .map(found -> new Membership(found.tenantId(), found.memberId()));
    }

    private Optional<Known> load(ServiceToken token) {
        return jdbc.sql("""
                        SELECT tenant_id, member_id, expires_at FROM platform.service_token
                        WHERE hash = ? AND revoked_at IS NULL""")
                .param(token.hash())
                .query((row, number) -> {
                    Timestamp expires = row.getTimestamp("expires_at");
                    return new Known(
                            row.getObject("tenant_id", UUID.class),
                            row.getObject("member_id", UUID.class),
                            expires == null ? null : expires.toInstant());
                })
                .optional();
    }
}
