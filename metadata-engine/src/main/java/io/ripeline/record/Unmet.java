package io.ripeline.record;

import io.ripeline.definition.Criterion;
import java.util.List;

/// A criterion a record does not meet.
///
/// @param missing the fields it reads that have no value: giving them may meet it
/// @param fields every field it reads
public record Unmet(Criterion criterion, List<String> missing, List<String> fields) {

    public Unmet {
        missing = List.copyOf(missing);
        fields = List.copyOf(fields);
    }
}
