package io.ripeline.worklist;

import io.ripeline.definition.ObjectModel;
import org.jooq.Field;

/// The columns of fields that every company's definition has.
final class Columns {

    private Columns() {}

    /// The column of a standard field.
    static <T> Field<T> of(ObjectModel object, String field, Class<T> type) {
        return object.field(field)
                .orElseThrow(() -> new IllegalStateException(object.key() + " lacks the standard field " + field))
                .column()
                .coerce(type);
    }
}
