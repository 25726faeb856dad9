package io.ripeline.worklist;

import static io.ripeline.worklist.WorklistError.REASON_MISSING;

import io.ripeline.refusal.Text;
import org.jspecify.annotations.Nullable;

/// What is sent to finish, put off or cancel an item.
final class WorklistRequests {

    private WorklistRequests() {}

    /// Finishes an item.
    ///
    /// @param next what was agreed; the rhythm decides where absent
    record CompleteRequest(
            ActivityRequest activity, @Nullable NextRequest next) {}

    /// What was done.
    ///
    /// @param startedAt an instant with its offset; now where absent
    /// @param countsFor the record whose tasks it does, such as one of several deals of the customer; found out by
    /// itself where absent
    record ActivityRequest(
            String kind,
            @Nullable String outcome,
            @Nullable Long durationSeconds,
            @Nullable String note,
            @Nullable String startedAt,
            @Nullable SubjectRequest countsFor) {

        ActivityRequest(
                String kind,
                @Nullable String outcome,
                @Nullable Long durationSeconds,
                @Nullable String note,
                @Nullable String startedAt) {
            this(kind, outcome, durationSeconds, note, startedAt, null);
        }
    }

    /// The next step that was agreed.
    ///
    /// @param channel as the rhythm says where absent
    /// @param purpose as the rhythm says where absent
    record NextRequest(
            String dueOn,
            @Nullable String channel,
            @Nullable String purpose) {}

    /// Plans an item by hand.
    ///
    /// @param ownerId on whose list it comes; the caller's where absent
    record PlanRequest(
            SubjectRequest subject,
            String dueOn,
            String channel,
            @Nullable String purpose,
            @Nullable String ownerId) {}

    /// Names a record.
    record SubjectRequest(String object, String id) {}

    /// Closes a day, the caller's today where absent.
    record CloseDayRequest(@Nullable String on, @Nullable String note) {}

    /// Puts an item off; refuses a blank reason with `reason-missing`.
    record SnoozeRequest(String until, String reason) {
        SnoozeRequest {
            given(reason);
        }
    }

    /// Takes an item off the list; refuses a blank reason with `reason-missing`.
    record CancelRequest(String reason) {
        CancelRequest {
            given(reason);
        }
    }

    // Members left out are refused with the whole body, all at once.
    private static void given(@Nullable String reason) {
        if (reason != null && reason.isBlank()) {
            throw REASON_MISSING.at("/reason", Text.of("Say why; it is kept with the item.", "请说明原因，原因会随跟进保存。"));
        }
    }
}
