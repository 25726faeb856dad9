package io.ripeline.record;

import io.ripeline.definition.Derivations.RollUp;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a computed field is computed from.
///
/// @param object whose records have the field
record Sources(ObjectModel object, FieldModel field) {

    /// The fields that a formula or roll-up reads, its conditions included.
    static Stream<Sources> of(Session session, ObjectModel object, FieldModel computed) {
        Stream<Sources> formula = object.derived().formulas().stream()
                .filter(each -> each.field().key().equals(computed.key()))
                .flatMap(each -> named(object, each.value().fields()));
        Stream<Sources> rollUp = object.derived().rollUps().stream()
                .filter(each -> each.field().key().equals(computed.key()))
                .flatMap(each -> taken(session, each));
        return Stream.concat(formula, rollUp);
    }

    private static Stream<Sources> taken(Session session, RollUp rollUp) {
        ObjectModel children = session.model().object(rollUp.of());
        Stream<Sources> measured =
                Optional.ofNullable(rollUp.measured()).stream().map(field -> new Sources(children, field));
        Stream<Sources> sifted = Optional.ofNullable(rollUp.where()).stream()
                .flatMap(where -> named(children, where.needs().own()));
        return Stream.concat(measured, sifted);
    }

    private static Stream<Sources> named(ObjectModel object, List<String> fields) {
        return fields.stream().flatMap(key -> object.field(key).stream()).map(field -> new Sources(object, field));
    }
}
