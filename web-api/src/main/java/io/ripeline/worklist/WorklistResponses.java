package io.ripeline.worklist;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is answered about a day and about its items.
final class WorklistResponses {

    private WorklistResponses() {}

    /// A day's list: each part the ripest first, then the most overdue, then by name; of a long part the beginning.
    record DayResponse(
            List<WorklistItem> overdue,
            List<WorklistItem> today,
            List<WorklistItem> tomorrow,
            List<WorklistItem> done,
            Counts counts) {
        DayResponse {
            overdue = List.copyOf(overdue);
            today = List.copyOf(today);
            tomorrow = List.copyOf(tomorrow);
            done = List.copyOf(done);
        }
    }

    /// How many items each part has in all.
    record Counts(int overdue, int today, int tomorrow, int done) {}

    /// Names what was written.
    record Reference(UUID id) {}

    /// An item was finished.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CompletedResponse(
            Reference activity,
            Reference completed,
            @Nullable WorklistItem next) {}

    /// An item was taken off the list.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CancelledResponse(Reference cancelled, @Nullable WorklistItem next) {}
}
