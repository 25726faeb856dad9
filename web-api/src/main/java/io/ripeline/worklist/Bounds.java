package io.ripeline.worklist;

import static io.ripeline.worklist.WorklistError.NEXT_OUT_OF_BOUNDS;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.Definition.After;
import io.ripeline.refusal.Text;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Between which days a person may set a date by hand, both included.
///
/// @param last absent where any later day will do
record Bounds(LocalDate first, @Nullable LocalDate last) {

    /// From a day on.
    static Bounds from(LocalDate first) {
        return new Bounds(first, null);
    }

    /// What a rhythm allows for a date that is set today.
    static Bounds of(Cadence cadence, LocalDate today) {
        After earliest = cadence.definition().earliest();
        return new Bounds(earliest == null ? today : cadence.calendar().plus(today, earliest), last(cadence, today));
    }

    /// What a rhythm allows for putting off a date today: until any later day that is not beyond its latest one.
    static Bounds ofSnooze(Cadence cadence, LocalDate today) {
        return new Bounds(today.plusDays(1), last(cadence, today));
    }

    private static @Nullable LocalDate last(Cadence cadence, LocalDate today) {
        After latest = cadence.definition().latest();
        return latest == null ? null : cadence.calendar().plus(today, latest);
    }

    /// Refuses a day outside with `next-out-of-bounds`, which names the bounds.
    void check(LocalDate day, String pointer) {
        if (!day.isBefore(first) && (last == null || !day.isAfter(last))) {
            return;
        }
        throw last == null
                ? NEXT_OUT_OF_BOUNDS
                        .at(
                                pointer,
                                Text.of(
                                        "The day is %s at the earliest; choose a later one.",
                                        "日期最早为 %s，请选择更晚的日期。", first))
                        .with("earliest", first.toString())
                : NEXT_OUT_OF_BOUNDS
                        .at(
                                pointer,
                                Text.of(
                                        "The rhythm wants a day from %s to %s; choose one of these.",
                                        "跟进节奏要求日期在 %s 至 %s 之间，请在此范围内选择。", first, last))
                        .with("earliest", first.toString())
                        .with("latest", last.toString());
    }
}
