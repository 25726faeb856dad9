package io.ripeline.definition;

import io.ripeline.definition.Definition.GradeScaleDefinition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A grade scale that runs: the grades of one select field, by key in order.
public record GradeScale(GradeScaleDefinition definition, Map<String, Grade> grades) {

    public GradeScale {
        grades = InOrder.of(grades);
    }

    /// The select field whose choices the grades are.
    public String field() {
        return definition.field();
    }

    /// The grades, the ripest first; those without a ripeness last, else in the order of the document.
    public List<Grade> byRipeness() {
        return grades.values().stream()
                .sorted(Comparator.comparing(Grade::ripeness, Comparator.nullsLast(Comparator.<Integer>reverseOrder())))
                .toList();
    }

    /// Whether a suggested grade is taken without anybody asking for it.
    public boolean isAutomatic() {
        return "automatic".equals(definition.mode());
    }

    /// How many days a record keeps its grade before another one is suggested.
    public int minimumHoldDays() {
        return definition.minimumHoldDays() == null ? 0 : definition.minimumHoldDays();
    }
}
