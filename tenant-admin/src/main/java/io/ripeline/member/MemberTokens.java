package io.ripeline.member;

import static io.ripeline.member.MemberError.EXPIRY_INVALID;

import io.ripeline.identity.IdentityError;
import io.ripeline.identity.Memberships.Membership;
import io.ripeline.identity.ServiceTokens;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantTransactions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The service tokens by which programs act as a member: one's own, or as an admin those of anyone; other callers are
/// refused with `right-missing`.
@Component
public class MemberTokens {

    private final ServiceTokens tokens;
    private final TenantTransactions transactions;

    MemberTokens(ServiceTokens tokens, TenantTransactions transactions) {
        this.tokens = tokens;
        this.transactions = transactions;
    }

    /// Issues one; refuses with `name-invalid` or `expiry-invalid`.
    public ServiceTokens.Issued issue(Session session, UUID member, String name, @Nullable Instant expiresAt) {
        Membership holder = holder(session, member);
        if (expiresAt != null && !expiresAt.isAfter(session.transaction().now())) {
            throw EXPIRY_INVALID.at("/expiresAt", Text.of("The expiry lies in the past.", "过期时间已过。"));
        }
        String checked = InviteMember.checkName(name);
        return transactions.onPlatform(session.transaction(), () -> tokens.issue(holder, checked, expiresAt));
    }

    /// Those that are not revoked, the newest first.
    public List<ServiceTokens.Standing> of(Session session, UUID member) {
        Membership holder = holder(session, member);
        return transactions.onPlatform(session.transaction(), () -> tokens.of(holder));
    }

    /// Takes one out of force; refuses with `token-not-found` what is none of the member's, or was revoked before.
    public void revoke(Session session, UUID member, UUID token) {
        Membership holder = holder(session, member);
        if (!transactions.onPlatform(session.transaction(), () -> tokens.revoke(holder, token))) {
            throw IdentityError.TOKEN_NOT_FOUND.because(Text.of("There is no such token.", "没有该令牌。"));
        }
    }

    private static Membership holder(Session session, UUID member) {
        if (!member.equals(session.caller().member().id())) {
            session.caller().requireAdmin();
        }
        return new Membership(session.transaction().tenant().id(), member);
    }
}
