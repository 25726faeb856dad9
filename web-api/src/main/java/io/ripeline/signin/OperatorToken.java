package io.ripeline.signin;

import io.ripeline.identity.ServiceToken;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The secret that makes its bearer the operator of the whole platform.
@Component
class OperatorToken {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorToken.class);
    private static final int LONG_ENOUGH = 20;

    private final Optional<ServiceToken> token;

    OperatorToken(SignInSettings settings) {
        this.token = Optional.ofNullable(settings.operator().token())
                .filter(value -> !value.isEmpty())
                .map(OperatorToken::checked);
    }

    /// Whether it is this one; compared in a time that does not tell how much of it is right.
    boolean matches(String candidate) {
        return token.isPresent() && token.get().matches(new ServiceToken(candidate));
    }

    private static ServiceToken checked(String value) {
        if (value.length() < LONG_ENOUGH) {
            LOG.warn(
                    "RIPELINE_OPERATOR_TOKEN has {} characters and can be guessed; make one with: openssl rand -hex 24",
                    value.length());
        }
        return new ServiceToken(value);
    }
}
