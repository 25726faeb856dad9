package io.ripeline.record;

import org.jspecify.annotations.Nullable;

/// What a write expects of the record it changes.
///
/// @param exactly the version it must be at (`If-Match`); any where absent
/// @param since the version the client last saw; fields changed by others since then must not be among those it changes
public record Precondition(
        @Nullable Integer exactly, @Nullable Integer since) {

    /// Nothing is expected.
    public static final Precondition NONE = new Precondition(null, null);

    /// The record must be at this version.
    public static Precondition exactly(int version) {
        return new Precondition(version, null);
    }
}
