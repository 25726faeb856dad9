package io.ripeline.publishing;

import org.jspecify.annotations.Nullable;

/// What becomes of values that the draft leaves no place for: those of a stage, grade or option that it removes, or
/// those that have no counterpart in a field's new type.
///
/// @param from the removed key
/// @param to the key its records bear afterwards
/// @param convert `drop` where values that cannot be converted may be lost; then there is neither `from` nor `to`
public record ValueMapping(
        String object,
        String field,
        @Nullable String from,
        @Nullable String to,
        @Nullable String convert) {

    private static final String DROP = "drop";

    /// Records that bear `from` get `to`.
    public ValueMapping(String object, String field, String from, String to) {
        this(object, field, from, to, null);
    }

    /// Values of the field that cannot be converted may be lost.
    public static ValueMapping drop(String object, String field) {
        return new ValueMapping(object, field, null, null, DROP);
    }

    boolean drops(String ofObject, String ofField) {
        return object.equals(ofObject) && field.equals(ofField) && DROP.equals(convert);
    }
}
