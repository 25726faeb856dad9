package io.ripeline.mail;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/// What `/actuator/health` says of the mail server. Ripeline works without it and keeps the mails, so that its absence
/// degrades and does not bring down. Asked at most every ten seconds.
@Component("mailHealthIndicator")
class MailHealth implements HealthIndicator {

    private static final String DEGRADED = "DEGRADED";
    private static final Duration FRESH = Duration.ofSeconds(10);

    private record Known(boolean answers, long at) {}

    private final MailServer server;
    private final AtomicReference<Known> known = new AtomicReference<>(new Known(true, Long.MIN_VALUE));

    MailHealth(MailServer server) {
        this.server = server;
    }

    @Override
    public Health health() {
        if (!server.configured()) {
            return Health.up()
                    .withDetail("server", "none configured; mails are kept")
                    .build();
        }
        Known now = known.get();
        if (now.at() == Long.MIN_VALUE || System.nanoTime() - now.at() > FRESH.toNanos()) {
            now = new Known(server.answers(), System.nanoTime());
            known.set(now);
        }
        return now.answers() ? Health.up().build() : Health.status(DEGRADED).build();
    }
}
