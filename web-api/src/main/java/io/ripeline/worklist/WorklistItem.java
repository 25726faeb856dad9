package io.ripeline.worklist;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One line of the day's list, as it is answered.
///
/// @param originalDueOn the day it was planned for first
/// @param because the rule that wants it; absent where a person planned it
/// @param overdueDays how many days after its day the list is for; 0 where it is not late
/// @param grade of what it is about, where that is graded and seen by the reader
/// @param phone of what it is about, where it has one and is seen by the reader
@JsonInclude(JsonInclude.Include.ALWAYS)
public record WorklistItem(
        UUID id,
        About subject,
        LocalDate dueOn,
        @Nullable LocalDate originalDueOn,
        @Nullable String channel,
        @Nullable String purpose,
        @Nullable Because because,
        long overdueDays,
        @Nullable GradeView grade,
        @Nullable String phone) {

    /// What it is about.
    public record About(String object, UUID id, String name) {}

    /// Which rule of which version of the definition put it there.
    public record Because(String rule, String label, long version) {}

    /// How ripe what it is about is.
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record GradeView(
            String key,
            String label,
            @Nullable String color,
            @Nullable Integer ripeness) {}

    /// How ripe what it is about is; -1 where nobody has said.
    int ripeness() {
        return grade == null || grade.ripeness() == null ? -1 : grade.ripeness();
    }
}
