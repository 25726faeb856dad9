package io.ripeline.definition;

import io.ripeline.definition.Definition.RoleDefinition;
import java.util.List;
import java.util.Map;

/// A role that runs.
public record Role(RoleDefinition definition, Scope scope) {

    /// Whose records a role sees.
    public enum Scope {
        OWN,
        TEAM,
        ALL
    }

    /// What may be done to records of an object.
    public enum Right {
        READ,
        CREATE,
        UPDATE,
        DELETE
    }

    /// Whether the role may change the definition, members and imports.
    public boolean admin() {
        return Boolean.TRUE.equals(definition.permissions().admin());
    }

    /// Whether the role has a right on an object, by name or by `*`.
    public boolean may(Right right, String object) {
        Map<String, List<String>> objects = definition.permissions().objects();
        List<String> rights = objects.containsKey(object)
                ? objects.getOrDefault(object, List.of())
                : objects.getOrDefault("*", List.of());
        return rights.contains(right.name().toLowerCase(java.util.Locale.ROOT));
    }
}
