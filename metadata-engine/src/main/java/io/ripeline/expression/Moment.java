package io.ripeline.expression;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/// When, where and for whom an expression is evaluated.
///
/// @param now the instant `now` stands for
/// @param today the day `today` stands for: the tenant's date, not necessarily the UTC date of `now`
/// @param me the id of the acting member
/// @param role the key of the member's role, which `has_role` asks for
/// @param zone the company's time zone, in which a time falls on a day
/// @param workingDays which days the company works
public record Moment(Instant now, LocalDate today, String me, String role, ZoneId zone, WorkingDays workingDays) {
    public Moment {
        Objects.requireNonNull(now);
        Objects.requireNonNull(today);
        Objects.requireNonNull(me);
        Objects.requireNonNull(role);
        Objects.requireNonNull(zone);
        Objects.requireNonNull(workingDays);
    }

    /// A moment in UTC, for somebody without a role, in a company that works from Monday to Friday.
    public Moment(Instant now, LocalDate today, String me) {
        this(now, today, me, "", ZoneOffset.UTC, WorkingDays.WEEKDAYS);
    }
}
