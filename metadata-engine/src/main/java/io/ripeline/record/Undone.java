package io.ripeline.record;

import io.ripeline.refusal.Refused;

/// What became of taking back what was done to a record.
public sealed interface Undone {

    /// It was made then, and is in the bin now.
    record Deleted() implements Undone {}

    /// It is as it was before.
    record Restored() implements Undone {}

    /// It stays as it is.
    record Kept(Refused why) implements Undone {}
}
