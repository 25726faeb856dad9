package io.ripeline.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.util.function.SingletonSupplier;

/// The built-in issuer as its one client and its one resource server see it. Signatures are checked with the key at
/// hand; only the exchange of the code is an HTTP call, from this process to itself.
final class OwnIssuer implements Issuer {

    /// What access tokens are meant for; identity tokens are meant for the client and open nothing.
    static final String AUDIENCE = "ripeline-api";

    private final String name;
    private final Supplier<ClientRegistration> client;
    private final Supplier<RSAKey> key;
    private final Supplier<JwtDecoder> accessTokens;

    OwnIssuer(String name, Supplier<RSAKey> key, String clientSecret, Supplier<String> localAddress) {
        this.name = name;
        this.key = key;
        this.client = SingletonSupplier.of(() -> registration(clientSecret, localAddress.get()));
        this.accessTokens = SingletonSupplier.of(() -> decoder(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(name),
                new JwtClaimValidator<List<String>>(JwtClaimNames.AUD, aud -> aud != null && aud.contains(AUDIENCE)))));
    }

    String name() {
        return name;
    }

    @Override
    public ClientRegistration client() {
        return client.get();
    }

    @Override
    public JwtDecoder accessTokens() {
        return accessTokens.get();
    }

    @Override
    public JwtDecoder identities() {
        return decoder(
                new DelegatingOAuth2TokenValidator<>(new JwtTimestampValidator(), new OidcIdTokenValidator(client())));
    }

    @Override
    public String farewell() {
        return "/";
    }

    private ClientRegistration registration(String secret, String localAddress) {
        return ClientRegistration.withRegistrationId(CLIENT)
                .clientId(CLIENT)
                .clientSecret(secret)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("{baseUrl}" + CALLBACK)
                .scope(Set.of("openid", "profile", "email"))
                .issuerUri(name)
                // Relative: the browser stays at the host it came by.
                .authorizationUri("/oauth2/authorize")
                .tokenUri(localAddress + "/oauth2/token")
                .jwkSetUri(localAddress + "/oauth2/jwks")
                .userNameAttributeName("sub")
                .clientName("Ripeline")
                .build();
    }

    private JwtDecoder decoder(OAuth2TokenValidator<Jwt> validator) {
        try {
            NimbusJwtDecoder decoder =
                    NimbusJwtDecoder.withPublicKey(key.get().toRSAPublicKey()).build();
            decoder.setJwtValidator(validator);
            return decoder;
        } catch (JOSEException broken) {
            throw new IllegalStateException("The signing key is not an RSA key", broken);
        }
    }
}
