package io.ripeline.application;

import io.ripeline.provisioning.UpgradeTenant;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// After a start, the companies of an earlier release follow one by one, and again those that could not; whoever asks
/// for one first does not wait for the others.
@Component
class Upgrades implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Upgrades.class);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(10);
    private static final Duration AGAIN_AFTER_AT_MOST = Duration.ofMinutes(10);

    private final UpgradeTenant upgrade;
    private final Thread worker;

    Upgrades(UpgradeTenant upgrade) {
        this.upgrade = upgrade;
        this.worker = Thread.ofVirtual().name("upgrades").unstarted(this::untilAllAre);
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        worker.start();
    }

    private void untilAllAre() {
        Duration pause = AGAIN_AFTER;
        try {
            while (!areAll()) {
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(AGAIN_AFTER_AT_MOST) < 0
                        ? pause.multipliedBy(2)
                        : AGAIN_AFTER_AT_MOST;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean areAll() {
        try {
            return upgrade.upgradeAll() == 0;
        } catch (DataAccessException | TransactionException failure) {
            LOG.warn("It cannot be seen which companies are behind; trying again", failure);
            return false;
        }
    }

    @Override
    public void destroy() {
        worker.interrupt();
    }
}
