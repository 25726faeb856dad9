package io.ripeline.signin;

import io.ripeline.identity.Memberships.Membership;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/// Somebody whose identity is settled: a member of one company, or the operator.
final class SignedIn extends AbstractAuthenticationToken {

    static final String MEMBER = "MEMBER";
    static final String OPERATOR = "OPERATOR";

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Membership membership;

    private SignedIn(@Nullable Membership membership, String authority) {
        super(AuthorityUtils.createAuthorityList(authority));
        this.membership = membership;
        setAuthenticated(true);
    }

    static SignedIn as(Membership membership) {
        return new SignedIn(membership, MEMBER);
    }

    static SignedIn asOperator() {
        return new SignedIn(null, OPERATOR);
    }

    /// Of which company's member; nothing for the operator.
    @Nullable
    Membership membership() {
        return membership;
    }

    @Override
    public Object getPrincipal() {
        return membership == null ? "operator" : membership.memberId();
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn that && super.equals(that) && Objects.equals(membership, that.membership);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), membership);
    }
}
