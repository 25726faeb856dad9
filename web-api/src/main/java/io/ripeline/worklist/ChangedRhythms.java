package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Expression;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Which rhythms of an object count otherwise in one version than in another: what the publish has planned anew, and
/// what its preview looks at.
final class ChangedRhythms {

    private ChangedRhythms() {}

    /// Their keys, perhaps none where only grades or choices changed; absent where nothing has to be planned anew.
    static Optional<Set<String>> of(Model before, ObjectModel was, Model after, ObjectModel is) {
        Set<String> changed = changed(before, was, after, is);
        boolean anew = !changed.isEmpty()
                || !byGrade(was).equals(byGrade(is))
                || ApplicableCadence.any(after, is) && losesChoices(was, is);
        return anew ? Optional.of(changed) : Optional.empty();
    }

    private static Set<String> changed(Model before, ObjectModel was, Model after, ObjectModel is) {
        boolean sameCalendars =
                before.definition().calendars().equals(after.definition().calendars());
        boolean sameContacts = before.effectiveContact()
                .map(Expression::source)
                .equals(after.effectiveContact().map(Expression::source));
        Set<String> keys = new TreeSet<>();
        Stream.concat(ApplicableCadence.all(before, was).stream(), ApplicableCadence.all(after, is).stream())
                .filter(cadence -> !sameCalendars
                        || !sameContacts && !Occasions.isYearly(cadence)
                        || !isAsBefore(before, after, cadence.key()))
                .map(Cadence::key)
                .forEach(keys::add);
        return keys;
    }

    private static boolean isAsBefore(Model before, Model after, String key) {
        return before.cadence(key)
                .map(Cadence::definition)
                .equals(after.cadence(key).map(Cadence::definition));
    }

    /// Whether stages, grades or options are gone, so that records that bore them bear others now.
    private static boolean losesChoices(ObjectModel was, ObjectModel is) {
        return was.all().stream()
                .anyMatch(field -> !is.field(field.key())
                        .map(after -> after.choices()
                                .keySet()
                                .containsAll(field.choices().keySet()))
                        .orElse(true));
    }

    private static Map<String, String> byGrade(ObjectModel object) {
        Map<String, String> cadences = new HashMap<>();
        GradeScale scale = object.gradeScale();
        if (scale != null) {
            scale.grades().forEach((key, grade) -> grade.cadence().ifPresent(cadence -> cadences.put(key, cadence)));
        }
        return cadences;
    }
}
