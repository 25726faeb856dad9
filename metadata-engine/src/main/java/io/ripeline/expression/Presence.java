package io.ripeline.expression;

import java.util.Optional;

/// `has(name)`: it becomes the variable `@has:name`, which no source can spell and which always has a value.
final class Presence {
    static final String FUNCTION = "has";

    private static final String PREFIX = "@has:";

    private Presence() {}

    static String variable(String key) {
        return PREFIX + key;
    }

    /// The variable whose presence a variable asks for.
    static Optional<String> subject(String variable) {
        return variable.startsWith(PREFIX) ? Optional.of(variable.substring(PREFIX.length())) : Optional.empty();
    }

    /// The variable itself, or the one whose presence it asks for.
    static String base(String variable) {
        return subject(variable).orElse(variable);
    }
}
