package io.ripeline.imports;

import io.ripeline.refusal.Violation;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How far a way through a file has come.
///
/// @param job the one that goes it, or went it last
/// @param rowsDone how many rows are behind it
/// @param finishedAt absent until all are
/// @param problem why it stands still; absent while it goes
/// @param configVersion the version of the definition it went by last
record RunState(
        RunKind kind,
        UUID job,
        int rowsDone,
        Counts counts,
        Instant queuedAt,
        @Nullable Instant finishedAt,
        @Nullable Violation problem,
        int configVersion) {

    boolean finished() {
        return finishedAt != null;
    }
}
