package io.ripeline.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.record.Subject;
import io.ripeline.worklist.NoteCall.Noted;
import io.ripeline.worklist.WorklistItem;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What became of a reported call.
///
/// @param activity that was written
/// @param subject whose number it was
/// @param completed the item of the list that it ended
/// @param next what is planned after that
@JsonInclude
record CallResponse(
        Reference activity,
        @Nullable About subject,
        @Nullable Reference completed,
        @Nullable WorklistItem next) {

    /// @param names of subjects, by id
    static CallResponse of(Noted noted, Subject subject, Map<UUID, String> names) {
        return new CallResponse(
                new Reference(noted.activity()),
                new About(subject.object(), subject.id(), names.getOrDefault(subject.id(), "")),
                noted.completed() == null ? null : new Reference(noted.completed()),
                noted.next());
    }

    /// Names what was written.
    record Reference(UUID id) {}

    /// Whose number it was, as the caller sees the name.
    record About(String object, UUID id, String name) {}

    /// A call with a number that nobody has.
    record UnknownResponse(Reference unknown) {}
}
