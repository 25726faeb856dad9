package io.ripeline.simulation;

import static io.ripeline.simulation.SimulationError.PERIOD_INVALID;

import io.ripeline.record.JsonValues;
import io.ripeline.refusal.Text;
import io.ripeline.simulation.SimulationRequest.Over;
import io.ripeline.tenancy.Tenant;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From when until when the past is asked.
///
/// @param from included; from the beginning where absent
/// @param to excluded
record Period(@Nullable Instant from, Instant to) {

    /// The period; refuses with `period-invalid`. What has not happened yet is no past: it ends now at the latest.
    static Period of(@Nullable Over over, Tenant tenant, Instant now) {
        Instant from = over == null || over.from() == null ? null : instant(over.from(), "/over/from", tenant, 0);
        Instant to = over == null || over.to() == null ? now : instant(over.to(), "/over/to", tenant, 1);
        if (from != null && !from.isBefore(now)) {
            throw PERIOD_INVALID.at("/over/from", Text.of("The period has not begun yet.", "时间段尚未开始。"));
        }
        if (from != null && !from.isBefore(to)) {
            throw PERIOD_INVALID.at(
                    "/over",
                    Text.of("The period ends before it begins; swap from and to.", "时间段的结束早于开始，请调换 from 与 to。"));
        }
        return new Period(from, to.isAfter(now) ? now : to);
    }

    /// @param plusDays so many days later, where a day is given
    private static Instant instant(String text, String pointer, Tenant tenant, int plusDays) {
        Optional<LocalDate> day = JsonValues.date(text);
        if (day.isPresent()) {
            return day.get().plusDays(plusDays).atStartOfDay(tenant.timeZone()).toInstant();
        }
        return JsonValues.instant(text)
                .orElseThrow(() -> PERIOD_INVALID.at(
                        pointer,
                        Text.of(
                                "A day such as 2026-01-31 is expected, or an instant such as 2026-01-31T08:00:00Z.",
                                "应为日期（如 2026-01-31）或时间（如 2026-01-31T08:00:00Z）。")));
    }
}
