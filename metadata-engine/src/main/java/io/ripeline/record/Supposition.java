package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.FieldAccess;
import io.ripeline.expression.Needs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A record as it would be with changes that nobody writes.
///
/// @param standing the record as it stands; a new one with its defaults only
record Supposition(
        Session session,
        ObjectModel object,
        StoredRecord standing,
        boolean isNew,
        RecordChanges changes,
        ComputedValues computed) {

    /// The record with the changes and what is computed of them.
    StoredRecord record() {
        Map<String, Object> filled = new LinkedHashMap<>(standing.values());
        ValueChanges.merge(filled, changes.values());
        return isNew ? computed.ofNew(standing.with(filled)) : computed.of(standing, standing.with(filled));
    }

    /// What a form over it has to know of its fields.
    FormState form() {
        StoredRecord record = record();
        Needs rules = object.rules().needs();
        FieldStates states = new FieldStates(object, () -> session.facts(object, record, rules));
        Set<String> closed = new FieldStates(object, () -> session.facts(object, standing, rules)).closed();
        FieldView view = FieldView.of(session, object);
        object.all().stream()
                .filter(field -> view.access(field) != FieldAccess.EDIT)
                .forEach(field -> closed.add(field.key()));
        return new FormState(states.required(), states.hidden(), closed);
    }
}
