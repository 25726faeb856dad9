package io.ripeline.signin;

import static io.ripeline.signin.SignInError.NOT_A_MEMBER;
import static io.ripeline.signin.SignInError.TOKEN_INVALID;

import io.ripeline.identity.ServiceToken;
import io.ripeline.identity.ServiceTokens;
import io.ripeline.refusal.Refused;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.stereotype.Component;

/// Whose a bearer token is: the operator's, a member's service token, or a JWT of the trusted issuer.
@Component
class BearerTokens implements AuthenticationManagerResolver<HttpServletRequest> {

    private final OperatorToken operator;
    private final ServiceTokens serviceTokens;
    private final Issuer issuer;
    private final Companies companies;
    private final Acquaintances acquaintances;

    BearerTokens(
            OperatorToken operator,
            ServiceTokens serviceTokens,
            Issuer issuer,
            Companies companies,
            Acquaintances acquaintances) {
        this.operator = operator;
        this.serviceTokens = serviceTokens;
        this.issuer = issuer;
        this.companies = companies;
        this.acquaintances = acquaintances;
    }

    @Override
    public AuthenticationManager resolve(HttpServletRequest request) {
        return authentication -> entered(((BearerTokenAuthenticationToken) authentication).getToken(), request);
    }

    private SignedIn entered(String token, HttpServletRequest request) {
        try {
            SignedIn holder = holder(token, request);
            acquaintances.met(token);
            return holder;
        } catch (Refused refused) {
            acquaintances.forget(token);
            throw refused;
        }
    }

    private SignedIn holder(String token, HttpServletRequest request) {
        if (operator.matches(token)) {
            return SignedIn.asOperator();
        }
        if (token.startsWith(ServiceToken.PREFIX)) {
            return serviceTokens
                    .holder(new ServiceToken(token))
                    .map(SignedIn::as)
                    .orElseThrow(TOKEN_INVALID::refusal);
        }
        return VerifiedEmail.of(decoded(token))
                .flatMap(email -> companies.entered(email, request))
                .map(SignedIn::as)
                .orElseThrow(NOT_A_MEMBER::refusal);
    }

    private Jwt decoded(String token) {
        try {
            return issuer.accessTokens().decode(token);
        } catch (BadJwtException bad) {
            throw TOKEN_INVALID.refusal();
        }
    }
}
