package io.ripeline.definition;

import io.ripeline.definition.Definition.LayoutDefinition;
import io.ripeline.definition.Definition.RoleDefinition;
import io.ripeline.definition.Definition.ViewDefinition;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.Role.Scope;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Compiles roles, and checks layouts and views.
final class AccessCompiler {

    private static final Set<String> SCOPES = Set.of("own", "team", "all");
    private static final Set<String> RIGHTS = Stream.of(Right.values())
            .map(right -> right.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private final Definition definition;
    private final Map<String, ObjectModel> objects;
    private final Problems problems;

    AccessCompiler(Definition definition, Map<String, ObjectModel> objects, Problems problems) {
        this.definition = definition;
        this.objects = objects;
        this.problems = problems;
    }

    Map<String, Role> compile() {
        Map<String, Role> roles = new LinkedHashMap<>();
        Set<String> keys = problems.newKeys();
        for (int index = 0; index < definition.roles().size(); index++) {
            RoleDefinition role = definition.roles().get(index);
            String pointer = "/roles/" + index;
            problems.key(pointer, role.key(), keys);
            problems.label(pointer + "/label", role.label());
            problems.oneOf(pointer + "/permissions/scope", role.permissions().scope(), SCOPES);
            rights(role, pointer + "/permissions/objects");
            roles.put(role.key(), new Role(role, scope(role)));
        }
        if (roles.values().stream().noneMatch(Role::admin)) {
            problems.error(
                    "/roles",
                    "admin-role-missing",
                    Text.of("No role may administer the company.", "没有任何角色可以管理公司。"),
                    Text.of("Give one role the permission admin.", "请为一个角色授予管理权限。"));
        }
        parents(roles.keySet());
        layouts();
        views();
        return roles;
    }

    private static Scope scope(RoleDefinition role) {
        String scope = role.permissions().scope();
        return SCOPES.contains(scope) ? Scope.valueOf(scope.toUpperCase(Locale.ROOT)) : Scope.OWN;
    }

    private void rights(RoleDefinition role, String pointer) {
        role.permissions().objects().forEach((object, rights) -> {
            String at = Violation.pointer(pointer, object);
            if (!object.equals("*") && !objects.containsKey(object)) {
                problems.unknown(at, "unknown-object", object, objects.keySet());
            }
            for (int index = 0; index < rights.size(); index++) {
                problems.oneOf(at + "/" + index, rights.get(index), RIGHTS);
            }
        });
    }

    private void parents(Set<String> roles) {
        Map<String, String> parents = new LinkedHashMap<>();
        for (RoleDefinition role : definition.roles()) {
            if (role.parent() != null) {
                parents.put(role.key(), role.parent());
            }
        }
        for (int index = 0; index < definition.roles().size(); index++) {
            RoleDefinition role = definition.roles().get(index);
            String pointer = "/roles/" + index + "/parent";
            if (role.parent() != null && !roles.contains(role.parent())) {
                problems.unknown(pointer, "unknown-role", role.parent(), roles);
            } else if (inCycle(role.key(), parents)) {
                problems.error(
                        pointer,
                        "role-cycle",
                        Text.of("The role stands above itself.", "角色成了自己的上级。"),
                        Text.of("Break the circle.", "请解除循环。"));
            }
        }
    }

    private static boolean inCycle(String start, Map<String, String> parents) {
        Set<String> seen = new HashSet<>();
        String role = parents.get(start);
        while (role != null && seen.add(role)) {
            if (role.equals(start)) {
                return true;
            }
            role = parents.get(role);
        }
        return false;
    }

    private void layouts() {
        for (int index = 0; index < definition.layouts().size(); index++) {
            LayoutDefinition layout = definition.layouts().get(index);
            String pointer = "/layouts/" + index;
            fields(layout.object(), layout.card(), pointer, "card");
            fields(layout.object(), layout.list(), pointer, "list");
            fields(layout.object(), layout.form(), pointer, "form");
        }
    }

    private void views() {
        Set<String> keys = problems.newKeys();
        for (int index = 0; index < definition.views().size(); index++) {
            ViewDefinition view = definition.views().get(index);
            String pointer = "/views/" + index;
            problems.key(pointer, view.key(), keys);
            problems.label(pointer + "/label", view.label());
            fields(view.object(), view.columns(), pointer, "columns");
            ObjectModel object = objects.get(view.object());
            if (object != null && view.filter() != null) {
                var _ = Conditions.check(view.filter(), object.names(), pointer + "/filter", problems);
            }
        }
    }

    private void fields(String object, List<String> fields, String pointer, String member) {
        ObjectModel model = objects.get(object);
        if (model == null) {
            problems.unknown(pointer + "/object", "unknown-object", object, objects.keySet());
            return;
        }
        for (int index = 0; index < fields.size(); index++) {
            String field = fields.get(index);
            if (model.field(field).isEmpty() && !SystemNames.ALL.contains(field)) {
                problems.unknown(
                        pointer + "/" + member + "/" + index,
                        "unknown-field",
                        field,
                        model.fields().keySet());
            }
        }
    }
}
