package io.ripeline.signin;

import io.ripeline.identity.Email;
import io.ripeline.identity.Logins;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Signing in at the built-in issuer with e-mail address and password. An unknown address takes as long as a wrong
/// password and reads the same. The only provider there is: Spring asks it wherever a password is given.
@Component
class PasswordLogin implements AuthenticationProvider {

    private final Logins logins;
    private final PasswordEncoder encoder;
    private final FailedLogins failures;
    private final String nobodysHash;

    PasswordLogin(Logins logins, PasswordEncoder encoder, FailedLogins failures) {
        this.logins = logins;
        this.encoder = encoder;
        this.failures = failures;
        this.nobodysHash = encoder.encode("nobody's password");
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        Optional<Email> email = VerifiedEmail.parse(attempt.getName().strip());
        String address = email.map(Email::key).orElse(attempt.getName());
        Optional<Duration> wait = failures.wait(address);
        if (wait.isPresent()) {
            throw new TooManyAttempts(wait.get());
        }
        Optional<String> hash = email.flatMap(logins::passwordHash);
        boolean matches = encoder.matches(String.valueOf(attempt.getCredentials()), hash.orElse(nobodysHash));
        if (hash.isEmpty() || !matches) {
            failures.failed(address);
            throw new BadCredentialsException("Unknown address or wrong password");
        }
        failures.succeeded(address);
        return UsernamePasswordAuthenticationToken.authenticated(
                address,
                null,
                List.of(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)));
    }

    @Override
    public boolean supports(Class<?> type) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(type);
    }
}
