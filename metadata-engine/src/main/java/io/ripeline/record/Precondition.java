package io.ripeline.record;

import org.jspecify.annotations.Nullable;

/// What a write expects of the record it changes.
///
/// @param exactly the version it must be at (`If-Match`); any where absent
/// @param since the version the client last saw; fields changed by others since then must not be among those it changes
/// @param from key of the stage it must stand in
public record Precondition(
        @Nullable Integer exactly,
        @Nullable Integer since,
        @Nullable String from) {

    public Precondition(@Nullable Integer exactly, @Nullable Integer since) {
        this(exactly, since, null);
    }

    /// Nothing is expected.
    public static final Precondition NONE = new Precondition(null, null);

    /// The record must be at this version.
    public static Precondition exactly(int version) {
        return new Precondition(version, null);
    }

    /// The same, and the record must stand in this stage; in any where it is absent.
    public Precondition from(@Nullable String stage) {
        return new Precondition(exactly, since, stage);
    }
}
