package io.ripeline.signin;

import static io.ripeline.signin.SignInError.TOKEN_INVALID;
import static io.ripeline.signin.SignInError.WRONG_HOST;
import static io.ripeline.tenancy.TenancyError.TENANT_READ_ONLY;
import static io.ripeline.tenancy.TenancyError.TENANT_SUSPENDED;

import io.ripeline.http.Languages;
import io.ripeline.http.RequestIds;
import io.ripeline.identity.Memberships.Membership;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.UUID;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// The HTTP door: behind it a member of one company is at work, and {@link TenantScope} says so. Refuses with
/// `wrong-host`, `tenant-suspended`, `tenant-upgrading` and, for whatever might write, `tenant-read-only`.
final class Door extends OncePerRequestFilter {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final Companies companies;

    Door(Companies companies) {
        this.companies = companies;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Membership membership = SecurityContextHolder.getContext().getAuthentication() instanceof SignedIn known
                ? known.membership()
                : null;
        if (membership == null) {
            chain.doFilter(request, response);
            return;
        }
        pass(request, response, chain, membership);
    }

    private void pass(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, Membership membership)
            throws ServletException, IOException {
        Tenant tenant = companies.get(membership.tenantId()).orElseThrow(TOKEN_INVALID::refusal);
        Languages.otherwise(request, tenant.locale());
        UUID named = companies.namedByHost(request).orElse(tenant.id());
        if (!named.equals(tenant.id())) {
            throw WRONG_HOST.refusal();
        }
        checkState(tenant, request.getMethod());
        TenantScope scope = new TenantScope(
                tenant, membership.memberId(), Languages.preferred(request, tenant.locale()), RequestIds.of(request));
        enter(scope, request, response, chain);
    }

    private static void checkState(Tenant tenant, String method) {
        if (!tenant.state().readable()) {
            throw TENANT_SUSPENDED.because(
                    Text.of("This company is suspended; ask the operator of Ripeline.", "公司已停用，请联系平台运维。"));
        }
        if (!tenant.state().writable() && !SAFE.contains(method)) {
            throw TENANT_READ_ONLY.because(Text.of(
                    "This company is read-only: nothing can be changed, everything can be read and exported.",
                    "公司处于只读状态：可以查看和导出，但不能修改。"));
        }
    }

    /// Lets the request in for a member.
    static void enter(TenantScope scope, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            scope.<Boolean, Exception>call(() -> {
                chain.doFilter(request, response);
                return true;
            });
        } catch (ServletException | IOException | RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException("A filter chain throws nothing else", impossible);
        }
    }
}
