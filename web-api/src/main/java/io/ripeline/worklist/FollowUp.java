package io.ripeline.worklist;

import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A stored follow-up, read by its standard fields.
record FollowUp(StoredRecord record) {

    static final String DUE_ON = "due_on";
    static final String ORIGINAL_DUE_ON = "original_due_on";
    static final String CHANNEL = "channel";
    static final String PURPOSE = "purpose";
    static final String STATE = "state";
    static final String REASON = "reason";
    static final String RULE = "rule";
    static final String RULE_VERSION = "rule_version";
    static final String STEP = "step";
    static final String CLOSED_AT = "closed_at";

    static final String OPEN = "open";
    static final String DONE = "done";
    static final String CANCELLED = "cancelled";

    UUID id() {
        return record.id();
    }

    /// On whose list it stands; nobody's where absent.
    @Nullable
    UUID owner() {
        return record.ownerId();
    }

    Subject subject() {
        return Objects.requireNonNull(record.subject());
    }

    boolean open() {
        return record.text(STATE).filter(OPEN::equals).isPresent();
    }

    /// The rhythm that wants it; none where a person planned it.
    Optional<String> rule() {
        return record.text(RULE);
    }

    boolean isOf(String rule) {
        return rule().filter(rule::equals).isPresent();
    }

    int step() {
        return record.value(STEP).map(step -> ((Long) step).intValue()).orElse(0);
    }

    LocalDate dueOn() {
        return (LocalDate) record.value(DUE_ON).orElseThrow();
    }

    /// Whether its date was set by nobody since it was planned.
    boolean unmoved() {
        return record.value(ORIGINAL_DUE_ON).filter(dueOn()::equals).isPresent();
    }

    Optional<String> purpose() {
        return record.text(PURPOSE);
    }

    String channel() {
        return record.text(CHANNEL).orElseThrow();
    }
}
