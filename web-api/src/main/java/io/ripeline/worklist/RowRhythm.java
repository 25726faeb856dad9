package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Expression;
import io.ripeline.record.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// A model's rhythms over the columns of a query, each condition by its place there: tells the rhythm of many records
/// from one reading.
record RowRhythm(Model model, ObjectModel object, @Nullable Field<String> grade, Map<String, Field<Boolean>> met) {

    /// The rhythms in force; nothing where one of their conditions cannot be asked in SQL.
    static Optional<RowRhythm> inForce(Session session, ObjectModel object) {
        Map<String, Field<Boolean>> met = new LinkedHashMap<>();
        for (Expression condition : conditions(session.model(), object)) {
            if (!condition.isPushable()) {
                return Optional.empty();
            }
            met.put(condition.source(), named(met, condition.condition(session.moment())));
        }
        GradeScale scale = object.gradeScale();
        Field<String> grade = scale == null
                ? null
                : Columns.of(object, scale.field(), String.class).as("grade_is");
        return Optional.of(new RowRhythm(session.model(), object, grade, met));
    }

    /// Every condition of the object's rhythms.
    static List<Expression> conditions(Model model, ObjectModel object) {
        return ApplicableCadence.all(model, object).stream()
                .flatMap(cadence -> cadence.conditions().stream())
                .toList();
    }

    /// A condition as a column of its own.
    static Field<Boolean> named(Map<String, Field<Boolean>> met, Condition condition) {
        return DSL.field(condition).as("condition_" + met.size());
    }

    /// What the query has to read.
    List<Field<?>> fields() {
        List<Field<?>> fields = new ArrayList<>(met.values());
        if (grade != null) {
            fields.add(grade);
        }
        return fields;
    }

    /// The rhythm of the record in a row that goes from contact to contact.
    Optional<Cadence> rhythm(Record row) {
        return ApplicableCadence.of(
                model,
                object,
                grade == null ? null : row.get(grade),
                condition -> Boolean.TRUE.equals(row.get(met.get(condition.source()))));
    }
}
