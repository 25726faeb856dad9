package io.ripeline.search;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import java.util.List;
import java.util.stream.Collectors;

/// By which of its fields an object's records are found: its name, telephone numbers, addresses, automatic numbers and
/// what the definition marks. What is about another record is found by marked fields only.
final class SearchedFields {

    private SearchedFields() {}

    static List<FieldModel> of(ObjectModel object) {
        return object.all().stream().filter(field -> sought(object, field)).toList();
    }

    private static boolean sought(ObjectModel object, FieldModel field) {
        if (field.definition().searchable() != null) {
            return field.definition().searchable();
        }
        boolean common = field.type() == FieldType.PHONE
                || field.type() == FieldType.EMAIL
                || field.type() == FieldType.AUTO_NUMBER
                || field.equals(object.nameField()) && field.type().isText();
        return common && !object.about();
    }

    /// What the index of an object was made by; another one means it has to be made anew.
    static String signature(ObjectModel object) {
        return of(object).stream()
                .map(field ->
                        field.key() + ":" + field.type() + ":" + field.column().getName())
                .collect(Collectors.joining(","));
    }
}
