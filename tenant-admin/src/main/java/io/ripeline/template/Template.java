package io.ripeline.template;

import io.ripeline.definition.Definition;
import io.ripeline.definition.Label;
import java.util.Optional;

/// A definition to begin with.
///
/// @param document the definition as written
/// @param sample the records of its sample company
public record Template(
        String key,
        Label label,
        Label description,
        int order,
        String document,
        Definition definition,
        Optional<Sample> sample) {}
