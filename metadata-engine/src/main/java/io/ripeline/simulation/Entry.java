package io.ripeline.simulation;

import io.ripeline.record.PastRecords.At;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One moment at which a record is asked.
///
/// @param stage the stage it entered then, or the grade it was in; absent where it was in none or that is not asked
/// @param actor who did it, the `me` of the expression
record Entry(UUID record, Instant at, @Nullable String stage, UUID actor) {

    At when() {
        return new At(record, at);
    }
}
