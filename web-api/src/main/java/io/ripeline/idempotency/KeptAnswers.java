package io.ripeline.idempotency;

import static io.ripeline.idempotency.IdempotencyError.IDEMPOTENCY_KEY_REUSED;

import io.ripeline.refusal.Text;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The answers of the last 24 hours, in the platform schema.
@Component
class KeptAnswers {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final int FORGOTTEN_AT_ONCE = 50;

    private final JdbcClient jdbc;
    private final Clock clock;

    KeptAnswers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The answer already given to this request; nothing where it is new, and then nobody else can begin it before the
    /// transaction ends. Refuses with `idempotency-key-reused` where the key belongs to another request.
    Optional<Answer> begin(IdempotencyKey key, byte[] request) {
        forget();
        int begun = jdbc.sql("""
                        INSERT INTO platform.kept_answer AS kept (id, request, created_at) VALUES (?, ?, ?)
                        ON CONFLICT (id) DO UPDATE
                        SET request = excluded.request, answer = NULL, created_at = excluded.created_at
                        WHERE kept.created_at < ?""")
                .params(key.digest(), request, Timestamp.from(clock.instant()), expired())
                .update();
        return begun == 1 ? Optional.empty() : Optional.of(given(key, request));
    }

    private Answer given(IdempotencyKey key, byte[] request) {
        boolean same = jdbc.sql("SELECT request = ? FROM platform.kept_answer WHERE id = ?")
                .params(request, key.digest())
                .query(Boolean.class)
                .single();
        if (!same) {
            throw IDEMPOTENCY_KEY_REUSED.because(Text.of(
                    "This Idempotency-Key was sent with another request in the last 24 hours; use a new one.",
                    "该 Idempotency-Key 在 24 小时内已用于另一请求，请使用新的键。"));
        }
        byte[] answer = jdbc.sql("SELECT answer FROM platform.kept_answer WHERE id = ?")
                .param(key.digest())
                .query(byte[].class)
                .single();
        return Answer.fromBytes(key.open(answer));
    }

    /// Keeps the answer of a request that has begun; nothing was given before.
    Optional<Answer> keep(IdempotencyKey key, Answer answer) {
        jdbc.sql("UPDATE platform.kept_answer SET answer = ? WHERE id = ?")
                .params(key.seal(answer.toBytes()), key.digest())
                .update();
        return Optional.empty();
    }

    private void forget() {
        jdbc.sql("""
                        DELETE FROM platform.kept_answer WHERE id IN (
                            SELECT id FROM platform.kept_answer WHERE created_at < ?
                            ORDER BY created_at LIMIT ? FOR UPDATE SKIP LOCKED)""").params(expired(), FORGOTTEN_AT_ONCE).update();
    }

    private Timestamp expired() {
        return Timestamp.from(clock.instant().minus(KEPT));
    }
}
