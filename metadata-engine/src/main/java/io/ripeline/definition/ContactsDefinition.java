package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What counts as having been in touch with a customer.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ContactsDefinition(
        @Property(
                value = "An activity is a contact where this is true, such as a call that was talked for half a"
                        + " minute; where absent, every activity that is neither a note nor a demo.",
                form = Property.Form.CONDITION)
        @Nullable
        String effective) {}
