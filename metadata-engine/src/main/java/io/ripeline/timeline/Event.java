package io.ripeline.timeline;

import io.ripeline.record.StoredRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that happened around a record.
///
/// @param actor who did it; absent where nobody is known
/// @param recordId the record it happened to
/// @param version of the record after it, where it was a write
/// @param about the activity, where it is one
/// @param data what there is to tell, by name
public record Event(
        Instant at,
        Kind kind,
        @Nullable UUID actor,
        String object,
        UUID recordId,
        @Nullable Integer version,
        @Nullable StoredRecord about,
        Map<String, Object> data) {

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
