package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who gets a new record that comes without an owner: the first assignment of its object that applies says.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AssignmentDefinition(
        @Property(value = "Key of the assignment.", form = Property.Form.KEY)
        String key,

        @Property(value = "Key of the object.", form = Property.Form.KEY)
        String object,

        @Property("What people read.") Label label,

        @Property(value = "It applies only to records where this is true.", form = Property.Form.CONDITION) @Nullable
        String when,

        @Property(
                value = "In turn, to whoever has fewest open records, or always to the same person.",
                words = {"round_robin", "load", "fixed"})
        String method,

        @Property(
                value = "E-mail addresses of the people among whom records are shared out; one for fixed.",
                limit = Limits.MEMBERS)
        List<String> members,

        @Property(
                value = "Key of the role whose active members they are, instead of members.",
                form = Property.Form.KEY)
        @Nullable
        String role) {

    public AssignmentDefinition {
        members = Definition.orEmpty(members);
    }
}
