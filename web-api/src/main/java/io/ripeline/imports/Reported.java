package io.ripeline.imports;

import io.ripeline.refusal.Violation;
import io.ripeline.spreadsheet.Row;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row that is given back, and why.
///
/// @param record the one it doubles
record Reported(Row row, List<Violation> reasons, @Nullable UUID record) {

    Reported {
        reasons = List.copyOf(reasons);
    }
}
