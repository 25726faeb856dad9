package io.ripeline.team;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that a member did, as far as the reader may know of it.
///
/// @param contact whether it was a contact that was carried out, as the company counts them
/// @param seconds how long it took; 0 where nobody said
/// @param talkSeconds how long of it was spoken, where it was a call
/// @param subjectObject key of the object of the record it is about
public record Touch(
        UUID id,
        @Nullable String kind,
        boolean contact,
        Instant startedAt,
        long seconds,
        @Nullable Long talkSeconds,
        @Nullable String outcome,
        @Nullable String note,
        @Nullable String subjectObject,
        @Nullable UUID subjectId,
        @Nullable String subjectName) {

    /// When it ended.
    Instant end() {
        return startedAt.plusSeconds(seconds);
    }
}
