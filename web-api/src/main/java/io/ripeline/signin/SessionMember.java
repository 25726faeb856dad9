package io.ripeline.signin;

import io.ripeline.identity.Memberships.Membership;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Component;

/// What a browser's session holds of the member: two ids, and no token of any kind.
@Component
class SessionMember implements SecurityContextRepository {

    private static final String TENANT_ID = "ripeline.tenantId";
    private static final String MEMBER_ID = "ripeline.memberId";

    /// Remembers who signed in.
    void put(HttpServletRequest request, Membership membership) {
        HttpSession session = request.getSession();
        session.setAttribute(TENANT_ID, membership.tenantId());
        session.setAttribute(MEMBER_ID, membership.memberId());
    }

    /// Whether somebody has signed in, in this session.
    static boolean isIn(Session session) {
        return session.getAttribute(MEMBER_ID) != null;
    }

    /// Who signed in, in this session.
    Optional<Membership> get(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null
                        && session.getAttribute(TENANT_ID) instanceof UUID tenantId
                        && session.getAttribute(MEMBER_ID) instanceof UUID memberId
                ? Optional.of(new Membership(tenantId, memberId))
                : Optional.empty();
    }

    @Override
    @Deprecated
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return get(holder.getRequest())
                .<SecurityContext>map(membership -> new SecurityContextImpl(SignedIn.as(membership)))
                .orElseGet(SecurityContextImpl::new);
    }

    /// Keeps nothing by itself: what the issuer said about a person is no member yet.
    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return get(request).isPresent();
    }
}
