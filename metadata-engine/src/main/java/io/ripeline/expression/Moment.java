package io.ripeline.expression;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/// When and for whom an expression is evaluated.
///
/// @param now the instant `now` stands for
/// @param today the day `today` stands for: the tenant's date, not necessarily the UTC date of `now`
/// @param me the id of the acting member
public record Moment(Instant now, LocalDate today, String me) {
    public Moment {
        Objects.requireNonNull(now);
        Objects.requireNonNull(today);
        Objects.requireNonNull(me);
    }
}
