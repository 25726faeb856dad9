package io.ripeline.signin;

import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import io.ripeline.identity.CalendarFeeds;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.session.MapSession;
import org.springframework.session.web.http.CookieHttpSessionIdResolver;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.session.web.http.SessionRepositoryFilter;

/// Which door leads where: operators, companies, and everything that is open to all. The built-in issuer has its own.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignInSettings.class)
class DoorConfiguration {

    private static final String BEARER = "Bearer";
    private static final String API = "/api/";

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    /// Measuring each filter and each decision by itself costs a request more than reading a record; requests as such
    /// are measured all the same.
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /// Stands aside for programs, which have no session.
    private static final class BrowsersOnly extends SessionRepositoryFilter<MapSession> {

        BrowsersOnly(KeptSessions sessions) {
            super(sessions);
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (isBearer(request) && request.getRequestURI().startsWith(API)) {
                chain.doFilter(request, response);
            } else {
                super.doFilterInternal(request, response, chain);
            }
        }
    }

    /// Puts our sessions in the place of the container's.
    @Bean
    SessionRepositoryFilter<MapSession> browserSessions(KeptSessions sessions, CookieHttpSessionIdResolver cookies) {
        SessionRepositoryFilter<MapSession> filter = new BrowsersOnly(sessions);
        filter.setHttpSessionIdResolver(cookies);
        return filter;
    }

    @Bean
    CookieHttpSessionIdResolver sessionCookies(@Value("${server.servlet.session.cookie.name}") String name) {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(name);
        CookieHttpSessionIdResolver resolver = new CookieHttpSessionIdResolver();
        resolver.setCookieSerializer(cookie);
        return resolver;
    }

    @Bean
    @ConditionalOnExpression("!'${ripeline.oidc.issuer:}'.isBlank()")
    ForeignIssuer foreignIssuer(SignInSettings settings) {
        String location = settings.oidc().issuer();
        if (location == null) {
            throw new IllegalStateException("RIPELINE_OIDC_ISSUER is set and yet it is not");
        }
        return new ForeignIssuer(location, settings.oidc());
    }

    @Bean
    JwtDecoderFactory<ClientRegistration> identityDecoders(Issuer issuer) {
        return registration -> issuer.identities();
    }

    @Bean
    @Order(2)
    SecurityFilterChain operatorDoor(HttpSecurity http, BearerTokens tokens, ApiDoor refusals) {
        return bare(http)
                .securityMatcher("/operator/**", "/actuator/**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                .oauth2ResourceServer(
                        server -> server.authenticationManagerResolver(tokens).authenticationEntryPoint(refusals))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .anyRequest()
                        .hasAuthority(SignedIn.OPERATOR))
                .build();
    }

    /// For programs, which show who they are with each request: none of what a browser's session needs stands in their
    /// way. It is asked first, for who calls most often.
    @Bean
    @Order(0)
    SecurityFilterChain programDoor(HttpSecurity http, BearerTokens tokens, ApiDoor refusals, Companies companies) {
        RequestMatcher api = PathPatternRequestMatcher.withDefaults().matcher("/api/**");
        return bare(http)
                .securityMatcher(request -> isBearer(request) && api.matches(request))
                .csrf(csrf -> csrf.disable())
                .logout(logout -> logout.disable())
                .requestCache(cache -> cache.disable())
                .servletApi(servlet -> servlet.disable())
                .sessionManagement(session -> session.disable())
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .oauth2ResourceServer(
                        server -> server.authenticationManagerResolver(tokens).authenticationEntryPoint(refusals))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .anyRequest()
                        .hasAuthority(SignedIn.MEMBER))
                .addFilterAfter(new Door(companies), AuthorizationFilter.class)
                .build();
    }

    private static boolean isBearer(HttpServletRequest request) {
        String shown = request.getHeader(HttpHeaders.AUTHORIZATION);
        return shown != null && shown.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    @Bean
    @Order(4)
    SecurityFilterChain companyDoor(
            HttpSecurity http,
            BearerTokens tokens,
            ApiDoor refusals,
            SessionMember session,
            Companies companies,
            LoginStart login,
            Issuer issuer) {
        return bare(http)
                .securityMatcher("/api/**", "/login", "/login/**", "/logout", "/oauth2/authorization/**")
                .csrf(csrf -> csrf.spa())
                .securityContext(context -> context.securityContextRepository(session))
                .oauth2ResourceServer(
                        server -> server.authenticationManagerResolver(tokens).authenticationEntryPoint(refusals))
                .oauth2Login(oauth -> oauth.loginPage("/login")
                        .clientRegistrationRepository(id -> id.equals(Issuer.CLIENT) ? issuer.client() : null)
                        .authorizedClientRepository(new NoTokensKept())
                        .successHandler(login::welcome)
                        .failureHandler(login::refused))
                .logout(logout -> logout.logoutRequestMatcher(
                                PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, "/logout"))
                        .logoutSuccessHandler((request, response, person) -> farewell(response, issuer)))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers("/api/**")
                        .hasAuthority(SignedIn.MEMBER)
                        .anyRequest()
                        .permitAll())
                .addFilterAfter(new Door(companies), AuthorizationFilter.class)
                .build();
    }

    /// For calendar programs, which keep no cookie and show no token.
    @Bean
    @Order(5)
    SecurityFilterChain calendarDoor(HttpSecurity http, CalendarFeeds feeds, Companies companies) {
        return bare(http)
                .securityMatcher(CalendarDoor.PATH + "**")
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterAfter(new CalendarDoor(feeds, companies), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(6)
    SecurityFilterChain openDoor(HttpSecurity http) {
        return bare(http)
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    private static HttpSecurity bare(HttpSecurity http) {
        return http.headers(headers -> headers.disable())
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .httpBasic(basic -> basic.disable())
                .formLogin(form -> form.disable());
    }

    private static void farewell(HttpServletResponse response, Issuer issuer) throws IOException {
        response.setContentType("application/json;charset=utf-8");
        response.getOutputStream()
                .write("{\"continueAt\":\"%s\"}".formatted(issuer.farewell()).getBytes(StandardCharsets.UTF_8));
    }
}
