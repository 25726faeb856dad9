package io.ripeline.application;

import io.ripeline.provisioning.UpgradeTenant;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// After a start, the companies of an earlier release follow one by one; whoever asks for one first does not wait for
/// the
/// others.
@Component
class Upgrades {

    private final UpgradeTenant upgrade;

    Upgrades(UpgradeTenant upgrade) {
        this.upgrade = upgrade;
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        Thread.ofVirtual().name("upgrades").start(upgrade::upgradeAll);
    }
}
