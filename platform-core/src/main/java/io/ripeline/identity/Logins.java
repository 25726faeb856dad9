package io.ripeline.identity;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The passwords of the built-in issuer, hashed, by e-mail address. With an issuer of the operator's own nothing is
/// here.
@Component
public class Logins {

    private final JdbcClient jdbc;
    private final Clock clock;

    Logins(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Gives the address a password unless it has one; a person who is a member elsewhere keeps the one she knows.
    /// Joins
    /// the caller's transaction. Answers whether the password was taken.
    public boolean addIfAbsent(Email email, String passwordHash) {
        return jdbc.sql("""
                                INSERT INTO platform.login (email_key, password_hash, created_at) VALUES (?, ?, ?)
                                ON CONFLICT (email_key) DO NOTHING""")
                        .params(email.key(), passwordHash, Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /// The stored hash for this address.
    @Transactional(readOnly = true)
    public Optional<String> passwordHash(Email email) {
        return jdbc.sql("SELECT password_hash FROM platform.login WHERE email_key = ?")
                .param(email.key())
                .query(String.class)
                .optional();
    }
}
