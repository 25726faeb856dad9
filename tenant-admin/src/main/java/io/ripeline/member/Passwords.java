package io.ripeline.member;

import io.ripeline.identity.Email;
import io.ripeline.identity.Logins;
import java.security.SecureRandom;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// First passwords for the built-in issuer. With an issuer of the operator's own there are none.
@Component
public class Passwords {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 14;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Logins logins;
    private final PasswordEncoder encoder;
    private final boolean builtIn;

    Passwords(Logins logins, PasswordEncoder encoder, @Value("${ripeline.oidc.issuer:}") String issuer) {
        this.logins = logins;
        this.encoder = encoder;
        this.builtIn = issuer.isBlank();
    }

    /// A first password for the address, to be shown once; none where the person has one already or signs in elsewhere.
    /// Joins the caller's transaction, outside the company's role.
    public Optional<String> first(Email email) {
        return give(email, random());
    }

    /// Gives the address the password unless it has one; answers it where it was taken.
    public Optional<String> give(Email email, String password) {
        if (!builtIn || logins.passwordHash(email).isPresent()) {
            return Optional.empty();
        }
        String hash = String.valueOf(encoder.encode(password));
        return logins.addIfAbsent(email, hash) ? Optional.of(password) : Optional.empty();
    }

    private static String random() {
        StringBuilder password = new StringBuilder();
        for (int index = 0; index < LENGTH; index++) {
            password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
