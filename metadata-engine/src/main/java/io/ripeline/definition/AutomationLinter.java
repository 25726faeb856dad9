package io.ripeline.definition;

import io.ripeline.definition.Automation.Action;
import io.ripeline.definition.Automation.Trigger;
import io.ripeline.expression.ValueExpression;
import io.ripeline.refusal.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds automations that set themselves, or each other, off without end. One that has a condition may end it, and
/// writes that go in circles all the same are refused.
final class AutomationLinter {

    private static final Pattern CONSTANT = Pattern.compile("\\s*[\"']([^\"'\\\\]*)[\"']\\s*");

    private final Model model;
    private final Problems problems;
    private final List<Automation> endless;

    AutomationLinter(Model model, Problems problems) {
        this.model = model;
        this.problems = problems;
        this.endless = model.automations().stream()
                .filter(automation -> automation.condition() == null)
                .toList();
    }

    void check() {
        for (Automation automation : endless) {
            if (setsOff(automation, automation)) {
                itself(automation);
            } else {
                // A circle is told once, at the first of its automations.
                circle(automation)
                        .filter(circle -> circle.stream().allMatch(other -> place(automation) <= place(other)))
                        .ifPresent(this::eachOther);
            }
        }
    }

    private int place(Automation automation) {
        List<AutomationDefinition> written = model.definition().automations();
        for (int index = 0; index < written.size(); index++) {
            if (written.get(index).key().equals(automation.key())) {
                return index;
            }
        }
        throw new IllegalStateException("Not in the document: " + automation.key());
    }

    private void itself(Automation automation) {
        problems.warn(
                "/automations/" + place(automation),
                "automation-triggers-itself",
                Text.of("What the automation \"%s\" does sets it off again.", "自动化“%s”的动作会再次触发自身。", automation.key()),
                Text.of(
                        "Name the field that must change, another one than it sets, or add a condition that ends it.",
                        "请指定须变化的字段（不同于其所设置的字段），或添加能使其停止的条件。"));
    }

    private void eachOther(List<Automation> circle) {
        String keys = circle.stream().map(Automation::key).collect(Collectors.joining(", "));
        problems.warn(
                "/automations/" + place(circle.getFirst()),
                "automation-circle",
                Text.of(
                        "What these automations do sets off the next one, and the last the first: %s.",
                        "这些自动化依次触发下一个，最后一个又触发第一个：%s。", keys),
                Text.of(
                        "Add a condition to one of them that ends it, or let one be set off by another field.",
                        "请为其中一个添加能使其停止的条件，或改由其他字段触发。"));
    }

    /// The shortest way from an automation over others back to itself, without the end.
    private Optional<List<Automation>> circle(Automation start) {
        Map<Automation, @Nullable Automation> before = new HashMap<>();
        Deque<Automation> next = new ArrayDeque<>(List.of(start));
        before.put(start, null);
        while (!next.isEmpty()) {
            Automation from = next.remove();
            for (Automation to : endless) {
                if (setsOff(from, to)) {
                    if (to.equals(start)) {
                        return Optional.of(way(before, from));
                    }
                    if (before.putIfAbsent(to, from) == null) {
                        next.add(to);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<Automation> way(Map<Automation, @Nullable Automation> before, Automation last) {
        List<Automation> way = new ArrayList<>();
        for (Automation each = last; each != null; each = before.get(each)) {
            way.addFirst(each);
        }
        return way;
    }

    /// Whether what one automation does sets another one off.
    private boolean setsOff(Automation from, Automation to) {
        return from.actions().stream().anyMatch(action -> setsOff(action, from, to));
    }

    private boolean setsOff(Action action, Automation from, Automation to) {
        return switch (action) {
            case Action.SetValues set -> from.object().equals(to.object()) && changes(set.values(), to);
            case Action.CreateRecord create -> create.object().equals(to.object()) && isMade(create.values(), to);
            case Action.PlanFollowUp _ -> to.object().equals(StandardObjects.FOLLOW_UP) && isMade(Map.of(), to);
        };
    }

    private static boolean changes(Map<String, ValueExpression> set, Automation to) {
        return switch (to.trigger()) {
            case CREATED -> false;
            case UPDATED -> to.changedField().map(set::containsKey).orElse(true);
            case ENTERED -> stay(to).filter(set::containsKey).isPresent() && mayEnter(set, to);
            case LEFT -> stay(to).filter(set::containsKey).isPresent();
        };
    }

    private boolean isMade(Map<String, ValueExpression> values, Automation to) {
        boolean given = stay(to).filter(values::containsKey).isPresent();
        return to.trigger() == Trigger.CREATED
                || to.trigger() == Trigger.ENTERED && (given ? mayEnter(values, to) : beginsIn(to));
    }

    private static Optional<String> stay(Automation automation) {
        return Optional.ofNullable(automation.stayField()).map(FieldModel::key);
    }

    /// Whether the stage that is set is the one meant, as far as the document tells.
    private static boolean mayEnter(Map<String, ValueExpression> values, Automation to) {
        Optional<String> set = stay(to).map(values::get).flatMap(value -> {
            Matcher constant = CONSTANT.matcher(value.source());
            return constant.matches() ? Optional.of(constant.group(1)) : Optional.empty();
        });
        return set.isEmpty() || to.stage().map(set.get()::equals).orElse(true);
    }

    /// Whether records begin in the stage meant.
    private boolean beginsIn(Automation to) {
        return model.object(to.object()).funnels().stream()
                .filter(funnel -> stay(to).filter(funnel.field()::equals).isPresent())
                .flatMap(funnel -> funnel.first().stream())
                .anyMatch(first -> to.stage().map(first.key()::equals).orElse(true));
    }
}
