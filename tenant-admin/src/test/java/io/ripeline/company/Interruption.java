package io.ripeline.company;

import io.ripeline.publishing.VersionPublished;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Breaks the publication of one company at its last step, as a crash would.
@Component
public class Interruption {

    private final AtomicReference<@Nullable UUID> victim = new AtomicReference<>();

    /// The next publication of this company breaks.
    public void expect(Company company) {
        victim.set(company.tenant().id());
    }

    @EventListener
    void interrupt(VersionPublished published) {
        if (victim.compareAndSet(published.transaction().tenant().id(), null)) {
            throw new IllegalStateException("The plug was pulled");
        }
    }
}
