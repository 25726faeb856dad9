package io.ripeline.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ripeline.http.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses with `rate-limited` an address from which too many came who could not say who they are: wrong tokens, wrong
/// passwords, none at all. Stands before the door, so that a flood costs no look-up. Who was let in lately with what
/// she
/// shows is let in still, though others at her address are not.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class Strangers extends OncePerRequestFilter {

    private static final String NAME = "stranger";
    private static final int REMEMBERED = 50_000;
    private static final Duration KNOWN_FOR = Duration.ofHours(1);

    private final LimitSettings settings;
    private final ProblemWriter problems;
    private final Budgets budgets;
    private final Cache<String, Long> heldUpUntil =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final Cache<String, Boolean> known = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(KNOWN_FOR)
            .build();

    Strangers(LimitSettings settings, ProblemWriter problems, RedisConnectionFactory redis) {
        this.settings = settings;
        this.problems = problems;
        this.budgets = new Budgets(redis, settings.window());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String address = request.getRemoteAddr();
        Optional<String> shown = guarded(request) ? shown(request) : Optional.empty();
        Duration wait = wait(address);
        if (wait.isPositive() && shown.filter(this::isKnown).isEmpty()) {
            LimitedRequests.refuse(problems, refusal(wait), request, response);
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
            failed(address);
        } else if (response.getStatus() < HttpServletResponse.SC_BAD_REQUEST) {
            shown.filter(each -> !isKnown(each)).ifPresent(each -> known.put(each, true));
        }
    }

    private boolean isKnown(String shown) {
        return known.getIfPresent(shown) != null;
    }

    /// Whether nobody is let in there who does not say who she is.
    private static boolean guarded(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/api/") || path.startsWith("/operator/");
    }

    private Duration wait(String address) {
        Long until = heldUpUntil.getIfPresent(address);
        return until == null ? Duration.ZERO : Duration.ofNanos(until - System.nanoTime());
    }

    private void failed(String address) {
        Budgets.Taken taken = budgets.take(NAME + ":" + address, settings.strangerRequests());
        if (!taken.granted()) {
            heldUpUntil.put(address, System.nanoTime() + taken.until().toNanos());
        } else {
            heldUpUntil.invalidate(address);
        }
    }

    private LimitedRequests.Refusal refusal(Duration wait) {
        long window = Math.max(1, settings.window().toSeconds());
        return new LimitedRequests.Refusal(
                "\"%s\";q=%d;w=%d".formatted(NAME, settings.strangerRequests(), window),
                "\"%s\";r=0".formatted(NAME),
                wait);
    }

    /// A mark of what the request shows to be let in; what it shows itself is not kept.
    private static Optional<String> shown(HttpServletRequest request) {
        String token = Objects.requireNonNullElse(request.getHeader(HttpHeaders.AUTHORIZATION), "");
        String cookies = Objects.requireNonNullElse(request.getHeader(HttpHeaders.COOKIE), "");
        if (token.isEmpty() && cookies.isEmpty()) {
            return Optional.empty();
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((token + "\n" + cookies).getBytes(StandardCharsets.UTF_8));
            return Optional.of(Base64.getEncoder().encodeToString(digest));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    @Override
    public void destroy() {
        budgets.close();
        super.destroy();
    }
}
