package io.ripeline.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a write did.
///
/// @param record the record as it is now
/// @param warnings criteria that are not met, and rules that are broken, but do not block
/// @param duplicates records that rules take for the same, but that do not block
/// @param whole whether the record has all that showing it takes, and nothing in the transaction changed it since
public record Written(StoredRecord record, List<Unmet> warnings, List<DuplicateMatch> duplicates, boolean whole) {

    public Written {
        warnings = List.copyOf(warnings);
        duplicates = List.copyOf(duplicates);
    }

    /// What a write did to a record that is to be read before it is shown.
    public Written(StoredRecord record, List<Unmet> warnings, List<DuplicateMatch> duplicates) {
        this(record, warnings, duplicates, false);
    }

    /// What a write did that nothing else is like.
    public Written(StoredRecord record, List<Unmet> warnings) {
        this(record, warnings, List.of(), false);
    }

    /// Everything there is to warn of, for a reader.
    public List<Unmet.Described> warnings(Locale locale) {
        List<Unmet.Described> all = new ArrayList<>(Unmet.in(locale, warnings));
        Map<String, List<DuplicateMatch>> byRule = new LinkedHashMap<>();
        duplicates.forEach(match ->
                byRule.computeIfAbsent(match.rule(), key -> new ArrayList<>()).add(match));
        byRule.values().forEach(matches -> all.add(Unmet.Described.of(matches)));
        return all;
    }
}
