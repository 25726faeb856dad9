package io.ripeline.limit;

import io.ripeline.http.ProblemWriter;
import io.ripeline.tenancy.TenantScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses with `rate-limited` what goes beyond a member's or a company's budget, or a stranger's where
/// anybody may ask. Stands behind the door, where it is known whose request it is.
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 10)
@EnableConfigurationProperties(LimitSettings.class)
class LimitedRequests extends OncePerRequestFilter {

    private static final String STREAM = "/api/v1/events";
    private static final String OPEN_TO_ALL = "/public/";

    private final LimitSettings settings;
    private final ProblemWriter problems;
    private final Budgets budgets;
    private final Map<UUID, AtomicInteger> underWay = new ConcurrentHashMap<>();

    LimitedRequests(LimitSettings settings, ProblemWriter problems, RedisConnectionFactory redis) {
        this.settings = settings;
        this.problems = problems;
        this.budgets = new Budgets(redis, settings.window());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!TenantScope.isBound()) {
            unbound(request, response, chain);
            return;
        }
        TenantScope scope = TenantScope.current();
        UUID tenant = scope.tenant().id();
        boolean within = within(
                        new Limit("member", settings.memberRequests()),
                        tenant + ":" + scope.memberId(),
                        request,
                        response)
                && within(new Limit("tenant", settings.tenantRequests()), tenant.toString(), request, response);
        if (!within) {
            return;
        }
        if (request.getRequestURI().equals(STREAM)) {
            chain.doFilter(request, response);
        } else {
            oneOfMany(tenant, request, response, chain);
        }
    }

    /// Who is nobody's member has a member's budget by her address, where anybody may ask.
    private void unbound(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Limit limit = new Limit("address", settings.memberRequests());
        if (!request.getRequestURI().startsWith(OPEN_TO_ALL)
                || within(limit, "address:" + request.getRemoteAddr(), request, response)) {
            chain.doFilter(request, response);
        }
    }

    /// A budget, as headers name it.
    private record Limit(String name, long requests) {}

    private boolean within(Limit limit, String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Budgets.Taken taken = budgets.take(key, limit.requests());
        if (!taken.granted()) {
            Excess.of(limit.name(), limit.requests(), settings.window(), taken.until())
                    .write(problems, request, response);
        }
        return taken.granted();
    }

    private void oneOfMany(UUID tenant, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        AtomicInteger count = underWay.computeIfAbsent(tenant, key -> new AtomicInteger());
        try {
            if (count.incrementAndGet() > settings.concurrent()) {
                new Excess(
                                "\"concurrent\";q=%d;qu=\"concurrent-requests\"".formatted(settings.concurrent()),
                                "concurrent",
                                Duration.ofSeconds(1))
                        .write(problems, request, response);
            } else {
                chain.doFilter(request, response);
            }
        } finally {
            count.decrementAndGet();
        }
    }

    @Override
    public void destroy() {
        budgets.close();
        super.destroy();
    }
}
