package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A saved list or board.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ViewDefinition(
        @Property(value = "Key of the view.", form = Property.Form.KEY)
        String key,

        @Property(value = "Key of the object.", form = Property.Form.KEY)
        String object,

        @Property("What people read.") Label label,

        @Property(value = "Keys of the fields shown.", form = Property.Form.KEY, limit = Limits.COLUMNS)
        List<String> columns,

        @Property(value = "The records it shows; all where absent.", form = Property.Form.CONDITION) @Nullable
        String filter,

        @Property("Up to four fields, comma separated; a leading - sorts downwards.") @Nullable
        String sort,

        @Property(
                value = "Keys of the roles that see the view; every role where empty.",
                form = Property.Form.KEY,
                limit = Limits.ROLES)
        List<String> roles,

        @Property(
                value = "Whether it opens as a list (the default) or as the board of the object's funnel.",
                words = {"list", "board"})
        @Nullable
        String kind) {

    public ViewDefinition {
        columns = Definition.orEmpty(columns);
        roles = Definition.orEmpty(roles);
    }

    /// Whether a role sees the view.
    public boolean isFor(Role role) {
        return roles.isEmpty() || roles.contains(role.definition().key());
    }
}
