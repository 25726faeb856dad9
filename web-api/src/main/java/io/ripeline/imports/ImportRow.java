package io.ripeline.imports;

import io.ripeline.record.Past;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Violation;
import io.ripeline.spreadsheet.Row;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of a file as what it wants written.
///
/// @param values typed, by field key; only those whose cell is not empty
/// @param owner absent where the cell is empty
/// @param faults what is wrong with it; then nothing is written
/// @param faulty the fields whose cells are wrong
record ImportRow(
        Row row,
        Map<String, Object> values,
        @Nullable UUID owner,
        @Nullable Subject subject,
        Past past,
        List<Violation> faults,
        Set<String> faulty) {

    ImportRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        faults = List.copyOf(faults);
        faulty = Set.copyOf(faulty);
    }
}
