package io.ripeline.rest;

import io.ripeline.http.RequestError;
import io.ripeline.record.JsonValues;
import io.ripeline.record.RecordError;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Days in parameters, as the company counts them.
final class Spans {

    private Spans() {}

    /// The day a parameter names; refuses with `parameter-invalid`.
    static Optional<LocalDate> day(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(JsonValues.date(value)
                .orElseThrow(() -> RequestError.PARAMETER_INVALID.at(
                        Violation.pointer("", name),
                        Text.of("%s is a date such as 2026-01-31.", "%s 应为日期，例如 2026-01-31。", name))));
    }

    /// The day a member of a body names; refuses with `record-invalid`.
    static Optional<LocalDate> bodyDay(String pointer, @Nullable String value) {
        return value == null
                ? Optional.empty()
                : Optional.of(JsonValues.date(value)
                        .orElseThrow(() -> RecordError.RECORD_INVALID.at(
                                pointer, Text.of("A date such as 2026-01-31 is wanted.", "应为日期，例如 2026-01-31。"))));
    }

    /// When a day begins.
    static Instant begin(Session session, LocalDate day) {
        return day.atStartOfDay(session.transaction().tenant().timeZone()).toInstant();
    }
}
