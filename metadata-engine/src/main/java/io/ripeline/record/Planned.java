package io.ripeline.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A change that was found right and is not written yet.
///
/// @param stored the values that are others then
/// @param waived the criteria that an override lets pass
/// @param chosen the field whose grade a person chose, if any
record Planned(
        StoredRecord before,
        StoredRecord after,
        Map<String, @Nullable Object> stored,
        Past past,
        List<Unmet> warnings,
        List<Unmet> waived,
        Optional<String> chosen) {}
