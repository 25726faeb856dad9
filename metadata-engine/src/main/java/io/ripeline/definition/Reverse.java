package io.ripeline.definition;

import io.ripeline.definition.ObjectDefinition.FieldDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A list of records as the record they point to calls it.
///
/// @param key what that record's object calls it
/// @param object whose records they are
/// @param lookup the field by which they point; absent where they are about the record
record Reverse(
        String key, ObjectDefinition object, @Nullable FieldDefinition lookup) {

    /// How the standard objects are called where they do not say.
    static final Map<String, String> USUAL =
            Map.of(StandardObjects.ACTIVITY, "activities", StandardObjects.FOLLOW_UP, "follow_ups");

    /// Every list the records of an object have, in the order of the document.
    static List<Reverse> of(Definition definition, String target) {
        List<Reverse> lists = new ArrayList<>();
        for (ObjectDefinition object : definition.objects()) {
            String about = object.reverse() == null ? USUAL.get(object.key()) : object.reverse();
            if (Boolean.TRUE.equals(object.about()) && about != null) {
                lists.add(new Reverse(about, object, null));
            }
            for (FieldDefinition field : object.fields()) {
                if (field.reverse() != null && target.equals(field.target())) {
                    lists.add(new Reverse(field.reverse(), object, field));
                }
            }
        }
        return lists;
    }

    /// The list with this name.
    static Optional<Reverse> find(Definition definition, String target, String key) {
        return of(definition, target).stream()
                .filter(list -> list.key().equals(key))
                .findFirst();
    }
}
