package io.ripeline.definition;

import io.ripeline.definition.Definition.After;
import io.ripeline.definition.Definition.CadenceDefinition;
import io.ripeline.definition.Definition.StepDefinition;
import io.ripeline.expression.Expression;
import io.ripeline.refusal.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Compiles cadences.
final class RhythmCompiler {

    private static final Set<String> COUNTINGS = Set.of("working", "calendar");
    private static final Set<String> ORIGINS = Set.of("completion", "planned");
    private static final int LONGEST_LEAD = 365;

    private final Definition definition;
    private final Map<String, ObjectModel> objects;
    private final Map<String, WorkingCalendar> calendars;
    private final Problems problems;

    RhythmCompiler(
            Definition definition,
            Map<String, ObjectModel> objects,
            Map<String, WorkingCalendar> calendars,
            Problems problems) {
        this.definition = definition;
        this.objects = objects;
        this.calendars = calendars;
        this.problems = problems;
    }

    Map<String, Cadence> compile() {
        Map<String, Cadence> cadences = new LinkedHashMap<>();
        Set<String> keys = problems.newKeys();
        problems.atMost("/cadences", definition.cadences().size(), Limits.CADENCES);
        for (int index = 0; index < definition.cadences().size(); index++) {
            CadenceDefinition cadence = definition.cadences().get(index);
            String pointer = "/cadences/" + index;
            problems.key(pointer, cadence.key(), keys);
            problems.label(pointer + "/label", cadence.label());
            problems.oneOf(pointer + "/from", cadence.from(), ORIGINS);
            steps(cadence, pointer + "/steps");
            after(problems, cadence.earliest(), pointer + "/earliest", 0);
            after(problems, cadence.latest(), pointer + "/latest", 0);
            cadences.put(cadence.key(), cadence(cadence, pointer));
        }
        return cadences;
    }

    private Cadence cadence(CadenceDefinition cadence, String pointer) {
        Optional<ObjectModel> object = problems.object(pointer + "/object", cadence.object(), objects);
        Expression when = object.map(found -> Conditions.optional(cadence.when(), found, pointer + "/when", problems))
                .orElse(null);
        Expression spared = object.flatMap(found -> spared(cadence, found, pointer + "/optOut"))
                .orElse(null);
        Anchor anchor = object.flatMap(found -> anchor(cadence.on(), found, pointer + "/on"))
                .orElse(null);
        Expression until = Optional.ofNullable(objects.get(StandardObjects.ACTIVITY))
                .map(activity -> Conditions.optional(cadence.until(), activity, pointer + "/until", problems))
                .orElse(null);
        return new Cadence(cadence, when, spared, anchor, until, calendar(cadence, pointer + "/calendar"));
    }

    private WorkingCalendar calendar(CadenceDefinition cadence, String pointer) {
        if (cadence.calendar() != null && !calendars.containsKey(cadence.calendar())) {
            problems.unknown(pointer, "unknown-calendar", cadence.calendar(), calendars.keySet());
        }
        WorkingCalendar named = cadence.calendar() == null ? null : calendars.get(cadence.calendar());
        return named != null ? named : calendars.values().stream().findFirst().orElseGet(WorkingCalendar::weekdays);
    }

    private Optional<Expression> spared(CadenceDefinition cadence, ObjectModel object, String pointer) {
        return Optional.ofNullable(cadence.optOut())
                .flatMap(key -> typed(object, key, FieldType.BOOLEAN, pointer))
                .flatMap(field -> Conditions.check(field.key() + " == true", object.names(), pointer, problems));
    }

    private Optional<FieldModel> typed(ObjectModel object, String key, FieldType type, String pointer) {
        Optional<FieldModel> field = object.field(key).filter(found -> found.type() == type);
        if (field.isEmpty()) {
            List<String> fitting = object.all().stream()
                    .filter(found -> found.type() == type)
                    .map(FieldModel::key)
                    .toList();
            problems.unknown(pointer, "unknown-field", key, fitting);
        }
        return field;
    }

    private Optional<Anchor> anchor(@Nullable AnchorDefinition anchor, ObjectModel object, String pointer) {
        if (anchor == null) {
            return Optional.empty();
        }
        problems.range(pointer + "/leadDays", anchor.leadDays(), 0, LONGEST_LEAD);
        int lead = anchor.leadDays() == null ? 0 : anchor.leadDays();
        JsonNode lunar = anchor.lunar();
        if (anchor.field() != null && anchor.solar() == null && (lunar == null || lunar.isBoolean())) {
            boolean byMoon = lunar != null && lunar.booleanValue();
            return typed(object, anchor.field(), FieldType.DATE, pointer + "/field")
                    .map(field -> new Anchor.OfField(field, byMoon, lead));
        }
        if (anchor.field() == null && anchor.solar() != null && lunar == null) {
            return CalendarCompiler.solar(anchor.solar(), pointer + "/solar", problems)
                    .map(day -> new Anchor.Solar(day, lead));
        }
        if (anchor.field() == null && anchor.solar() == null && lunar != null && lunar.isString()) {
            return CalendarCompiler.lunar(lunar.stringValue(), pointer + "/lunar", problems)
                    .map(day -> new Anchor.Lunar(day, lead));
        }
        problems.error(
                pointer,
                "anchor-malformed",
                Text.of(
                        "A rhythm begins on exactly one of field, solar and lunar.",
                        "节奏的起始日须且只能用 field、solar、lunar 之一指明。"),
                Text.of(
                        "Write {\"field\": …, \"lunar\": true}, {\"solar\": \"12-25\"} or {\"lunar\": \"08-15\"}.",
                        "请写作 {\"field\": …, \"lunar\": true}、{\"solar\": \"12-25\"} 或 {\"lunar\": \"08-15\"}。"));
        return Optional.empty();
    }

    private void steps(CadenceDefinition cadence, String pointer) {
        List<StepDefinition> steps = cadence.steps();
        if (steps.isEmpty()) {
            problems.error(
                    pointer,
                    "steps-missing",
                    Text.of("The cadence has no step.", "跟进节奏没有步骤。"),
                    Text.of("Add at least one.", "请至少添加一步。"));
        }
        problems.atMost(pointer, steps.size(), Limits.STEPS);
        for (int index = 0; index < steps.size(); index++) {
            StepDefinition step = steps.get(index);
            int least = cadence.on() != null && index == 0 ? 0 : 1;
            after(problems, step.after(), pointer + "/" + index + "/after", least);
            problems.label(pointer + "/" + index + "/purpose", step.purpose());
            channel(problems, step.channel(), objects, pointer + "/" + index + "/channel");
        }
    }

    static void channel(Problems problems, String channel, Map<String, ObjectModel> objects, String pointer) {
        Set<String> channels = Optional.ofNullable(objects.get(StandardObjects.FOLLOW_UP))
                .flatMap(object -> object.field("channel"))
                .map(field -> field.choices().keySet())
                .orElse(Set.of());
        if (!channels.contains(channel)) {
            problems.unknown(pointer, "unknown-channel", channel, channels);
        }
    }

    static void after(Problems problems, @Nullable After after, String pointer, int least) {
        if (after != null) {
            problems.range(pointer + "/days", after.days(), least, Limits.DAYS);
            problems.oneOf(pointer + "/calendar", after.calendar(), COUNTINGS);
        }
    }
}
