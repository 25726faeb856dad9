package io.ripeline.signin;

import io.ripeline.http.Languages;
import io.ripeline.http.RequestIds;
import io.ripeline.identity.CalendarFeeds;
import io.ripeline.identity.FeedSecret;
import io.ripeline.identity.Memberships.Membership;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/// The door for calendar programs, which show nothing but the secret in the address. Who shows none that
/// opens goes on without a company, and does not find anything behind it.
final class CalendarDoor extends OncePerRequestFilter {

    static final String PATH = "/public/v1/calendar/";

    private static final String SUFFIX = ".ics";

    private final CalendarFeeds feeds;
    private final Companies companies;

    CalendarDoor(CalendarFeeds feeds, Companies companies) {
        this.feeds = feeds;
        this.companies = companies;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<TenantScope> scope = holder(request.getRequestURI()).flatMap(member -> scope(member, request));
        if (scope.isPresent()) {
            Door.enter(scope.get(), request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<Membership> holder(String path) {
        return path.startsWith(PATH) && path.endsWith(SUFFIX)
                ? feeds.holder(new FeedSecret(path.substring(PATH.length(), path.length() - SUFFIX.length())))
                : Optional.empty();
    }

    private Optional<TenantScope> scope(Membership membership, HttpServletRequest request) {
        Tenant tenant = companies
                .get(membership.tenantId())
                .filter(found -> found.state().readable())
                .orElse(null);
        boolean here = companies
                .namedByHost(request)
                .map(membership.tenantId()::equals)
                .orElse(true);
        return tenant == null || !here
                ? Optional.empty()
                : Optional.of(new TenantScope(
                        tenant,
                        membership.memberId(),
                        Languages.preferred(request, tenant.locale()),
                        RequestIds.of(request)));
    }
}
