package io.ripeline.definition;

import io.ripeline.definition.Definition.CadenceDefinition;
import io.ripeline.definition.Definition.GradeDefinition;
import io.ripeline.definition.Definition.GradeScaleDefinition;
import io.ripeline.definition.ObjectModel.Conduct;
import io.ripeline.refusal.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Compiles what moves and holds the records of objects, and attaches it to them: funnels, grade scales, validations,
/// duplicate rules.
final class ProcessCompiler {

    private static final Set<String> MODES = Set.of("suggest", "automatic");

    private final Definition definition;
    private final Problems problems;

    ProcessCompiler(Definition definition, Problems problems) {
        this.definition = definition;
        this.problems = problems;
    }

    Map<String, ObjectModel> attach(Map<String, ObjectModel> objects) {
        Map<String, Map<String, Funnel>> funnels = new FunnelCompiler(definition, objects, problems).compile();
        Map<String, GradeScale> scales = scales(objects);
        QualityCompiler quality = new QualityCompiler(problems);
        Map<String, ObjectModel> attached = new LinkedHashMap<>();
        List<String> written =
                definition.objects().stream().map(ObjectDefinition::key).toList();
        objects.forEach((key, object) -> {
            // Of two with one key, which is an error of its own, the last was compiled.
            String pointer = "/objects/" + written.lastIndexOf(key);
            Map<String, Funnel> own = funnels.getOrDefault(key, Map.of());
            attached.put(
                    key,
                    object.with(new Conduct(
                            own,
                            funnelBy(object, own, pointer),
                            scales.get(key),
                            quality.validations(object, pointer),
                            quality.duplicates(object, pointer))));
        });
        return attached;
    }

    private @Nullable FieldModel funnelBy(ObjectModel object, Map<String, Funnel> funnels, String pointer) {
        String key = object.definition().funnelBy();
        if (key == null) {
            if (funnels.size() > 1) {
                problems.error(
                        pointer + "/funnelBy",
                        "funnel-by-missing",
                        Text.of(
                                "The object has %d funnels and no field says which a record takes.",
                                "对象有 %d 个漏斗，但没有字段指明记录走哪一个。", funnels.size()),
                        Text.of("Name a select field without options in funnelBy.", "请在 funnelBy 中指定一个没有选项的单选字段。"));
            }
            return null;
        }
        Optional<FieldModel> field = object.field(key).filter(found -> found.type() == FieldType.SELECT);
        if (field.isEmpty()) {
            problems.unknown(pointer + "/funnelBy", "unknown-field", key, selects(object));
        } else if (funnels.isEmpty() || isTaken(object.key(), key)) {
            problems.error(
                    pointer + "/funnelBy",
                    "funnel-by-unfit",
                    Text.of("\"%s\" cannot say which funnel a record takes.", "“%s”不能用来指明漏斗。", key),
                    Text.of(
                            "Name a select field that is neither stage nor grade, of an object with funnels.",
                            "请为有漏斗的对象指定一个既不是阶段也不是等级的单选字段。"));
        }
        return field.orElse(null);
    }

    private boolean isTaken(String object, String field) {
        return definition.funnels().stream()
                        .anyMatch(funnel ->
                                funnel.object().equals(object) && funnel.field().equals(field))
                || definition.gradeScales().stream()
                        .anyMatch(scale ->
                                scale.object().equals(object) && scale.field().equals(field));
    }

    /// The object whose select field a funnel or scale is about, with the problem noted where there is none.
    static Optional<ObjectModel> processField(
            Problems problems, String pointer, String object, String field, Map<String, ObjectModel> objects) {
        Optional<ObjectModel> model = problems.object(pointer + "/object", object, objects);
        model.filter(found -> found.field(field)
                        .filter(each -> each.type() == FieldType.SELECT)
                        .isEmpty())
                .ifPresent(found -> problems.unknown(pointer + "/field", "unknown-field", field, selects(found)));
        return model;
    }

    private static List<String> selects(ObjectModel object) {
        return object.all().stream()
                .filter(each -> each.type() == FieldType.SELECT)
                .map(FieldModel::key)
                .toList();
    }

    private Map<String, GradeScale> scales(Map<String, ObjectModel> objects) {
        Map<String, GradeScale> scales = new LinkedHashMap<>();
        problems.atMost("/gradeScales", definition.gradeScales().size(), Limits.OBJECTS);
        for (int index = 0; index < definition.gradeScales().size(); index++) {
            GradeScaleDefinition scale = definition.gradeScales().get(index);
            String pointer = "/gradeScales/" + index;
            Optional<ObjectModel> object = processField(problems, pointer, scale.object(), scale.field(), objects);
            if (object.isPresent() && scales.put(scale.object(), scale(scale, object.get(), pointer)) != null) {
                problems.error(
                        pointer,
                        "grade-scale-second",
                        Text.of("The object has a grade scale already.", "该对象已有等级体系。"),
                        Text.of("Keep one per object.", "每个对象请只保留一个。"));
            }
        }
        return scales;
    }

    private GradeScale scale(GradeScaleDefinition scale, ObjectModel object, String pointer) {
        fieldTaken(scale, pointer);
        problems.range(pointer + "/minimumHoldDays", scale.minimumHoldDays(), 0, Limits.DAYS);
        problems.oneOf(pointer + "/mode", scale.mode(), MODES);
        problems.atMost(pointer + "/grades", scale.grades().size(), Limits.GRADES);
        Map<String, Grade> grades = new LinkedHashMap<>();
        Set<String> keys = problems.newKeys();
        Set<String> cadences = definition.cadences().stream()
                .map(CadenceDefinition::key)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        for (int index = 0; index < scale.grades().size(); index++) {
            GradeDefinition grade = scale.grades().get(index);
            String at = pointer + "/grades/" + index;
            problems.key(at, grade.key(), keys);
            problems.label(at + "/label", grade.label());
            problems.range(at + "/ripeness", grade.ripeness(), 0, 100);
            problems.color(at + "/color", grade.color());
            if (grade.cadence() != null && !cadences.contains(grade.cadence())) {
                problems.unknown(at + "/cadence", "unknown-cadence", grade.cadence(), cadences);
            }
            grades.put(
                    grade.key(),
                    new Grade(grade, Conditions.criteria(grade.criteria(), object, at + "/criteria", problems)));
        }
        return new GradeScale(scale, grades);
    }

    private void fieldTaken(GradeScaleDefinition scale, String pointer) {
        boolean taken = definition.funnels().stream()
                .anyMatch(funnel ->
                        funnel.object().equals(scale.object()) && funnel.field().equals(scale.field()));
        if (taken) {
            problems.error(
                    pointer + "/field",
                    "field-taken",
                    Text.of("The field \"%s\" is the stage of a funnel already.", "字段“%s”已是漏斗的阶段字段。", scale.field()),
                    Text.of("Give the grades a field of their own.", "请为等级使用单独的字段。"));
        }
    }
}
