package io.ripeline.timeline;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that happened around a record.
///
/// @param actor who did it; absent where nobody is known
/// @param recordId the record it happened to
/// @param version of the record after it, where it was a write
public record Event(
        Instant at,
        Kind kind,
        @Nullable UUID actor,
        String object,
        UUID recordId,
        @Nullable Integer version,
        Happening told) {

    /// What can happen.
    public enum Kind {
        ACTIVITY,
        CHANGE,
        MOVE,
        CREATED,
        FOLLOW_UP,
        OWNER,
        MERGE,
        SHARE,
        COMMENT;

        /// Its name on the wire.
        @JsonValue
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// The kind with this name.
        public static Optional<Kind> byKey(String key) {
            return Arrays.stream(values())
                    .filter(kind -> kind.key().equals(key))
                    .findFirst();
        }
    }
}
