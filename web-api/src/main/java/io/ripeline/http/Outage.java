package io.ripeline.http;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.web.client.ResourceAccessException;

/// Tells failures of what lies behind us (database, Redis, issuer) from our own.
final class Outage {

    /// SQLSTATE classes: connection, transaction rollback, resources, operator intervention (statement time limit too).
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57");

    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final int CLASS_LENGTH = 2;

    private Outage() {}

    static boolean isBehind(Stream<Throwable> causes) {
        return causes.anyMatch(Outage::is);
    }

    private static boolean is(Throwable cause) {
        return switch (cause) {
            case DataAccessResourceFailureException _,
                    TransientDataAccessException _,
                    TransactionTimedOutException _,
                    SQLTransientException _,
                    ResourceAccessException _,
                    JwtDecoderInitializationException _,
                    AuthenticationServiceException _ -> true;
            case SQLException sql -> isPassing(sql.getSQLState());
            default -> false;
        };
    }

    private static boolean isPassing(@Nullable String state) {
        return state != null
                && state.length() >= CLASS_LENGTH
                && (PASSING.contains(state.substring(0, CLASS_LENGTH)) || state.equals(LOCK_NOT_AVAILABLE));
    }
}
