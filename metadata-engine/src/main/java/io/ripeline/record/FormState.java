package io.ripeline.record;

import java.util.Set;

/// What a form has to know of its fields while somebody fills it in; each by key.
///
/// @param required need a value
/// @param hidden are not shown
/// @param readOnly cannot be changed by the acting member
public record FormState(Set<String> required, Set<String> hidden, Set<String> readOnly) {

    public FormState {
        required = Set.copyOf(required);
        hidden = Set.copyOf(hidden);
        readOnly = Set.copyOf(readOnly);
    }
}
