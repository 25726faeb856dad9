package io.ripeline.definition;

import io.ripeline.definition.Role.FieldAccess;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.Role.Scope;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Compiles roles.
final class AccessCompiler {

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
        problems.atMost("/roles", definition.roles().size(), Limits.ROLES);
        for (int index = 0; index < definition.roles().size(); index++) {
            RoleDefinition role = definition.roles().get(index);
            String pointer = "/roles/" + index;
            problems.key(pointer, role.key(), keys);
            problems.label(pointer + "/label", role.label());
            Scope scope = problems.word(
                            pointer + "/permissions/scope", role.permissions().scope(), Scope.class)
                    .orElse(Scope.OWN);
            rights(role, pointer + "/permissions/objects");
            fields(role, pointer + "/permissions/fields");
            roles.put(role.key(), new Role(role, scope));
        }
        if (roles.values().stream().noneMatch(Role::admin)) {
            problems.error(
                    "/roles",
                    "admin-role-missing",
                    Text.of("No role may administer the company.", "没有任何角色可以管理公司。"),
                    Text.of("Give one role the permission admin.", "请为一个角色授予管理权限。"));
        }
        parents(roles.keySet());
        return roles;
    }

    private void rights(RoleDefinition role, String pointer) {
        problems.atMost(pointer, role.permissions().objects().size(), Limits.OBJECTS + 1);
        role.permissions().objects().forEach((object, rights) -> {
            String at = Violation.pointer(pointer, object);
            if (!object.equals("*")) {
                var _ = problems.object(at, object, objects);
            }
            problems.atMost(at, rights.size(), RIGHTS.size());
            for (int index = 0; index < rights.size(); index++) {
                problems.oneOf(at + "/" + index, rights.get(index), RIGHTS);
            }
        });
    }

    private void fields(RoleDefinition role, String pointer) {
        problems.atMost(pointer, role.permissions().fields().size(), Limits.OBJECTS);
        role.permissions().fields().forEach((key, grants) -> {
            String at = Violation.pointer(pointer, key);
            problems.atMost(at, grants.size(), Limits.FIELDS);
            Optional<ObjectModel> object = problems.object(at, key, objects);
            grants.forEach((field, word) -> {
                String where = Violation.pointer(at, field);
                object.ifPresent(found -> problems.field(where, field, found));
                var _ = problems.word(where, word, FieldAccess.class);
            });
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
}
