package io.ripeline.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ripeline.http.ProblemWriter;
import io.ripeline.signin.Acquaintances;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses with `rate-limited` an address from which too many came whom nobody knows. Stands before the door, so that
/// a flood costs no look-up, and around what writes problem documents, so that it sees each 401, whoever refused. Who
/// was let in lately is let in still, though others at her address are not.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class Strangers extends OncePerRequestFilter {

    private static final String NAME = "stranger";
    private static final int REMEMBERED = 50_000;
    private static final Set<String> GUARDED = Set.of("api", "operator", "actuator");

    private final LimitSettings settings;
    private final ProblemWriter problems;
    private final Acquaintances acquaintances;
    private final Budgets budgets;
    private final Cache<String, Long> heldUpUntil =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    Strangers(
            LimitSettings settings, ProblemWriter problems, Acquaintances acquaintances, RedisConnectionFactory redis) {
        this.settings = settings;
        this.problems = problems;
        this.acquaintances = acquaintances;
        this.budgets = new Budgets(redis, settings.window());
    }

    /// What is open to all refuses nobody for who she is.
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        int end = path.indexOf('/', 1);
        return end < 0 || !GUARDED.contains(path.substring(1, end));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Duration wait = wait(request);
        if (wait.isPositive() && !acquaintances.know(request)) {
            Excess.of(NAME, settings.strangerRequests(), settings.window(), wait)
                    .write(problems, request, response);
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
            count(Origin.of(request.getRemoteAddr()));
        }
    }

    private Duration wait(HttpServletRequest request) {
        if (heldUpUntil.asMap().isEmpty()) {
            return Duration.ZERO;
        }
        String origin = Origin.of(request.getRemoteAddr());
        Long until = heldUpUntil.getIfPresent(origin);
        Duration wait = until == null ? Duration.ZERO : Duration.ofNanos(until - System.nanoTime());
        if (!wait.isPositive()) {
            heldUpUntil.invalidate(origin);
        }
        return wait;
    }

    private void count(String origin) {
        Budgets.Taken taken = budgets.take(NAME + ":" + origin, settings.strangerRequests());
        if (!taken.granted()) {
            heldUpUntil.put(origin, System.nanoTime() + taken.until().toNanos());
        }
    }

    @Override
    public void destroy() {
        budgets.close();
        super.destroy();
    }
}
