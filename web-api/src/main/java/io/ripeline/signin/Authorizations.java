package io.ripeline.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/// What the built-in issuer granted lately. Its only client asks once, right after signing somebody in, so little has
/// to be kept and not for long.
final class Authorizations implements OAuth2AuthorizationService {

    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final int MOST = 10_000;

    private final Cache<String, OAuth2Authorization> granted =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(KEPT).build();

    @Override
    public void save(OAuth2Authorization authorization) {
        granted.put(authorization.getId(), authorization);
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        granted.invalidate(authorization.getId());
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return granted.getIfPresent(id);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        return granted.asMap().values().stream()
                .filter(authorization -> bears(authorization, token, type))
                .findFirst()
                .orElse(null);
    }

    private static boolean bears(OAuth2Authorization authorization, String token, @Nullable OAuth2TokenType type) {
        // The state is an attribute; it is asked for with consent only, which our client does not need.
        return authorization.getToken(token) != null
                || (type != null
                        && type.getValue().equals("state")
                        && token.equals(authorization.getAttribute("state")));
    }
}
