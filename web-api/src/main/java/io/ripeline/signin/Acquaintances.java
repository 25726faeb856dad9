package io.ripeline.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.stereotype.Component;

/// Who was let in on this node lately, as can be told without a look-up anywhere. It opens no door: whoever is known
/// here is asked there as ever.
@Component
public class Acquaintances {

    private static final Duration REMEMBERED_FOR = Duration.ofHours(1);
    private static final int REMEMBERED = 20_000;
    private static final String BEARER = "Bearer ";

    private final KeptSessions sessions;
    private final CookieHttpSessionIdResolver cookies;
    private final Cache<String, Boolean> tokens = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    Acquaintances(KeptSessions sessions, CookieHttpSessionIdResolver cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /// Notes that this token let its bearer in.
    void met(String token) {
        if (tokens.getIfPresent(token) == null) {
            tokens.put(token, true);
        }
    }

    /// Notes that it does no longer.
    void forget(String token) {
        tokens.invalidate(token);
    }

    /// Whether what the request shows let somebody in here within the hour.
    public boolean know(HttpServletRequest request) {
        String token = bearer(request.getHeader("Authorization"));
        return token != null
                ? tokens.getIfPresent(token) != null
                : cookies.resolveSessionIds(request).stream().anyMatch(sessions::isMembersHere);
    }

    private static @Nullable String bearer(@Nullable String header) {
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }
}
