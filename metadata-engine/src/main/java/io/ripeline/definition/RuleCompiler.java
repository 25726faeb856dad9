package io.ripeline.definition;

import io.ripeline.definition.Assignment.Method;
import io.ripeline.definition.PoolDefinition.Reclaim;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Compiles who gets records: pools and assignments.
final class RuleCompiler {

    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@]{1,255}");
    private static final int MOST_CLAIMS = 1_000_000;

    private final Definition definition;
    private final Map<String, ObjectModel> objects;
    private final Set<String> roles;
    private final Problems problems;

    RuleCompiler(Definition definition, Map<String, ObjectModel> objects, Set<String> roles, Problems problems) {
        this.definition = definition;
        this.objects = objects;
        this.roles = roles;
        this.problems = problems;
    }

    Map<String, Pool> pools() {
        Map<String, Pool> pools = new LinkedHashMap<>();
        problems.atMost("/pools", definition.pools().size(), Limits.RULES);
        Set<String> keys = problems.newKeys();
        for (int index = 0; index < definition.pools().size(); index++) {
            PoolDefinition pool = definition.pools().get(index);
            String pointer = "/pools/" + index;
            problems.key(pointer, pool.key(), keys);
            problems.label(pointer + "/label", pool.label());
            problems.range(pointer + "/claimLimit", pool.claimLimit(), 1, MOST_CLAIMS);
            problems.range(pointer + "/warnDays", pool.warnDays(), 0, Limits.DAYS);
            problems.range(pointer + "/coolOffDays", pool.coolOffDays(), 0, Limits.DAYS);
            problems.atMost(pointer + "/roles", pool.roles().size(), Limits.ROLES);
            problems.known(pointer + "/roles", "unknown-role", pool.roles(), roles);
            problems.object(pointer + "/object", pool.object(), objects).ifPresent(object -> {
                reclaim(pool.reclaimAfterDays(), object, pointer + "/reclaimAfterDays");
                pools.put(
                        pool.key(),
                        new Pool(
                                pool,
                                Conditions.filter(pool.when(), object, pointer + "/when", problems)
                                        .orElse(null)));
            });
        }
        return pools;
    }

    private void reclaim(@Nullable Reclaim reclaim, ObjectModel object, String pointer) {
        if (reclaim == null) {
            return;
        }
        problems.range(pointer, reclaim.days(), 1, Limits.DAYS);
        GradeScale scale = object.gradeScale();
        Set<String> grades = scale == null ? Set.of() : scale.grades().keySet();
        reclaim.byGrade().forEach((grade, days) -> {
            String at = Violation.pointer(pointer, grade);
            problems.range(at, days, 1, Limits.DAYS);
            if (!grades.contains(grade)) {
                problems.unknown(at, "unknown-grade", grade, grades);
            }
        });
    }

    List<Assignment> assignments() {
        List<Assignment> assignments = new ArrayList<>();
        problems.atMost("/assignments", definition.assignments().size(), Limits.RULES);
        Set<String> keys = problems.newKeys();
        for (int index = 0; index < definition.assignments().size(); index++) {
            AssignmentDefinition assignment = definition.assignments().get(index);
            String pointer = "/assignments/" + index;
            problems.key(pointer, assignment.key(), keys);
            problems.label(pointer + "/label", assignment.label());
            Optional<Method> method = problems.word(pointer + "/method", assignment.method(), Method.class);
            method.ifPresent(found -> people(assignment, found, pointer));
            problems.object(pointer + "/object", assignment.object(), objects)
                    .ifPresent(object -> assignments.add(new Assignment(
                            assignment,
                            method.orElse(Method.FIXED),
                            Conditions.optional(assignment.when(), object, pointer + "/when", problems))));
        }
        return assignments;
    }

    private void people(AssignmentDefinition assignment, Method method, String pointer) {
        List<String> members = assignment.members();
        problems.atMost(pointer + "/members", members.size(), Limits.MEMBERS);
        for (int index = 0; index < members.size(); index++) {
            if (!EMAIL.matcher(members.get(index)).matches()) {
                problems.error(
                        pointer + "/members/" + index,
                        "email-malformed",
                        Text.of(
                                "\"%s\" is not an e-mail address.",
                                "“%s” 不是电子邮件地址。", Problems.shortened(members.get(index))),
                        Text.of("Name members by their e-mail address.", "请以电子邮件地址指定成员。"));
            }
        }
        if (assignment.role() != null && !roles.contains(assignment.role())) {
            problems.unknown(pointer + "/role", "unknown-role", assignment.role(), roles);
        }
        boolean sound = switch (method) {
            case FIXED -> members.size() == 1 && assignment.role() == null;
            case ROUND_ROBIN, LOAD -> members.isEmpty() == (assignment.role() != null);
        };
        if (!sound) {
            problems.error(
                    pointer + "/members",
                    "assignees-malformed",
                    Text.of("It is not clear who gets the records.", "没有明确记录分配给谁。"),
                    Text.of(
                            "Name one member for fixed; for the others either members or a role.",
                            "fixed 请指定一名成员；其他方式请指定成员或角色之一。"));
        }
    }
}
