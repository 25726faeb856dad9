package io.ripeline.definition;

import io.ripeline.definition.Definition.After;
import io.ripeline.definition.Definition.CadenceDefinition;
import io.ripeline.definition.Definition.CalendarDefinition;
import io.ripeline.definition.Definition.StepDefinition;
import io.ripeline.expression.Expression;
import io.ripeline.refusal.Text;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compiles cadences and the working calendar.
final class RhythmCompiler {

    private static final Set<String> COUNTINGS = Set.of("working", "calendar");
    private static final int MOST_DAYS = 3650;

    private final Definition definition;
    private final Map<String, ObjectModel> objects;
    private final Problems problems;

    RhythmCompiler(Definition definition, Map<String, ObjectModel> objects, Problems problems) {
        this.definition = definition;
        this.objects = objects;
        this.problems = problems;
    }

    Map<String, Cadence> cadences() {
        Map<String, Cadence> cadences = new LinkedHashMap<>();
        Set<String> keys = problems.newKeys();
        for (int index = 0; index < definition.cadences().size(); index++) {
            CadenceDefinition cadence = definition.cadences().get(index);
            String pointer = "/cadences/" + index;
            problems.key(pointer, cadence.key(), keys);
            problems.label(pointer + "/label", cadence.label());
            cadences.put(cadence.key(), new Cadence(cadence, when(cadence, pointer)));
            steps(cadence.steps(), pointer + "/steps");
            after(cadence.earliest(), pointer + "/earliest", 0);
            after(cadence.latest(), pointer + "/latest", 0);
        }
        return cadences;
    }

    private @Nullable Expression when(CadenceDefinition cadence, String pointer) {
        ObjectModel object = objects.get(cadence.object());
        if (object == null) {
            problems.unknown(pointer + "/object", "unknown-object", cadence.object(), objects.keySet());
            return null;
        }
        return cadence.when() == null
                ? null
                : Conditions.check(cadence.when(), object.names(), pointer + "/when", problems)
                        .orElse(null);
    }

    private void steps(List<StepDefinition> steps, String pointer) {
        if (steps.isEmpty()) {
            problems.error(
                    pointer,
                    "steps-missing",
                    Text.of("The cadence has no step.", "跟进节奏没有步骤。"),
                    Text.of("Add at least one.", "请至少添加一步。"));
        }
        ObjectModel followUp = objects.get(StandardObjects.FOLLOW_UP);
        Set<String> channels = followUp == null
                ? Set.of()
                : followUp.field("channel")
                        .map(field -> field.choices().keySet())
                        .orElse(Set.of());
        for (int index = 0; index < steps.size(); index++) {
            StepDefinition step = steps.get(index);
            after(step.after(), pointer + "/" + index + "/after", 1);
            problems.label(pointer + "/" + index + "/purpose", step.purpose());
            if (!channels.contains(step.channel())) {
                problems.unknown(pointer + "/" + index + "/channel", "unknown-channel", step.channel(), channels);
            }
        }
    }

    private void after(@Nullable After after, String pointer, int least) {
        if (after != null) {
            problems.range(pointer + "/days", after.days(), least, MOST_DAYS);
            problems.oneOf(pointer + "/calendar", after.calendar(), COUNTINGS);
        }
    }

    WorkingCalendar calendar() {
        for (int index = 0; index < definition.calendars().size(); index++) {
            calendar(definition.calendars().get(index), "/calendars/" + index);
        }
        boolean sound = !problems.hasErrors();
        return sound && !definition.calendars().isEmpty()
                ? WorkingCalendar.of(definition.calendars().getFirst())
                : WorkingCalendar.weekdays();
    }

    private void calendar(CalendarDefinition calendar, String pointer) {
        problems.label(pointer + "/label", calendar.label());
        if (calendar.workdays().isEmpty()) {
            problems.error(
                    pointer + "/workdays",
                    "calendar-without-workday",
                    Text.of("The calendar has no working day.", "日历没有工作日。"),
                    Text.of("Name at least one of mon, tue, wed, thu, fri, sat, sun.", "请至少指定 mon 至 sun 中的一天。"));
        }
        for (int index = 0; index < calendar.workdays().size(); index++) {
            String word = calendar.workdays().get(index);
            if (WorkingCalendar.dayOf(word).isEmpty()) {
                problems.unknown(
                        pointer + "/workdays/" + index,
                        "value-unknown",
                        word,
                        new java.util.LinkedHashSet<>(List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun")));
            }
        }
        dates(calendar.holidays(), pointer + "/holidays");
        dates(calendar.workingDays(), pointer + "/workingDays");
    }

    private void dates(List<String> dates, String pointer) {
        for (int index = 0; index < dates.size(); index++) {
            try {
                LocalDate.parse(dates.get(index));
            } catch (DateTimeParseException malformed) {
                problems.error(
                        pointer + "/" + index,
                        "date-malformed",
                        Text.of("\"%s\" is not a date.", "“%s” 不是日期。", dates.get(index)),
                        Text.of("Write it as 2026-10-01.", "请写作 2026-10-01。"));
            }
        }
    }
}
