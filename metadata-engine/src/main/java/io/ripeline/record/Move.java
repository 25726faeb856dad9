package io.ripeline.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A stay of a record in a stage or grade.
///
/// @param from the value before, absent where it is the first
/// @param to the value it stayed in
/// @param leftAt absent while it is there
/// @param definitionVersion the version in force when it entered
/// @param notes what else is known of it; mostly nothing
public record Move(
        String field,
        @Nullable String from,
        String to,
        Instant enteredAt,
        @Nullable Instant leftAt,
        String cause,
        @Nullable String reason,
        UUID actor,
        int definitionVersion,
        @Nullable Notes notes) {

    /// What else is known of a stay.
    ///
    /// @param voidedAt when it was taken back as a mistake; absent where it was none
    /// @param chosen whether a person gave the grade
    /// @param until the first day on which a grade given by hand holds no more
    /// @param unmet JSON of the criteria that an override let pass
    public record Notes(
            @Nullable Instant voidedAt,
            @Nullable UUID voidedBy,
            boolean chosen,
            @Nullable LocalDate until,
            @Nullable String unmet) {}

    /// Whether it was taken back as a mistake: then it counts in no figure.
    @JsonIgnore
    public boolean isVoided() {
        return notes != null && notes.voidedAt() != null;
    }

    /// Whether a person gave the grade.
    @JsonIgnore
    public boolean isChosen() {
        return notes != null && notes.chosen();
    }

    /// The first day on which a grade given by hand holds no more, where one was said.
    @JsonIgnore
    public Optional<LocalDate> until() {
        return Optional.ofNullable(notes).map(Notes::until);
    }
}
