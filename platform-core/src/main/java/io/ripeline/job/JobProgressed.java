package io.ripeline.job;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A job has come further, or to its end. Delivered to whoever tells people; nothing depends on it.
///
/// @param memberId for whom it runs
/// @param done steps done so far, of `total` where that is known
public record JobProgressed(
        UUID jobId,
        UUID tenantId,
        UUID memberId,
        JobState state,
        long done,
        @Nullable Long total) {}
