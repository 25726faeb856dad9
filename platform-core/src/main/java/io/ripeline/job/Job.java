package io.ripeline.job;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One piece of long work for a company.
///
/// @param memberId for whom it runs
/// @param subjectId what it works on, in the terms of its kind
/// @param done steps done so far, of `total` where that is known
/// @param result JSON that the kind defines, once finished
public record Job(
        UUID id,
        UUID tenantId,
        UUID memberId,
        String kind,
        UUID subjectId,
        JobState state,
        long done,
        @Nullable Long total,
        @Nullable String result,
        int attempts,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
