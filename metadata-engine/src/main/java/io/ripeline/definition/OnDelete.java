package io.ripeline.definition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What deleting a record does to the records whose lookup points to it.
public enum OnDelete {
    /// They keep it from being deleted.
    RESTRICT,
    /// They lose the value.
    CLEAR,
    /// They are deleted with it, and restored with it.
    CASCADE;

    /// The word in the document.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The rule with this word.
    public static Optional<OnDelete> byKey(String key) {
        return Arrays.stream(values()).filter(rule -> rule.key().equals(key)).findFirst();
    }
}
