package io.ripeline.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Slows down guessing: after ten failures within a quarter of an hour an address has to wait until the oldest of them
/// is that old. Counted per node and forgotten with it.
@Component
class FailedLogins {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int ALLOWED = 10;
    private static final int REMEMBERED = 100_000;

    private final Clock clock;
    private final Cache<String, Deque<Instant>> failures = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(WINDOW)
            .build();

    FailedLogins(Clock clock) {
        this.clock = clock;
    }

    /// How long this address must wait before it is heard again.
    Optional<Duration> wait(String address) {
        Instant now = clock.instant();
        Deque<Instant> recent = failures.getIfPresent(address);
        if (recent == null) {
            return Optional.empty();
        }
        synchronized (recent) {
            return recent.size() < ALLOWED
                    ? Optional.empty()
                    : Optional.of(Duration.between(now, recent.getFirst().plus(WINDOW)))
                            .filter(Duration::isPositive);
        }
    }

    void failed(String address) {
        failures.asMap().compute(address, (key, known) -> {
            Deque<Instant> recent = known == null ? new ArrayDeque<>() : known;
            synchronized (recent) {
                recent.addLast(clock.instant());
                if (recent.size() > ALLOWED) {
                    recent.removeFirst();
                }
            }
            return recent;
        });
    }

    void succeeded(String address) {
        failures.invalidate(address);
    }
}
