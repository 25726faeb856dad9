package io.ripeline.bulk;

import java.util.Locale;

/// What became of a record of bulk work.
enum State {
    OPEN,
    DONE,
    /// Left out: not reached before all was undone, or somebody else's by then.
    SKIPPED,
    FAILED,
    /// As it was before, by undoing; what somebody changed since stays.
    RETURNED,
    /// As it is, since it was changed meanwhile.
    KEPT;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }
}
