package io.ripeline.publishing;

import io.ripeline.definition.Model;
import io.ripeline.definition.Problem;
import io.ripeline.identity.Member;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import java.util.List;

/// Roles that members bear cannot go, and the last admin cannot lose his rights.
final class RolesInUse {

    private RolesInUse() {}

    static List<Problem> problems(Session session, Model next) {
        List<Member> active = session.caller().directory().all().stream()
                .filter(Member::active)
                .toList();
        List<Problem> problems = new java.util.ArrayList<>(active.stream()
                .map(Member::role)
                .distinct()
                .filter(role -> next.role(role).isEmpty())
                .map(role -> problem(
                        "role-in-use",
                        Text.of("Members still have the role \"%s\".", "仍有成员使用角色“%s”。", role),
                        Text.of("Give them another role first.", "请先为其更换角色。")))
                .toList());
        boolean admin = active.stream()
                .anyMatch(member ->
                        next.role(member.role()).filter(role -> role.admin()).isPresent());
        if (!admin) {
            problems.add(problem(
                    "last-admin",
                    Text.of("Nobody could administer the company.", "将没有人可以管理公司。"),
                    Text.of("Leave one active member in a role with the permission admin.", "请至少保留一名管理员。")));
        }
        return problems;
    }

    private static Problem problem(String code, Text message, Text remedy) {
        return new Problem("/roles", code, Problem.Severity.ERROR, message, remedy);
    }
}
