package io.ripeline.definition;

import io.ripeline.definition.ObjectDefinition.FieldDefinition;
import io.ripeline.definition.ObjectDefinition.RollUpDefinition;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Which types the values of formulas and roll-ups are of, told by the document alone: an expression can be read only
/// once the types of all fields are known.
final class DerivedTypes {

    static final String FORMULA = "formula";
    static final String ROLL_UP = "rollup";

    /// What a formula may result in.
    static final Set<FieldType> RESULTS = Collections.unmodifiableSet(EnumSet.of(
            FieldType.TEXT,
            FieldType.INTEGER,
            FieldType.DECIMAL,
            FieldType.CURRENCY,
            FieldType.PERCENT,
            FieldType.DATE,
            FieldType.DATE_TIME,
            FieldType.BOOLEAN));

    private final Definition definition;

    DerivedTypes(Definition definition) {
        this.definition = definition;
    }

    /// Whether a field is computed and never written.
    static boolean isDerived(FieldDefinition field) {
        return field.type().equals(FORMULA) || field.type().equals(ROLL_UP);
    }

    /// The type of a field's values; none where the field does not say enough.
    Optional<FieldType> of(ObjectDefinition object, FieldDefinition field) {
        return switch (field.type()) {
            case FORMULA ->
                Optional.ofNullable(field.result()).flatMap(FieldType::byKey).filter(RESULTS::contains);
            case ROLL_UP -> Optional.ofNullable(field.rollup()).flatMap(rollUp -> ofRollUp(object, rollUp));
            default -> FieldType.byKey(field.type());
        };
    }

    private Optional<FieldType> ofRollUp(ObjectDefinition object, RollUpDefinition rollUp) {
        Optional<RollUpFunction> function = RollUpFunction.byKey(rollUp.function());
        if (function.equals(Optional.of(RollUpFunction.COUNT))) {
            return Optional.of(FieldType.INTEGER);
        }
        return function.flatMap(known -> ofMeasured(object, rollUp)
                .filter(known::takes)
                .map(type -> known == RollUpFunction.AVG && type == FieldType.INTEGER ? FieldType.DECIMAL : type));
    }

    /// The type of what a roll-up computes over; none for a roll-up of a roll-up.
    private Optional<FieldType> ofMeasured(ObjectDefinition object, RollUpDefinition rollUp) {
        return Reverse.find(definition, object.key(), rollUp.of())
                .flatMap(children -> children.object().fields().stream()
                        .filter(field -> field.key().equals(rollUp.field())
                                && !field.type().equals(ROLL_UP))
                        .findFirst()
                        .flatMap(field -> of(children.object(), field)));
    }
}
