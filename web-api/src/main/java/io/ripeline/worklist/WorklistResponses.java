package io.ripeline.worklist;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is answered about a day and about its items.
final class WorklistResponses {

    private WorklistResponses() {}

    /// A day's list: each part in the order the company ranks by, then by day and name; of a long part the beginning.
    /// Each item is in one part only.
    ///
    /// @param capacity how much the member can do on the day; absent where nobody has said
    /// @param dropped what is due and goes beyond that, though it stays open
    /// @param elsewhere what a person planned about records that were won or lost meanwhile
    /// @param closed absent until the member closes the day
    /// @param nextStep `required` or `optional`
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record DayResponse(
            List<WorklistItem> overdue,
            List<WorklistItem> today,
            List<WorklistItem> tomorrow,
            List<WorklistItem> done,
            Counts counts,
            @Nullable Integer capacity,
            List<WorklistItem> dropped,
            List<WorklistItem> elsewhere,
            @Nullable ClosedDay closed,
            String nextStep,
            DayView day) {
        DayResponse {
            dropped = List.copyOf(dropped);
            elsewhere = List.copyOf(elsewhere);
            overdue = List.copyOf(overdue);
            today = List.copyOf(today);
            tomorrow = List.copyOf(tomorrow);
            done = List.copyOf(done);
        }
    }

    /// How many items each part has in all.
    record Counts(int overdue, int today, int tomorrow, int done, int dropped, int elsewhere) {}

    /// The day as the company and the member work it.
    ///
    /// @param timeZone in which the member reads it
    record DayView(LocalDate on, boolean working, boolean half, boolean onLeave, String timeZone) {}

    /// A day that its member has closed.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record ClosedDay(Instant at, @Nullable String note) {

        static ClosedDay of(ClosedDays.Closed closed) {
            return new ClosedDay(closed.at(), closed.note());
        }
    }

    /// A day was closed.
    ///
    /// @param due what was due by then: what was done, moved to a later day or cancelled on that day
    /// @param tomorrow what is due the day after
    record DayClosedResponse(LocalDate on, int due, int done, int moved, int cancelled, int tomorrow) {}

    /// The days asked for.
    record CalendarResponse(List<CalendarDay> days) {
        CalendarResponse {
            days = List.copyOf(days);
        }
    }

    /// One day of the calendar.
    ///
    /// @param due how many items are open and due that day
    /// @param done how many were done that day
    /// @param items the first of them, the ripest before the others
    record CalendarDay(LocalDate on, boolean working, boolean half, int due, int done, List<CalendarItem> items) {
        CalendarDay {
            items = List.copyOf(items);
        }
    }

    /// An item on a day of the calendar.
    ///
    /// @param onBehalfOf whose it is, where the member stands in for her
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CalendarItem(
            UUID id,
            WorklistItem.About subject,
            @Nullable String channel,
            @Nullable String purpose,
            String state,
            @Nullable Integer ripeness,
            @JsonProperty("for") WorklistItem.@Nullable Person onBehalfOf) {}

    /// Names what was written.
    record Reference(UUID id) {}

    /// An item was finished.
    ///
    /// @param tasks what was done by it in the stages of deals, as far as the member sees them
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CompletedResponse(
            Reference activity,
            Reference completed,
            @Nullable WorklistItem next,
            List<TaskDone> tasks) {
        CompletedResponse {
            tasks = List.copyOf(tasks);
        }
    }

    /// A task of the stage that a record is in.
    record TaskDone(WorklistItem.About record, String key, String label) {}

    /// An item was taken off the list.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record CancelledResponse(Reference cancelled, @Nullable WorklistItem next) {}
}
