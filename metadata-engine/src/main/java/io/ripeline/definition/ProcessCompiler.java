package io.ripeline.definition;

import io.ripeline.definition.Definition.CriterionDefinition;
import io.ripeline.definition.Definition.GradeDefinition;
import io.ripeline.definition.Definition.GradeScaleDefinition;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.StageKind;
import io.ripeline.definition.FunnelDefinition.StageDefinition;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compiles funnels and grade scales and attaches them to their objects.
final class ProcessCompiler {

    private static final Set<String> KINDS = Set.of("open", "won", "lost");
    private static final Set<String> BANDS = Set.of("upper", "middle", "lower");
    private static final Set<String> SEVERITIES = Set.of("block", "warn");
    private static final int MOST_DAYS = 3650;

    private final Definition definition;
    private final Problems problems;

    ProcessCompiler(Definition definition, Problems problems) {
        this.definition = definition;
        this.problems = problems;
    }

    Map<String, ObjectModel> attach(Map<String, ObjectModel> objects) {
        Map<String, Funnel> funnels = new LinkedHashMap<>();
        Set<String> keys = problems.newKeys();
        for (int index = 0; index < definition.funnels().size(); index++) {
            FunnelDefinition funnel = definition.funnels().get(index);
            String pointer = "/funnels/" + index;
            problems.key(pointer, funnel.key(), keys);
            problems.label(pointer + "/label", funnel.label());
            ObjectModel object = processField(pointer, funnel.object(), funnel.field(), objects);
            if (object != null && funnels.put(funnel.object(), funnel(funnel, object, pointer)) != null) {
                onlyOne(pointer);
            }
        }
        Map<String, GradeScale> scales = new LinkedHashMap<>();
        for (int index = 0; index < definition.gradeScales().size(); index++) {
            GradeScaleDefinition scale = definition.gradeScales().get(index);
            String pointer = "/gradeScales/" + index;
            ObjectModel object = processField(pointer, scale.object(), scale.field(), objects);
            if (object != null && scales.put(scale.object(), scale(scale, pointer)) != null) {
                onlyOne(pointer);
            }
        }
        Map<String, ObjectModel> attached = new LinkedHashMap<>();
        objects.forEach((key, object) -> attached.put(key, with(object, funnels.get(key), scales.get(key))));
        return attached;
    }

    private static ObjectModel with(ObjectModel object, @Nullable Funnel funnel, @Nullable GradeScale scale) {
        return new ObjectModel(
                object.definition(),
                object.table(),
                object.columns(),
                object.fields(),
                object.names(),
                object.nameField(),
                funnel,
                scale,
                object.rules());
    }

    private void onlyOne(String pointer) {
        problems.error(
                pointer,
                "part-not-available",
                Text.of("The object has one of these already; several are not available yet.", "该对象已有一个，暂不支持多个。"),
                Text.of("Keep one.", "请保留一个。"));
    }

    private @Nullable ObjectModel processField(
            String pointer, String object, String field, Map<String, ObjectModel> objects) {
        ObjectModel model = objects.get(object);
        if (model == null) {
            problems.unknown(pointer + "/object", "unknown-object", object, objects.keySet());
            return null;
        }
        if (model.field(field).filter(found -> found.type() == FieldType.SELECT).isEmpty()) {
            Set<String> selects = model.all().stream()
                    .filter(each -> each.type() == FieldType.SELECT)
                    .map(FieldModel::key)
                    .collect(Collectors.toSet());
            problems.unknown(pointer + "/field", "unknown-field", field, selects);
        }
        return model;
    }

    private Funnel funnel(FunnelDefinition funnel, ObjectModel object, String pointer) {
        if (funnel.stages().isEmpty()) {
            problems.error(
                    pointer + "/stages",
                    "stages-missing",
                    Text.of("The funnel has no stage.", "漏斗没有阶段。"),
                    Text.of("Add at least one.", "请至少添加一个阶段。"));
        }
        Map<String, Stage> stages = new LinkedHashMap<>();
        Set<String> keys = problems.newKeys();
        for (int index = 0; index < funnel.stages().size(); index++) {
            StageDefinition stage = funnel.stages().get(index);
            String at = pointer + "/stages/" + index;
            problems.key(at, stage.key(), keys);
            stages.put(stage.key(), stage(stage, object, at));
        }
        for (int index = 0; index < funnel.stages().size(); index++) {
            next(funnel.stages().get(index), stages.keySet(), pointer + "/stages/" + index);
        }
        return new Funnel(funnel, stages);
    }

    private void next(StageDefinition stage, Set<String> stages, String pointer) {
        List<String> next = stage.next() == null ? List.of() : stage.next();
        for (int index = 0; index < next.size(); index++) {
            if (!stages.contains(next.get(index))) {
                problems.unknown(pointer + "/next/" + index, "unknown-stage", next.get(index), stages);
            }
        }
    }

    private Stage stage(StageDefinition stage, ObjectModel object, String pointer) {
        problems.label(pointer + "/label", stage.label());
        problems.label(pointer + "/guidance", stage.guidance());
        problems.oneOf(pointer + "/kind", stage.kind(), KINDS);
        problems.oneOf(pointer + "/band", stage.band(), BANDS);
        problems.range(pointer + "/probability", stage.probability(), 0, 100);
        problems.range(pointer + "/expectedDays", stage.expectedDays(), 0, MOST_DAYS);
        problems.range(pointer + "/staleAfterDays", stage.staleAfterDays(), 0, MOST_DAYS);
        StageKind kind = KINDS.contains(String.valueOf(stage.kind()))
                ? StageKind.valueOf(String.valueOf(stage.kind()).toUpperCase(Locale.ROOT))
                : StageKind.OPEN;
        return new Stage(stage, kind, criteria(stage.criteria(), object, pointer + "/criteria"));
    }

    private List<Criterion> criteria(List<CriterionDefinition> definitions, ObjectModel object, String pointer) {
        List<Criterion> criteria = new ArrayList<>();
        Set<String> keys = problems.newKeys();
        for (int index = 0; index < definitions.size(); index++) {
            CriterionDefinition criterion = definitions.get(index);
            String at = pointer + "/" + index;
            problems.key(at, criterion.key(), keys);
            problems.label(at + "/label", criterion.label());
            problems.label(at + "/message", criterion.message());
            problems.oneOf(at + "/severity", criterion.severity(), SEVERITIES);
            Conditions.check(criterion.when(), object.names(), at + "/when", problems)
                    .ifPresent(condition -> criteria.add(new Criterion(
                            criterion.key(),
                            criterion.label(),
                            criterion.message() == null ? criterion.label() : criterion.message(),
                            !"warn".equals(criterion.severity()),
                            condition)));
        }
        return criteria;
    }

    private GradeScale scale(GradeScaleDefinition scale, String pointer) {
        Map<String, GradeDefinition> grades = new LinkedHashMap<>();
        Set<String> keys = problems.newKeys();
        Set<String> cadences = definition.cadences().stream()
                .map(Definition.CadenceDefinition::key)
                .collect(Collectors.toSet());
        for (int index = 0; index < scale.grades().size(); index++) {
            GradeDefinition grade = scale.grades().get(index);
            String at = pointer + "/grades/" + index;
            problems.key(at, grade.key(), keys);
            problems.label(at + "/label", grade.label());
            problems.range(at + "/ripeness", grade.ripeness(), 0, 100);
            if (grade.cadence() != null && !cadences.contains(grade.cadence())) {
                problems.unknown(at + "/cadence", "unknown-cadence", grade.cadence(), cadences);
            }
            if (!grade.criteria().isEmpty()) {
                problems.error(
                        at + "/criteria",
                        "part-not-available",
                        Text.of("Entry criteria of grades are not available yet.", "等级的准入条件尚不可用。"),
                        Text.of("Leave them empty.", "请留空。"));
            }
            grades.put(grade.key(), grade);
        }
        return new GradeScale(scale, grades);
    }
}
