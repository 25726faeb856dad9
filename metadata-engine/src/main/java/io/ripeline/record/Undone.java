package io.ripeline.record;

import io.ripeline.refusal.Refused;
import org.jspecify.annotations.Nullable;

/// What became of taking back what was done to a record.
public sealed interface Undone {

    /// It was made then, and is in the bin now.
    record Deleted() implements Undone {}

    /// It is as it was before.
    ///
    /// @param left says what somebody changed since, and what stays as it is for that; absent where nothing does
    record Restored(@Nullable Refused left) implements Undone {}

    /// It stays as it is.
    record Kept(Refused why) implements Undone {}
}
