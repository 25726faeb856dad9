package io.ripeline.signin;

import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Who vouches for people: the built-in issuer, or the operator's own.
interface Issuer {

    /// The name under which Ripeline is a client, here and there.
    String CLIENT = "ripeline";

    /// Where the issuer sends the browser back to.
    String CALLBACK = "/login/oauth2/code/" + CLIENT;

    /// How Ripeline signs people in there. Fails while a foreign issuer is away.
    ClientRegistration client();

    /// Reads the tokens that programs send.
    JwtDecoder accessTokens();

    /// Reads what the issuer says about somebody who just signed in.
    JwtDecoder identities();

    /// Where a browser goes after it has left Ripeline, so that it leaves the issuer too.
    String farewell();
}
