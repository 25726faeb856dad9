package io.ripeline.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the operator decides about signing in.
///
/// @param baseDomain `<slug>.<base domain>` is the host of a company
/// @param baseUrl where browsers find Ripeline; names the built-in issuer. By default `http://localhost:<server.port>`
@ConfigurationProperties("ripeline")
record SignInSettings(
        @DefaultValue("localhost") String baseDomain,
        @Nullable String baseUrl,
        @DefaultValue Operator operator,
        @DefaultValue Oidc oidc) {

    /// @param token opens `/operator`; without one that door stays shut
    record Operator(@Nullable String token) {}

    /// @param issuer the operator's own issuer in place of the built-in one
    /// @param clientId under which Ripeline is known there
    /// @param audience what access tokens must be meant for; anything, where absent
    record Oidc(
            @Nullable String issuer,
            @DefaultValue("ripeline") String clientId,
            @DefaultValue("") String clientSecret,
            @Nullable String audience) {}
}
