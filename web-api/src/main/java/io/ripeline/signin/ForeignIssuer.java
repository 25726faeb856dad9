package io.ripeline.signin;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.util.UriComponentsBuilder;

/// The operator's own issuer, such as Keycloak. Asked about itself when first needed, not at the start: Ripeline starts
/// and serves tokens of its own while the issuer is away.
final class ForeignIssuer implements Issuer {

    private final Supplier<ClientRegistration> client;
    private final JwtDecoder accessTokens;

    ForeignIssuer(String location, SignInSettings.Oidc settings) {
        this.client = SingletonSupplier.of(() -> registration(location, settings));
        this.accessTokens = new SupplierJwtDecoder(() -> decoder(location, settings));
    }

    @Override
    public ClientRegistration client() {
        return client.get();
    }

    @Override
    public JwtDecoder accessTokens() {
        return accessTokens;
    }

    @Override
    public JwtDecoder identities() {
        return new OidcIdTokenDecoderFactory().createDecoder(client());
    }

    @Override
    public String farewell() {
        return Optional.ofNullable(
                        client().getProviderDetails().getConfigurationMetadata().get("end_session_endpoint"))
                .map(endpoint -> UriComponentsBuilder.fromUriString(endpoint.toString())
                        .queryParam("client_id", client().getClientId())
                        .encode()
                        .toUriString())
                .orElse("/");
    }

    private static ClientRegistration registration(String location, SignInSettings.Oidc settings) {
        return ClientRegistrations.fromIssuerLocation(location)
                .registrationId(CLIENT)
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .redirectUri("{baseUrl}" + CALLBACK)
                .scope("openid", "profile", "email")
                .build();
    }

    private static JwtDecoder decoder(String location, SignInSettings.Oidc settings) {
        NimbusJwtDecoder decoder = JwtDecoders.fromIssuerLocation(location);
        OAuth2TokenValidator<Jwt> validator = JwtValidators.createDefaultWithIssuer(location);
        String audience = settings.audience();
        if (audience != null && !audience.isEmpty()) {
            validator = new DelegatingOAuth2TokenValidator<>(
                    validator,
                    new JwtClaimValidator<List<String>>(
                            JwtClaimNames.AUD, aud -> aud != null && aud.contains(audience)));
        }
        decoder.setJwtValidator(validator);
        return decoder;
    }
}
