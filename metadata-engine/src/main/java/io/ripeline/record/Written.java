package io.ripeline.record;

import java.util.List;

/// What a write did.
///
/// @param record the record as it is now
/// @param warnings criteria that are not met, and rules that are broken, but do not block
public record Written(StoredRecord record, List<Unmet> warnings) {

    public Written {
        warnings = List.copyOf(warnings);
    }
}
