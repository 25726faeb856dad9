package io.ripeline.definition;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a roll-up does with the records it takes in.
public enum RollUpFunction {
    /// How many there are; 0 where there are none.
    COUNT,
    /// Their sum; 0 where there are none.
    SUM,
    /// The least; no value where there are none.
    MIN,
    /// The greatest; no value where there are none.
    MAX,
    /// The mean; no value where there are none.
    AVG;

    /// The function's name in the document.
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it computes values of a type.
    boolean takes(FieldType type) {
        return switch (this) {
            case COUNT -> false;
            case SUM, AVG -> type.isNumber();
            case MIN, MAX -> type.isNumber() || type == FieldType.DATE || type == FieldType.DATE_TIME;
        };
    }

    /// Whether it has a value where there is nothing to compute.
    public boolean isNeverAbsent() {
        return this == COUNT || this == SUM;
    }

    /// The function with this name in the document.
    public static Optional<RollUpFunction> byKey(String key) {
        return Arrays.stream(values())
                .filter(function -> function.key().equals(key))
                .findFirst();
    }
}
