package io.ripeline.signin;

import io.ripeline.identity.Email;
import io.ripeline.refusal.Refused;
import java.util.Optional;
import org.springframework.security.oauth2.core.ClaimAccessor;

/// The address by which an issuer vouches for a person.
final class VerifiedEmail {

    private VerifiedEmail() {}

    /// The claim `email` where `email_verified` holds.
    static Optional<Email> of(ClaimAccessor claims) {
        String email = claims.getClaimAsString("email");
        if (email == null || !Boolean.TRUE.equals(claims.getClaimAsBoolean("email_verified"))) {
            return Optional.empty();
        }
        return parse(email);
    }

    /// The address, where it is one.
    static Optional<Email> parse(String email) {
        try {
            return Optional.of(new Email(email));
        } catch (Refused malformed) {
            return Optional.empty();
        }
    }
}
