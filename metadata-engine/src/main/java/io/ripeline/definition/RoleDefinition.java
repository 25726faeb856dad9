package io.ripeline.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What members of a role may do.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RoleDefinition(
        @Property(value = "Key of the role.", form = Property.Form.KEY)
        String key,

        @Property("What people read.") Label label,

        @Property(value = "Key of the role above it.", form = Property.Form.KEY) @Nullable
        String parent,

        @Property("Its rights.") Permissions permissions) {

    /// The rights of a role.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Permissions(
            @Property("Whether it may change the definition, members and imports; it may do everything else too.")
            @Nullable
            Boolean admin,

            @Property(
                    value = "Whose records it sees: its own, those of everyone below too, or all.",
                    words = {"own", "team", "all"})
            String scope,

            @Property(
                    value = "What it may do, by object key; * stands for every object that is not named.",
                    words = {"read", "create", "update", "delete"},
                    limit = Limits.OBJECTS + 1)
            Map<String, List<String>> objects,

            @Property(
                    value =
                            "What it may do with single fields, by object key and field key; without a word it may edit.",
                    words = {"none", "masked", "read", "edit"},
                    limit = Limits.OBJECTS)
            Map<String, Map<String, String>> fields,

            @Property("Whether it may move records although criteria are unmet, giving a reason.") @Nullable
            Boolean overrideCriteria) {
        public Permissions {
            objects = objects == null ? Map.of() : Map.copyOf(objects);
            fields = fields == null ? Map.of() : Map.copyOf(fields);
        }
    }
}
