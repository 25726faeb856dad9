package io.ripeline.live;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a stream may be about.
enum Topic {
    RECORD("record-changed"),
    WORKLIST("worklist-changed"),
    JOB("job-progress"),
    VERSION("version-published"),
    NOTIFICATION("notification");

    private final String event;

    Topic(String event) {
        this.event = event;
    }

    /// The name of its events on the wire.
    String event() {
        return event;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Topic> of(String key) {
        return Arrays.stream(values()).filter(topic -> topic.key().equals(key)).findFirst();
    }
}
