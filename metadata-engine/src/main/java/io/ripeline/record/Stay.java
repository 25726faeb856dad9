package io.ripeline.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One stay of a record in a stage or grade that is to be noted.
///
/// @param chosen whether a person gave the grade
/// @param unmet JSON of the criteria that an override let pass
record Stay(
        String field,
        @Nullable String from,
        String value,
        Instant enteredAt,
        @Nullable Instant leftAt,
        boolean chosen,
        @Nullable String unmet) {

    Stay(String field, @Nullable String from, String value, Instant enteredAt, @Nullable Instant leftAt) {
        this(field, from, value, enteredAt, leftAt, false, null);
    }

    /// The same, of a grade that a person chose.
    Stay byHand() {
        return new Stay(field, from, value, enteredAt, leftAt, true, unmet);
    }

    /// The same, into which an override let the record.
    Stay unmet(@Nullable String criteria) {
        return new Stay(field, from, value, enteredAt, leftAt, chosen, criteria);
    }
}
