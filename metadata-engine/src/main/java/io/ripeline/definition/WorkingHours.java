package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalTime;

/// A part of the day, from one time of it to a later one.
///
/// @param from the first minute, such as `09:00`
/// @param to the first minute after it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WorkingHours(
        @Property(value = "When it begins, such as 09:00.", form = Property.Form.TIME)
        String from,

        @Property(value = "When it ends.", form = Property.Form.TIME)
        String to) {

    /// The time at which it begins.
    public LocalTime begin() {
        return LocalTime.parse(from);
    }

    /// The time at which it ends.
    public LocalTime end() {
        return LocalTime.parse(to);
    }
}
