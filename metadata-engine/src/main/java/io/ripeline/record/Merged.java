package io.ripeline.record;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a merge did.
///
/// @param record the one that stays, as it is now
/// @param before all of them as they were, that one first
/// @param moved how many records of each object point to it now instead of to the others
/// @param conflicts the fields in which they differed
public record Merged(
        StoredRecord record, List<StoredRecord> before, Map<String, Integer> moved, List<String> conflicts) {

    public Merged {
        before = List.copyOf(before);
        moved = Collections.unmodifiableMap(new LinkedHashMap<>(moved));
        conflicts = List.copyOf(conflicts);
    }
}
