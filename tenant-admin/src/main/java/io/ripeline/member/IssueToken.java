package io.ripeline.member;

import static io.ripeline.member.MemberError.EXPIRY_INVALID;

import io.ripeline.identity.Memberships.Membership;
import io.ripeline.identity.ServiceTokens;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantTransactions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Issues a service token by which a program acts as a member.
@Component
public class IssueToken {

    private final ServiceTokens tokens;
    private final TenantTransactions transactions;

    IssueToken(ServiceTokens tokens, TenantTransactions transactions) {
        this.tokens = tokens;
        this.transactions = transactions;
    }

    /// Issues for oneself, or as an admin for anyone; refuses with `right-missing`, `name-invalid` or `expiry-invalid`.
    public ServiceTokens.Issued issue(Session session, Membership holder, String name, @Nullable Instant expiresAt) {
        if (!holder.memberId().equals(session.caller().member().id())) {
            session.caller().requireAdmin();
        }
        if (expiresAt != null && !expiresAt.isAfter(session.transaction().now())) {
            throw EXPIRY_INVALID.at("/expiresAt", Text.of("The expiry lies in the past.", "过期时间已过。"));
        }
        String checked = InviteMember.checkName(name);
        return transactions.onPlatform(session.transaction(), () -> tokens.issue(holder, checked, expiresAt));
    }
}
