package io.ripeline.definition;

import io.ripeline.definition.Automation.Action;
import io.ripeline.definition.Automation.Trigger;
import io.ripeline.definition.AutomationDefinition.ActionDefinition;
import io.ripeline.definition.AutomationDefinition.CreateDefinition;
import io.ripeline.definition.AutomationDefinition.FollowUpDefinition;
import io.ripeline.expression.ValueExpression;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Compiles automations.
final class AutomationCompiler {

    private static final Pattern CONSTANT = Pattern.compile("\\s*\"([^\"\\\\]*)\"\\s*");

    private final Definition definition;
    private final Map<String, ObjectModel> objects;
    private final Problems problems;

    AutomationCompiler(Definition definition, Map<String, ObjectModel> objects, Problems problems) {
        this.definition = definition;
        this.objects = objects;
        this.problems = problems;
    }

    List<Automation> compile() {
        List<Automation> automations = new ArrayList<>();
        problems.atMost("/automations", definition.automations().size(), Limits.RULES);
        Set<String> keys = problems.newKeys();
        for (int index = 0; index < definition.automations().size(); index++) {
            AutomationDefinition automation = definition.automations().get(index);
            String pointer = "/automations/" + index;
            problems.key(pointer, automation.key(), keys);
            problems.label(pointer + "/label", automation.label());
            Optional<Trigger> trigger = problems.word(pointer + "/on", automation.on(), Trigger.class);
            Optional<ObjectModel> object = problems.object(pointer + "/object", automation.object(), objects);
            if (trigger.isPresent() && object.isPresent()) {
                automations.add(automation(automation, trigger.get(), object.get(), pointer));
            }
        }
        return automations;
    }

    private Automation automation(
            AutomationDefinition automation, Trigger trigger, ObjectModel object, String pointer) {
        return new Automation(
                automation,
                trigger,
                stayField(automation, trigger, object, pointer),
                Conditions.optional(automation.condition(), object, pointer + "/if", problems),
                actions(automation.then(), object, pointer + "/then"));
    }

    private @Nullable FieldModel stayField(
            AutomationDefinition automation, Trigger trigger, ObjectModel object, String pointer) {
        return switch (trigger) {
            case CREATED -> {
                unfit(automation.field() != null, pointer + "/field");
                unfit(automation.stage() != null, pointer + "/stage");
                yield null;
            }
            case UPDATED -> {
                if (automation.field() != null) {
                    var _ = problems.field(pointer + "/field", automation.field(), object);
                }
                unfit(automation.stage() != null, pointer + "/stage");
                yield null;
            }
            case ENTERED, LEFT -> stay(automation, object, pointer);
        };
    }

    private void unfit(boolean given, String pointer) {
        if (given) {
            problems.error(
                    pointer,
                    "trigger-malformed",
                    Text.of("This does not go with what sets the automation off.", "该属性与触发方式不符。"),
                    Text.of(
                            "Leave it out: stage goes with entered and left, field with those and with updated.",
                            "请去掉：stage 用于 entered 和 left，field 用于二者和 updated。"));
        }
    }

    private @Nullable FieldModel stay(AutomationDefinition automation, ObjectModel object, String pointer) {
        List<String> stays = Stream.concat(
                        object.funnels().stream().map(Funnel::field),
                        Stream.ofNullable(object.gradeScale()).map(GradeScale::field))
                .distinct()
                .toList();
        String key = automation.field() != null
                ? automation.field()
                : stays.stream().findFirst().orElse("");
        if (!stays.contains(key)) {
            problems.unknown(pointer + "/field", "unknown-field", key, stays);
            return null;
        }
        Optional<FieldModel> field = object.field(key);
        String stage = automation.stage();
        if (stage != null && field.isPresent() && !field.get().choices().containsKey(stage)) {
            problems.unknown(
                    pointer + "/stage",
                    "unknown-stage",
                    stage,
                    field.get().choices().keySet());
        }
        return field.orElse(null);
    }

    private List<Action> actions(List<ActionDefinition> written, ObjectModel object, String pointer) {
        if (written.isEmpty()) {
            problems.error(
                    pointer,
                    "actions-missing",
                    Text.of("The automation does nothing.", "自动化没有动作。"),
                    Text.of("Add at least one action.", "请至少添加一个动作。"));
        }
        problems.atMost(pointer, written.size(), Limits.ACTIONS);
        List<Action> actions = new ArrayList<>();
        for (int index = 0; index < written.size(); index++) {
            action(written.get(index), object, pointer + "/" + index).ifPresent(actions::add);
        }
        return actions;
    }

    private Optional<Action> action(ActionDefinition action, ObjectModel object, String pointer) {
        long ways = Stream.of(
                        Optional.ofNullable(action.set()),
                        Optional.ofNullable(action.followUp()),
                        Optional.ofNullable(action.create()))
                .filter(Optional::isPresent)
                .count();
        if (ways != 1) {
            problems.error(
                    pointer,
                    "action-malformed",
                    Text.of(
                            "An action is exactly one of set, followUp and create.",
                            "一个动作须且只能是 set、followUp、create 之一。"),
                    Text.of("Make several actions of it, or one.", "请拆成多个动作，或只保留一个。"));
            return Optional.empty();
        }
        if (action.set() != null) {
            return Optional.of(new Action.SetValues(values(action.set(), object, object, pointer + "/set")));
        }
        return action.followUp() != null
                ? Optional.of(followUp(action.followUp(), pointer + "/followUp"))
                : create(Objects.requireNonNull(action.create()), object, pointer + "/create");
    }

    private Action followUp(FollowUpDefinition followUp, String pointer) {
        RhythmCompiler.after(problems, followUp.after(), pointer + "/after", 0);
        RhythmCompiler.channel(problems, followUp.channel(), objects, pointer + "/channel");
        problems.label(pointer + "/purpose", followUp.purpose());
        return new Action.PlanFollowUp(followUp);
    }

    private Optional<Action> create(CreateDefinition create, ObjectModel object, String pointer) {
        Optional<ObjectModel> target = problems.object(pointer + "/object", create.object(), objects);
        target.ifPresent(made -> made.all().stream()
                .filter(field -> field.required() && field.definition().fallback() == null)
                .filter(field -> !create.values().containsKey(field.key()) && !isStage(made, field))
                .forEach(field -> problems.error(
                        pointer + "/values",
                        "value-missing",
                        Text.of(
                                "Records of %s need a value of \"%s\".",
                                "对象 %s 的记录必须有“%s”的值。", made.key(), field.key()),
                        Text.of("Give it one.", "请为其赋值。"))));
        return target.map(made ->
                new Action.CreateRecord(made.key(), values(create.values(), made, object, pointer + "/values")));
    }

    private static boolean isStage(ObjectModel object, FieldModel field) {
        return object.funnels().stream().anyMatch(funnel -> funnel.field().equals(field.key()));
    }

    /// The checked values that a record of `made` gets, written over a record of `over`.
    private Map<String, ValueExpression> values(
            Map<String, String> values, ObjectModel made, ObjectModel over, String pointer) {
        problems.atMost(pointer, values.size(), Limits.FIELDS);
        if (values.isEmpty()) {
            problems.error(
                    pointer,
                    "values-missing",
                    Text.of("No value is given.", "没有给出任何值。"),
                    Text.of("Name at least one field.", "请至少指定一个字段。"));
        }
        Map<String, ValueExpression> checked = new LinkedHashMap<>();
        values.forEach((key, source) -> {
            String at = Violation.pointer(pointer, key);
            problems.field(at, key, made)
                    .filter(field -> isWritable(field, at))
                    .flatMap(field -> value(field, source, over, at))
                    .ifPresent(value -> checked.put(key, value));
        });
        return checked;
    }

    private boolean isWritable(FieldModel field, String pointer) {
        if (field.madeByPlatform()) {
            problems.error(
                    pointer,
                    "field-not-writable",
                    Text.of("Values of \"%s\" are made by the platform.", "字段“%s”的值由平台生成。", field.key()),
                    Text.of("Leave it out.", "请去掉。"));
            return false;
        }
        return true;
    }

    private Optional<ValueExpression> value(FieldModel field, String source, ObjectModel over, String pointer) {
        Matcher constant = CONSTANT.matcher(source);
        if (!field.choices().isEmpty() && constant.matches() && !field.choices().containsKey(constant.group(1))) {
            problems.unknown(
                    pointer,
                    "option-unknown",
                    constant.group(1),
                    field.choices().keySet());
            return Optional.empty();
        }
        return Conditions.value(source, over, field.type().kind(), pointer, problems);
    }
}
