package io.ripeline.definition;

import io.ripeline.expression.Expression;
import io.ripeline.expression.ValueExpression;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the platform computes for the records of an object, and what is computed of them elsewhere. Computed values
/// stand in columns like any others and are never written by anybody else.
///
/// @param formulas in an order in which each comes after those it reads
/// @param rollUps of the object's own records
/// @param fed the roll-ups, also of other objects, that its records are taken into
public record Derivations(List<Formula> formulas, List<RollUp> rollUps, List<RollUp> fed) {

    /// Nothing is computed.
    public static final Derivations NONE = new Derivations(List.of(), List.of(), List.of());

    public Derivations {
        formulas = List.copyOf(formulas);
        rollUps = List.copyOf(rollUps);
        fed = List.copyOf(fed);
    }

    /// A field computed from others of the same record.
    public record Formula(FieldModel field, ValueExpression value) {}

    /// A field computed from the records that point to its own.
    ///
    /// @param object whose records bear it
    /// @param of whose records it takes in
    /// @param lookup the field by which those point; absent where they are about the record
    /// @param measured what of them it computes; absent for a count
    /// @param where which of them it takes in; all where absent
    public record RollUp(
            String object,
            FieldModel field,
            RollUpFunction function,
            String of,
            @Nullable FieldModel lookup,
            @Nullable FieldModel measured,
            @Nullable Expression where) {

        /// The currency it takes amounts of alone; where absent amounts must all have the same.
        public Optional<String> currency() {
            return field.ownCurrency();
        }
    }

    /// The fields whose values follow from other records: roll-ups, and the formulas that read them, even by others.
    public Set<String> acrossRecords() {
        Set<String> keys = new LinkedHashSet<>();
        rollUps.forEach(rollUp -> keys.add(rollUp.field().key()));
        for (Formula formula : formulas) {
            if (formula.value().fields().stream().anyMatch(keys::contains)) {
                keys.add(formula.field().key());
            }
        }
        return keys;
    }

    /// Whether records have any computed value.
    public boolean isEmpty() {
        return formulas.isEmpty() && rollUps.isEmpty();
    }
}
