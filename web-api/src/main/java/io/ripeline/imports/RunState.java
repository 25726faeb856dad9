package io.ripeline.imports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How far a way through a file has come.
///
/// @param job the one that goes it, or went it last
/// @param rowsDone how many rows are behind it
/// @param finishedAt absent until all are
record RunState(
        RunKind kind,
        UUID job,
        int rowsDone,
        Counts counts,
        Instant queuedAt,
        @Nullable Instant finishedAt) {

    boolean finished() {
        return finishedAt != null;
    }
}
