package io.ripeline.record;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A stay of a record in a stage or grade.
///
/// @param from the value before, absent where it is the first
/// @param to the value it stayed in
/// @param leftAt absent while it is there
/// @param definitionVersion the version in force when it entered
public record Move(
        String field,
        @Nullable String from,
        String to,
        Instant enteredAt,
        @Nullable Instant leftAt,
        String cause,
        @Nullable String reason,
        UUID actor,
        int definitionVersion) {}
