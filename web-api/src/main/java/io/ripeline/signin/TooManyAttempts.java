package io.ripeline.signin;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/// Nobody looked at the password: too many were wrong before.
final class TooManyAttempts extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final Duration wait;

    TooManyAttempts(Duration wait) {
        super("Too many attempts");
        this.wait = wait;
    }

    Duration remaining() {
        return wait;
    }
}
