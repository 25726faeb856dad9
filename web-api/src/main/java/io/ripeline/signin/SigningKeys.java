package io.ripeline.signin;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.ripeline.database.Ids;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/// The key the built-in issuer signs with: made once, kept in the platform schema, the same on every node and after
/// every restart.
@Component
class SigningKeys {

    private static final String ISSUER = "issuer";
    private static final int BITS = 2048;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Supplier<RSAKey> key = SingletonSupplier.of(this::load);

    SigningKeys(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The key; of two nodes that start at once, both use the one that was stored first.
    RSAKey get() {
        return key.get();
    }

    private RSAKey load() {
        return stored().orElseGet(() -> {
            jdbc.sql("""
                            INSERT INTO platform.signing_key (name, jwk, created_at) VALUES (?, ?, ?)
                            ON CONFLICT (name) DO NOTHING""")
                    .params(ISSUER, made().toJSONString(), Timestamp.from(clock.instant()))
                    .update();
            return stored().orElseThrow(() -> new IllegalStateException("The signing key just stored is gone"));
        });
    }

    private Optional<RSAKey> stored() {
        return jdbc.sql("SELECT jwk FROM platform.signing_key WHERE name = ?")
                .param(ISSUER)
                .query(String.class)
                .optional()
                .map(SigningKeys::parsed);
    }

    private static RSAKey made() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyID(Ids.next().toString())
                    .generate();
        } catch (JOSEException missing) {
            throw new IllegalStateException("Every Java platform has RSA", missing);
        }
    }

    private static RSAKey parsed(String jwk) {
        try {
            return RSAKey.parse(jwk);
        } catch (ParseException broken) {
            throw new IllegalStateException(
                    "platform.signing_key holds no RSA key; delete its row, and everybody signs in anew", broken);
        }
    }
}
