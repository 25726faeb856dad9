package io.ripeline.identity;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Days on which a member is away, in her own days.
///
/// @param from the first day
/// @param to the last day
/// @param deputyId who stands in; absent where nobody does
public record Leave(
        UUID id,
        UUID memberId,
        LocalDate from,
        LocalDate to,
        @Nullable UUID deputyId) {

    /// Whether she is away on the day.
    public boolean covers(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(to);
    }

    /// Whether some day belongs to both.
    public boolean overlaps(LocalDate first, LocalDate last) {
        return !last.isBefore(from) && !first.isAfter(to);
    }
}
