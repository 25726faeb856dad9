package io.ripeline.openapi;

import io.ripeline.definition.ObjectModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the schemas of types are called in one document.
final class TypeNames {

    private final Map<String, Class<?>> named = new HashMap<>();

    /// The name of a type that goes one way, with that of the object whose values stand in it.
    String of(Class<?> type, TypeSchemas.Way way, @Nullable ObjectModel object) {
        String simple = simple(type);
        String given = way == TypeSchemas.Way.IN && !simple.endsWith("Request") ? simple + ".Given" : simple;
        return object == null ? given : object.key() + "." + given;
    }

    /// What a type is called; where others have its name already, with that of the type or of the package around it.
    private String simple(Class<?> type) {
        String own = type.getSimpleName();
        String around = type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
        Class<?> declaring = type.getDeclaringClass();
        String nested = declaring == null ? own : declaring.getSimpleName() + "." + own;
        for (String name : List.of(own, around + "." + own, nested, around + "." + nested)) {
            Class<?> first = named.putIfAbsent(name, type);
            if (first == null || first.equals(type)) {
                return name;
            }
        }
        throw new IllegalStateException("Two types are called " + type);
    }
}
