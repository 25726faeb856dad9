package io.ripeline.expression;

import java.util.Arrays;
import java.util.Optional;

/// What can be asked of a list of records with a condition on each; an element counts where the condition holds.
enum Quantifier {
    EXISTS("exists"),
    ALL("all"),
    EXISTS_ONE("exists_one"),
    FILTER("filter");

    private final String function;

    Quantifier(String function) {
        this.function = function;
    }

    /// What a source calls it.
    String function() {
        return function;
    }

    /// What a renamed tree calls it, which no source can spell.
    String variant() {
        return "@" + function;
    }

    static Optional<Quantifier> find(String function) {
        return Arrays.stream(values())
                .filter(each -> each.function.equals(function))
                .findFirst();
    }

    static Optional<Quantifier> ofVariant(String function) {
        return Arrays.stream(values())
                .filter(each -> each.variant().equals(function))
                .findFirst();
    }
}
