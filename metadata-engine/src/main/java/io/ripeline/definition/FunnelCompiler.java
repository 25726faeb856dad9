package io.ripeline.definition;

import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.StageKind;
import io.ripeline.definition.FunnelDefinition.StageDefinition;
import io.ripeline.refusal.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Compiles funnels. Several of one object share its stage field.
final class FunnelCompiler {

    private static final Set<String> BANDS = Set.of("upper", "middle", "lower");
    private static final Set<String> SKIPPED = Set.of("ignore", "ask");

    private final Definition definition;
    private final Map<String, ObjectModel> objects;
    private final Problems problems;

    FunnelCompiler(Definition definition, Map<String, ObjectModel> objects, Problems problems) {
        this.definition = definition;
        this.objects = objects;
        this.problems = problems;
    }

    /// The funnels of each object, by key in the order of the document.
    Map<String, Map<String, Funnel>> compile() {
        Map<String, Map<String, Funnel>> funnels = new LinkedHashMap<>();
        Set<String> keys = problems.newKeys();
        problems.atMost("/funnels", definition.funnels().size(), Limits.FUNNELS);
        for (int index = 0; index < definition.funnels().size(); index++) {
            FunnelDefinition funnel = definition.funnels().get(index);
            String pointer = "/funnels/" + index;
            problems.key(pointer, funnel.key(), keys);
            problems.label(pointer + "/label", funnel.label());
            Optional<ObjectModel> object =
                    ProcessCompiler.processField(problems, pointer, funnel.object(), funnel.field(), objects);
            if (object.isPresent()) {
                Map<String, Funnel> siblings = funnels.computeIfAbsent(funnel.object(), key -> new LinkedHashMap<>());
                besideOthers(funnel, siblings, pointer);
                siblings.put(funnel.key(), funnel(funnel, object.get(), pointer));
            }
        }
        return funnels;
    }

    private void besideOthers(FunnelDefinition funnel, Map<String, Funnel> siblings, String pointer) {
        siblings.values().stream()
                .map(Funnel::field)
                .findFirst()
                .filter(shared -> !shared.equals(funnel.field()))
                .ifPresent(shared -> problems.error(
                        pointer + "/field",
                        "funnel-field-differs",
                        Text.of("The object's other funnels have their stages in \"%s\".", "该对象的其他漏斗使用字段“%s”。", shared),
                        Text.of("Use the same field for all funnels of an object.", "同一对象的所有漏斗请使用同一字段。")));
        if (Boolean.TRUE.equals(funnel.standard())
                && siblings.values().stream()
                        .anyMatch(each -> Boolean.TRUE.equals(each.definition().standard()))) {
            problems.defaultTwice(pointer + "/default");
        }
    }

    private Funnel funnel(FunnelDefinition funnel, ObjectModel object, String pointer) {
        if (funnel.stages().isEmpty()) {
            problems.error(
                    pointer + "/stages",
                    "stages-missing",
                    Text.of("The funnel has no stage.", "漏斗没有阶段。"),
                    Text.of("Add at least one.", "请至少添加一个阶段。"));
        }
        problems.atMost(pointer + "/stages", funnel.stages().size(), Limits.STAGES);
        problems.oneOf(pointer + "/skipped", funnel.skipped(), SKIPPED);
        problems.word(pointer + "/clock", funnel.clock(), Funnel.Clock.class);
        problems.range(pointer + "/undoMinutes", funnel.undoMinutes(), 0, Limits.UNDO_MINUTES);
        Map<String, Stage> stages = new LinkedHashMap<>();
        Set<String> keys = problems.newKeys();
        for (int index = 0; index < funnel.stages().size(); index++) {
            StageDefinition stage = funnel.stages().get(index);
            String at = pointer + "/stages/" + index;
            problems.key(at, stage.key(), keys);
            stages.put(stage.key(), stage(stage, object, at));
        }
        for (int index = 0; index < funnel.stages().size(); index++) {
            List<String> next = funnel.stages().get(index).next();
            problems.known(
                    pointer + "/stages/" + index + "/next",
                    "unknown-stage",
                    next == null ? List.of() : next,
                    stages.keySet());
        }
        return new Funnel(funnel, stages);
    }

    private Stage stage(StageDefinition stage, ObjectModel object, String pointer) {
        problems.label(pointer + "/label", stage.label());
        problems.label(pointer + "/guidance", stage.guidance());
        problems.oneOf(pointer + "/band", stage.band(), BANDS);
        problems.range(pointer + "/probability", stage.probability(), 0, 100);
        problems.range(pointer + "/expectedDays", stage.expectedDays(), 0, Limits.DAYS);
        problems.range(pointer + "/staleAfterDays", stage.staleAfterDays(), 0, Limits.DAYS);
        StageKind kind =
                problems.word(pointer + "/kind", stage.kind(), StageKind.class).orElse(StageKind.OPEN);
        return new Stage(
                stage,
                kind,
                Conditions.criteria(stage.criteria(), object, pointer + "/criteria", problems),
                Conditions.criteria(stage.leaveCriteria(), object, pointer + "/leaveCriteria", problems),
                new TaskCompiler(objects, problems).compile(stage.tasks(), pointer + "/tasks"));
    }
}
