package io.ripeline.definition;

import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.StageKind;
import io.ripeline.definition.FunnelDefinition.StageDefinition;
import io.ripeline.definition.Role.FieldAccess;
import io.ripeline.definition.Role.Right;
import io.ripeline.refusal.Text;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds stages that nobody gets into or out of.
final class FunnelLinter {

    private final Model model;
    private final Problems problems;

    FunnelLinter(Model model, Problems problems) {
        this.model = model;
        this.problems = problems;
    }

    void check() {
        List<FunnelDefinition> written = model.definition().funnels();
        for (int index = 0; index < written.size(); index++) {
            ObjectModel object = model.object(written.get(index).object());
            Funnel funnel = object.funnel(written.get(index).key()).orElseThrow();
            String pointer = "/funnels/" + index + "/stages/";
            Set<String> reached = reachedFrom(funnel, funnel.first().orElseThrow());
            for (int number = 0; number < written.get(index).stages().size(); number++) {
                StageDefinition stage = written.get(index).stages().get(number);
                Stage compiled = funnel.stages().get(stage.key());
                if (compiled != null) {
                    ways(funnel, compiled, reached, pointer + number);
                    closedFields(object, compiled.criteria(), pointer + number + "/criteria/");
                    closedFields(object, compiled.leaveCriteria(), pointer + number + "/leaveCriteria/");
                }
            }
        }
    }

    private static Set<String> reachedFrom(Funnel funnel, Stage first) {
        Set<String> reached = new HashSet<>(Set.of(first.key()));
        Deque<Stage> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            Stage stage = open.pop();
            funnel.stages().values().stream()
                    .filter(next -> stage.leadsTo(next.key()) && reached.add(next.key()))
                    .forEach(open::push);
        }
        return reached;
    }

    private void ways(Funnel funnel, Stage stage, Set<String> reached, String pointer) {
        if (!reached.contains(stage.key())) {
            problems.warn(
                    pointer,
                    "stage-unreachable",
                    Text.of("No way leads from the first stage to \"%s\".", "从第一个阶段无法到达“%s”。", stage.key()),
                    Text.of("Name it in next of a stage before it, or remove it.", "请在前面阶段的 next 中加入它，或删除它。"));
        }
        boolean leads =
                funnel.stages().keySet().stream().anyMatch(next -> !next.equals(stage.key()) && stage.leadsTo(next));
        if (stage.kind() == StageKind.OPEN && !leads && funnel.stages().size() > 1) {
            problems.warn(
                    pointer + "/next",
                    "stage-without-way-out",
                    Text.of("Records in \"%s\" can never leave it.", "“%s”中的记录无法离开该阶段。", stage.key()),
                    Text.of("Name a stage in next, or leave next out.", "请在 next 中指定阶段，或去掉 next。"));
        }
    }

    private void closedFields(ObjectModel object, List<Criterion> criteria, String pointer) {
        for (int index = 0; index < criteria.size(); index++) {
            Criterion criterion = criteria.get(index);
            if (!criterion.blocks()) {
                continue;
            }
            for (String key : criterion.condition().fields()) {
                String at = pointer + index + "/when";
                object.field(key)
                        .filter(field -> !field.madeByPlatform())
                        .ifPresent(field -> closedTo(object, field, at));
            }
        }
    }

    private void closedTo(ObjectModel object, FieldModel field, String pointer) {
        for (Role role : model.roles()) {
            if (role.may(Right.UPDATE, object.key()) && !mayEdit(role, object, field)) {
                problems.warn(
                        pointer,
                        "criterion-field-closed",
                        Text.of(
                                "Neither the role \"%s\" nor one above it may edit \"%s\", so its people cannot meet this.",
                                "角色“%s”及其上级角色都不能编辑“%s”，因此其成员无法满足此条件。",
                                role.definition().key(),
                                field.key()),
                        Text.of("Let one of them edit the field, or ask for something else.", "请允许其中之一编辑该字段，或改用其他条件。"));
            }
        }
    }

    /// Whether people of the role may edit the field, or somebody above them may for them.
    private boolean mayEdit(Role role, ObjectModel object, FieldModel field) {
        Optional<Role> above = Optional.of(role);
        while (above.isPresent()) {
            Role each = above.get();
            if (each.may(Right.UPDATE, object.key()) && each.access(object.key(), field) == FieldAccess.EDIT) {
                return true;
            }
            above = Optional.ofNullable(each.definition().parent()).flatMap(model::role);
        }
        return false;
    }
}
