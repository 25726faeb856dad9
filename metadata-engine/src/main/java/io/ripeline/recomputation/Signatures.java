package io.ripeline.recomputation;

import io.ripeline.definition.Derivations.Formula;
import io.ripeline.definition.Derivations.RollUp;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Expression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the computed values of an object's records depend on besides the records, as text by field: while it is the
/// same, the values are right.
final class Signatures {

    private final Model model;
    private final Map<FieldModel, String> known = new HashMap<>();

    private Signatures(Model model) {
        this.model = model;
    }

    /// The fields of an object that are computed otherwise than in the version before, or not there then.
    static SortedSet<String> changed(Model before, Model after, ObjectModel object) {
        Map<String, String> was = before.find(object.key())
                .map(standing -> new Signatures(before).of(standing))
                .orElse(Map.of());
        SortedSet<String> changed = new TreeSet<>();
        new Signatures(after).of(object).forEach((field, signature) -> {
            if (!signature.equals(was.get(field))) {
                changed.add(field);
            }
        });
        return changed;
    }

    private Map<String, String> of(ObjectModel object) {
        Map<String, String> signatures = new HashMap<>();
        for (RollUp rollUp : object.derived().rollUps()) {
            signatures.put(rollUp.field().key(), of(object, rollUp.field()));
        }
        for (Formula formula : object.derived().formulas()) {
            signatures.put(formula.field().key(), of(object, formula.field()));
        }
        return signatures;
    }

    private String of(ObjectModel object, FieldModel field) {
        String found = known.get(field);
        if (found == null) {
            found = String.join("\n", List.of(column(field), formula(object, field), rollUp(object, field)));
            known.put(field, found);
        }
        return found;
    }

    private static String column(FieldModel field) {
        return field.column() + " " + field.type() + " "
                + (field.currencyColumn() == null ? "" : field.definition().currency());
    }

    private String formula(ObjectModel object, FieldModel field) {
        Optional<Formula> formula = object.derived().formulas().stream()
                .filter(each -> each.field().equals(field))
                .findFirst();
        return formula.map(each -> source(each.value().source())
                        + reads(object, each.value().fields()))
                .orElse("");
    }

    private String rollUp(ObjectModel object, FieldModel field) {
        Optional<RollUp> rollUp = object.derived().rollUps().stream()
                .filter(each -> each.field().equals(field))
                .findFirst();
        return rollUp.map(this::of).orElse("");
    }

    private String of(RollUp rollUp) {
        ObjectModel of = model.object(rollUp.of());
        Expression where = rollUp.where();
        return String.join(
                "\n",
                rollUp.function().key(),
                of.table().toString(),
                signature(of, rollUp.lookup()),
                signature(of, rollUp.measured()),
                where == null ? "" : source(where.source()) + reads(of, where.fields()));
    }

    private String signature(ObjectModel object, @Nullable FieldModel field) {
        return field == null ? "" : of(object, field);
    }

    /// An expression, with the company's calendars where it asks for working days.
    private String source(String source) {
        return source.contains("working_days")
                ? source + "\n" + model.definition().calendars()
                : source;
    }

    private String reads(ObjectModel object, List<String> fields) {
        StringBuilder reads = new StringBuilder();
        for (String key : fields) {
            object.field(key)
                    .ifPresent(field ->
                            reads.append("\n(").append(of(object, field)).append(')'));
        }
        return reads.toString();
    }
}
