package io.ripeline.record;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.impl.DSL;

/// How records are called.
final class Names {

    private Names() {}

    /// How the member sees records called, by id, of those the object has.
    static Map<UUID, String> of(Session session, ObjectModel object, Collection<UUID> ids) {
        Map<UUID, String> names = new HashMap<>();
        FieldView view = FieldView.of(session, object);
        FieldModel name = object.nameField();
        if (name != null && !ids.isEmpty()) {
            session.transaction()
                    .sql()
                    .select(object.columns().id(), StoredValues.column(name, String.class))
                    .from(object.table())
                    .where(object.columns().id().eq(DSL.any(ids.toArray(new UUID[0]))))
                    .forEach(row -> names.put(row.value1(), view.name(Objects.requireNonNullElse(row.value2(), ""))));
        }
        return names;
    }
}
