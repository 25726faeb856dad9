package io.ripeline.signin;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.ripeline.identity.ServiceToken;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/// The built-in issuer: an OpenID provider in this process, with one client, Ripeline itself. Not there when the
/// operator names an issuer of his own.
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("'${ripeline.oidc.issuer:}'.isBlank()")
class OwnIssuerConfiguration {

    /// Under which the issuer remembers a person in the session, apart from what Ripeline remembers of the member.
    private static final String PERSON = "ripeline.person";

    private final String clientSecret = ServiceToken.issue().value();

    @Bean
    OwnIssuer issuer(SignInSettings settings, SigningKeys keys, LocalAddress address, Environment environment) {
        String port = environment.getProperty("server.port", "8080");
        String otherwise = port.equals("0") ? "http://localhost" : "http://localhost:" + port;
        String name = settings.baseUrl() == null || settings.baseUrl().isBlank() ? otherwise : settings.baseUrl();
        return new OwnIssuer(name, keys::get, clientSecret, address);
    }

    @Bean
    JWKSource<SecurityContext> signingKeySource(SigningKeys keys) {
        return (selector, context) -> selector.select(new JWKSet(keys.get()));
    }

    @Bean
    @Order(1)
    SecurityFilterChain issuerDoor(
            HttpSecurity http,
            OwnIssuer issuer,
            JWKSource<SecurityContext> keys,
            PasswordEncoder encoder,
            SignInPage page) {
        HttpSessionSecurityContextRepository people = new HttpSessionSecurityContextRepository();
        people.setSpringSecurityContextKey(PERSON);
        return http.oauth2AuthorizationServer(server -> {
                    http.securityMatcher(new OrRequestMatcher(
                            server.getEndpointsMatcher(),
                            PathPatternRequestMatcher.withDefaults().matcher(SignInPage.PATH)));
                    server.registeredClientRepository(
                                    new InMemoryRegisteredClientRepository(client(encoder.encode(clientSecret))))
                            .authorizationService(new Authorizations())
                            .authorizationServerSettings(AuthorizationServerSettings.builder()
                                    .issuer(issuer.name())
                                    .build())
                            .tokenGenerator(tokens(keys))
                            .authorizationEndpoint(endpoint ->
                                    endpoint.authenticationProviders(OwnIssuerConfiguration::sameOriginOnly))
                            .oidc(oidc -> {});
                })
                .headers(headers -> headers.disable())
                .securityContext(context -> context.securityContextRepository(people))
                .authorizeHttpRequests(requests -> requests.requestMatchers(SignInPage.PATH)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage(SignInPage.PATH)
                        .usernameParameter("email")
                        .failureHandler(page::sayWhy))
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(
                                new LoginUrlAuthenticationEntryPoint(SignInPage.PATH))
                        .accessDeniedHandler((request, response, denied) -> response.sendRedirect(SignInPage.EXPIRED)))
                .build();
    }

    private static RegisteredClient client(String secretHash) {
        return RegisteredClient.withId(Issuer.CLIENT)
                .clientId(Issuer.CLIENT)
                .clientSecret(secretHash)
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                // Stands for the callback at every host of ours; see SameOriginRedirect.
                .redirectUri("http://localhost" + Issuer.CALLBACK)
                .scopes(scopes -> scopes.addAll(List.of("openid", "profile", "email")))
                .clientSettings(ClientSettings.builder()
                        .requireProofKey(true)
                        .requireAuthorizationConsent(false)
                        .build())
                .build();
    }

    private static void sameOriginOnly(List<AuthenticationProvider> providers) {
        for (var provider : providers) {
            if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider codes) {
                codes.setAuthenticationValidator(SameOriginRedirect.validator());
            }
        }
    }

    private static DelegatingOAuth2TokenGenerator tokens(JWKSource<SecurityContext> keys) {
        JwtGenerator jwts = new JwtGenerator(new NimbusJwtEncoder(keys));
        jwts.setJwtCustomizer(OwnIssuerConfiguration::describe);
        return new DelegatingOAuth2TokenGenerator(jwts, new OAuth2RefreshTokenGenerator());
    }

    private static void describe(JwtEncodingContext token) {
        Authentication person = Objects.requireNonNull(token.getPrincipal(), "A token of somebody");
        // Nobody signs in here but by an address that the company entered itself.
        token.getClaims().claim("email", person.getName()).claim("email_verified", true);
        if (!token.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
            token.getClaims().audience(List.of(OwnIssuer.AUDIENCE));
        }
    }
}
