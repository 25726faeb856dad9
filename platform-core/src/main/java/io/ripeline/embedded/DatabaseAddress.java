package io.ripeline.embedded;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/// A PostgreSQL of the operator's own, as RIPELINE_DB_URL names it.
///
/// @param jdbcUrl without user and password, unless they came as its parameters
record DatabaseAddress(
        String jdbcUrl, @Nullable String username, @Nullable String password) {

    /// Reads `jdbc:postgresql://host/db?…` as it is, and `postgresql://user:password@host:port/db` (or `postgres://`)
    /// with percent-escapes in user and password.
    static DatabaseAddress parse(String text) {
        if (text.startsWith("jdbc:postgresql:")) {
            return new DatabaseAddress(text, null, null);
        }
        if (!text.startsWith("postgresql://") && !text.startsWith("postgres://")) {
            throw unreadable();
        }
        URI uri = uri(text);
        String[] user = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        String host = text.substring(text.indexOf("://") + 3).replaceFirst("^[^/?@]*@", "");
        return new DatabaseAddress(
                "jdbc:postgresql://" + host,
                user.length > 0 ? decoded(user[0]) : null,
                user.length > 1 ? decoded(user[1]) : null);
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// The address itself stays unsaid: it may hold a password.
    private static FailureAnalyzedException unreadable() {
        return new FailureAnalyzedException(
                "RIPELINE_DB_URL is not the address of a PostgreSQL database.",
                "Write postgresql://user:password@host:5432/database or jdbc:postgresql://host:5432/database, with"
                        + " special characters of the password percent-escaped.");
    }
}
