package io.ripeline.definition;

import io.ripeline.expression.Expression;
import io.ripeline.expression.Facts;
import io.ripeline.refusal.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds conditions whose outcome is the same for every record, and those that ask for an option that there is not.
final class ConditionLinter {

    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> WORDS = Set.of("true", "false");
    private static final Pattern COMPARISON = Pattern.compile(
            "(?<![.A-Za-z0-9_\"])([a-z][a-z0-9_]*)\\s*(?:[=!]=\\s*\"([^\"\\\\]*)\"|in\\s*\\[([^\\]]*)\\])");
    private static final Pattern LISTED = Pattern.compile("\"([^\"\\\\]*)\"");

    private final Model model;
    private final Problems problems;

    ConditionLinter(Model model, Problems problems) {
        this.model = model;
        this.problems = problems;
    }

    void check() {
        Definition definition = model.definition();
        for (int index = 0; index < definition.objects().size(); index++) {
            quality(definition.objects().get(index), "/objects/" + index);
        }
        for (int index = 0; index < definition.gradeScales().size(); index++) {
            ObjectModel object =
                    model.object(definition.gradeScales().get(index).object());
            grades(object, "/gradeScales/" + index + "/grades/");
        }
        for (int index = 0; index < definition.funnels().size(); index++) {
            FunnelDefinition funnel = definition.funnels().get(index);
            ObjectModel object = model.object(funnel.object());
            String pointer = "/funnels/" + index;
            object.funnel(funnel.key()).ifPresent(compiled -> stages(compiled, object, pointer));
        }
        for (int index = 0; index < definition.cadences().size(); index++) {
            String pointer = "/cadences/" + index + "/when";
            model.cadence(definition.cadences().get(index).key())
                    .ifPresent(cadence -> condition(
                            cadence.when(), model.object(cadence.definition().object()), pointer));
        }
        rules(definition);
    }

    private void quality(ObjectDefinition written, String pointer) {
        ObjectModel object = model.object(written.key());
        for (int index = 0; index < object.validations().size(); index++) {
            condition(object.validations().get(index).fault(), object, pointer + "/validations/" + index + "/when");
        }
        for (int index = 0; index < object.duplicates().size(); index++) {
            condition(object.duplicates().get(index).when(), object, pointer + "/duplicates/" + index + "/when");
        }
    }

    private void grades(ObjectModel object, String pointer) {
        List<Grade> grades = Optional.ofNullable(object.gradeScale())
                .map(scale -> List.copyOf(scale.grades().values()))
                .orElse(List.of());
        for (int index = 0; index < grades.size(); index++) {
            criteria(grades.get(index).criteria(), object, pointer + index + "/criteria/");
        }
    }

    private void stages(Funnel funnel, ObjectModel object, String pointer) {
        int index = 0;
        for (Funnel.Stage stage : funnel.stages().values()) {
            String at = pointer + "/stages/" + index;
            criteria(stage.criteria(), object, at + "/criteria/");
            criteria(stage.leaveCriteria(), object, at + "/leaveCriteria/");
            tasks(stage.tasks(), at + "/tasks/");
            index++;
        }
    }

    private void tasks(List<Funnel.Task> tasks, String pointer) {
        for (int index = 0; index < tasks.size(); index++) {
            condition(tasks.get(index).when(), model.object(StandardObjects.ACTIVITY), pointer + index + "/when");
        }
    }

    private void criteria(List<Criterion> criteria, ObjectModel object, String pointer) {
        for (int index = 0; index < criteria.size(); index++) {
            condition(criteria.get(index).condition(), object, pointer + index + "/when");
        }
    }

    private void rules(Definition definition) {
        for (int index = 0; index < definition.pools().size(); index++) {
            String pointer = "/pools/" + index + "/when";
            model.pool(definition.pools().get(index).key())
                    .ifPresent(pool -> condition(pool.when(), model.object(pool.object()), pointer));
        }
        for (int index = 0; index < model.assignments().size(); index++) {
            Assignment assignment = model.assignments().get(index);
            condition(assignment.when(), model.object(assignment.object()), "/assignments/" + index + "/when");
        }
        for (int index = 0; index < model.automations().size(); index++) {
            Automation automation = model.automations().get(index);
            condition(automation.condition(), model.object(automation.object()), "/automations/" + index + "/if");
        }
    }

    private void condition(@Nullable Expression condition, ObjectModel object, String pointer) {
        if (condition != null) {
            constant(condition, pointer);
            options(condition.source(), object, pointer);
        }
    }

    private void constant(Expression condition, String pointer) {
        String bare = TEXT.matcher(condition.source()).replaceAll("");
        boolean readsNothing = NAME.matcher(bare).results().allMatch(name -> WORDS.contains(name.group()));
        if (readsNothing) {
            boolean holds = condition.holds(new Facts(Map.of(), Instant.EPOCH, LocalDate.EPOCH, ""));
            problems.warn(
                    pointer,
                    "condition-constant",
                    holds
                            ? Text.of("This is true of every record.", "该条件对所有记录都成立。")
                            : Text.of("This is true of no record.", "该条件对任何记录都不成立。"),
                    Text.of("Ask for something of the record, or leave the condition out.", "请使用记录中的字段，或去掉该条件。"));
        }
    }

    private void options(String source, ObjectModel object, String pointer) {
        Matcher comparison = COMPARISON.matcher(source);
        while (comparison.find()) {
            Optional<FieldModel> field =
                    object.field(comparison.group(1)).filter(found -> found.type() == FieldType.SELECT);
            String listed = comparison.group(2) == null ? comparison.group(3) : "\"" + comparison.group(2) + "\"";
            field.ifPresent(found -> LISTED.matcher(listed)
                    .results()
                    .map(option -> option.group(1))
                    .filter(option -> !found.choices().containsKey(option))
                    .forEach(option -> noSuchOption(found, option, pointer)));
        }
    }

    private void noSuchOption(FieldModel field, String option, String pointer) {
        problems.warn(
                pointer,
                "option-unknown",
                Text.of("\"%s\" is no option of the field \"%s\".", "“%s”不是字段“%s”的选项。", option, field.key()),
                Text.of(
                        "Use one of: %s.",
                        "可用：%s。",
                        field.choices().keySet().stream()
                                .limit(Problems.MOST_LISTED)
                                .collect(Collectors.joining(", "))));
    }
}
