package io.ripeline.signin;

import java.net.URI;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// Ripeline answers at a host per company, which no list of redirect addresses could hold. So a code goes back to the
/// very origin at which it was asked for, to the one callback, and nowhere else.
final class SameOriginRedirect {

    private SameOriginRedirect() {}

    static Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> validator() {
        Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> redirect = SameOriginRedirect::check;
        return redirect.andThen(OAuth2AuthorizationCodeRequestAuthenticationValidator.DEFAULT_SCOPE_VALIDATOR)
                .andThen(SameOriginRedirect::checkProof);
    }

    private static void check(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        String allowed = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path(Issuer.CALLBACK)
                .build()
                .toUriString();
        if (!isSame(request.getRedirectUri(), allowed)) {
            throw refused("redirect_uri", request.getRedirectUri());
        }
    }

    private static void checkProof(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        Map<String, Object> parameters = request.getAdditionalParameters();
        if (!parameters.containsKey("code_challenge") || !"S256".equals(parameters.get("code_challenge_method"))) {
            throw refused("code_challenge", null);
        }
    }

    private static boolean isSame(@Nullable String given, String allowed) {
        return given != null && URI.create(given).equals(URI.create(allowed));
    }

    /// Without an address to redirect to, the error is shown where it happened.
    private static OAuth2AuthorizationCodeRequestAuthenticationException refused(
            String parameter, @Nullable String value) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(
                new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "%s: %s".formatted(parameter, value), null), null);
    }
}
