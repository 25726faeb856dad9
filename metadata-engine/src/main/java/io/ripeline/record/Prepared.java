package io.ripeline.record;

import java.util.List;
import java.util.Optional;

/// A new record that was found right and is not written yet.
///
/// @param waived the criteria that an override lets pass
/// @param chosen the field whose grade a person chose, if any
record Prepared(
        StoredRecord record,
        Past past,
        List<Unmet> warnings,
        List<DuplicateMatch> alike,
        List<Unmet> waived,
        Optional<String> chosen) {

    Prepared like(List<DuplicateMatch> others) {
        return new Prepared(record, past, warnings, others, waived, chosen);
    }
}
