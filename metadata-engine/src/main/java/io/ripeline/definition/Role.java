package io.ripeline.definition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /// What a role may do with a field, each including the ones before.
    public enum FieldAccess {
        /// It does not see the field.
        NONE,
        /// It sees a form of the value that hides most of it.
        MASKED,
        READ,
        EDIT
    }

    /// What the role may do with a field of an object: what it is granted, else everything, but with a masked field
    /// no more than see its covered form. An admin may do everything.
    public FieldAccess access(String object, FieldModel field) {
        if (admin()) {
            return FieldAccess.EDIT;
        }
        String granted = granted(object, field.key());
        if (granted == null) {
            return field.masked() ? FieldAccess.MASKED : FieldAccess.EDIT;
        }
        return FieldAccess.valueOf(granted.toUpperCase(java.util.Locale.ROOT));
    }

    /// Whether the role says by name what it may do with a field, or may do everything.
    public boolean decides(String object, FieldModel field) {
        return admin() || granted(object, field.key()) != null;
    }

    private @Nullable String granted(String object, String field) {
        return definition.permissions().fields().getOrDefault(object, Map.of()).get(field);
    }

    /// Whether the role may move records although criteria are unmet, giving a reason.
    public boolean mayOverrideCriteria() {
        return admin() || Boolean.TRUE.equals(definition.permissions().overrideCriteria());
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
