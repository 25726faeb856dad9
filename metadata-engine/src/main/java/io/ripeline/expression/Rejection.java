package io.ripeline.expression;

import java.util.List;

/// A source that is no expression of the language.
///
/// @param source what was written
/// @param problems at least one, in the order of the text
public record Rejection(String source, List<Problem> problems) implements Checked, CheckedValue {
    public Rejection {
        problems = List.copyOf(problems);
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("A rejection needs a problem.");
        }
    }
}
