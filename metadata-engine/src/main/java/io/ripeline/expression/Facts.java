package io.ripeline.expression;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/// One record as an expression sees it.
///
/// @param values the values by name, each of the type its [ValueKind] says; a name without an entry has no value
/// @param now the instant `now` stands for
/// @param today the day `today` stands for
/// @param me the id of the acting member
public record Facts(Map<String, Object> values, Instant now, LocalDate today, String me) {
    public Facts {
        values = Map.copyOf(values);
    }

    Moment moment() {
        return new Moment(now, today, me);
    }
}
