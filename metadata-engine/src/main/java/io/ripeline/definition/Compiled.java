package io.ripeline.definition;

import java.util.List;
import java.util.Optional;

/// What compiling a document gave: its problems, and the model unless one of them is an error.
public record Compiled(Optional<Model> model, List<Problem> problems) {

    public Compiled {
        problems = List.copyOf(problems);
    }
}
