package io.ripeline.definition;

import io.ripeline.definition.Definition.CadenceDefinition;
import io.ripeline.definition.Definition.GradeScaleDefinition;
import io.ripeline.definition.Role.Right;
import io.ripeline.refusal.Text;

/// Finds what may be published but does nothing, or not what its author will have meant: warnings beside the errors of
/// the compiler.
final class Linter {

    private final Model model;
    private final Definition definition;
    private final Problems problems;

    private Linter(Model model, Problems problems) {
        this.model = model;
        this.definition = model.definition();
        this.problems = problems;
    }

    /// Notes everything about a model that is free of errors.
    static void check(Model model, Problems problems) {
        Linter linter = new Linter(model, problems);
        new FunnelLinter(model, problems).check();
        new ConditionLinter(model, problems).check();
        linter.grades();
        linter.cadences();
        linter.roles();
        linter.pools();
        linter.views();
        new AutomationLinter(model, problems).check();
    }

    private void grades() {
        for (int index = 0; index < definition.gradeScales().size(); index++) {
            GradeScaleDefinition scale = definition.gradeScales().get(index);
            boolean rhythmic = scale.grades().stream().anyMatch(grade -> grade.cadence() != null);
            for (int number = 0; number < scale.grades().size(); number++) {
                String pointer = "/gradeScales/" + index + "/grades/" + number + "/cadence";
                String cadence = scale.grades().get(number).cadence();
                if (cadence == null && rhythmic) {
                    problems.warn(
                            pointer,
                            "grade-without-cadence",
                            Text.of(
                                    "Records of grade \"%s\" are not come back to.",
                                    "等级“%s”的记录没有跟进节奏。",
                                    scale.grades().get(number).key()),
                            Text.of("Name a cadence, as the other grades do.", "请像其他等级一样指定跟进节奏。"));
                } else if (cadence != null) {
                    ofAnotherObject(cadence, scale.object(), pointer);
                }
            }
        }
    }

    private void ofAnotherObject(String cadence, String object, String pointer) {
        model.cadence(cadence)
                .filter(found -> !found.definition().object().equals(object))
                .ifPresent(found -> problems.warn(
                        pointer,
                        "cadence-of-another-object",
                        Text.of(
                                "The cadence \"%s\" is for records of %s and never applies here.",
                                "跟进节奏“%s”适用于对象 %s，在此不会生效。",
                                cadence,
                                found.definition().object()),
                        Text.of("Name a cadence of %s.", "请指定对象 %s 的跟进节奏。", object)));
    }

    private void cadences() {
        for (int index = 0; index < definition.cadences().size(); index++) {
            CadenceDefinition cadence = definition.cadences().get(index);
            boolean graded = definition.gradeScales().stream()
                    .flatMap(scale -> scale.grades().stream())
                    .anyMatch(grade -> cadence.key().equals(grade.cadence()));
            if (!graded && cadence.when() == null && cadence.on() == null) {
                problems.warn(
                        "/cadences/" + index,
                        "cadence-never-applies",
                        Text.of(
                                "No grade names the cadence \"%s\", and it has no condition: it never applies.",
                                "没有等级使用跟进节奏“%s”，且它没有条件，永远不会生效。", cadence.key()),
                        Text.of("Name it in a grade, give it a condition, or remove it.", "请在等级中使用它、为其设置条件，或删除它。"));
            }
        }
    }

    private void roles() {
        for (int index = 0; index < definition.roles().size(); index++) {
            Role role = model.role(definition.roles().get(index).key()).orElseThrow();
            boolean reaches = model.objects().stream().anyMatch(object -> role.may(Right.READ, object.key()));
            if (!reaches && !role.admin()) {
                problems.warn(
                        "/roles/" + index + "/permissions/objects",
                        "role-reaches-nothing",
                        Text.of(
                                "The role \"%s\" may not read records of any object.",
                                "角色“%s”不能读取任何对象的记录。", role.definition().key()),
                        Text.of("Give it the right to read, or remove it.", "请授予读取权限，或删除该角色。"));
            }
        }
    }

    private void pools() {
        for (int index = 0; index < definition.pools().size(); index++) {
            PoolDefinition written = definition.pools().get(index);
            Pool pool = model.pool(written.key()).orElseThrow();
            boolean claimable = model.roles().stream()
                    .anyMatch(role -> pool.isOpenTo(role) && role.may(Right.UPDATE, pool.object()));
            if (!claimable) {
                problems.warn(
                        "/pools/" + index + "/roles",
                        "pool-unclaimable",
                        Text.of("Nobody may claim from the pool \"%s\".", "没有人可以从公海“%s”领取。", pool.key()),
                        Text.of("Name a role that may change records of %s.", "请指定可以修改对象 %s 记录的角色。", pool.object()));
            }
        }
    }

    private void views() {
        for (int index = 0; index < definition.views().size(); index++) {
            ViewDefinition view = definition.views().get(index);
            boolean seen =
                    model.roles().stream().anyMatch(role -> view.isFor(role) && role.may(Right.READ, view.object()));
            if (!seen) {
                problems.warn(
                        "/views/" + index + "/roles",
                        "view-unseen",
                        Text.of(
                                "Nobody who is offered the view \"%s\" may read its records.",
                                "能看到视图“%s”的人都无权读取其记录。", view.key()),
                        Text.of("Name a role that may read records of %s.", "请指定可以读取对象 %s 记录的角色。", view.object()));
            }
        }
    }
}
