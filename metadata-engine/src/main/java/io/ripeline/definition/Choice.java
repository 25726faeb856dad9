package io.ripeline.definition;

import org.jspecify.annotations.Nullable;

/// One value a select field may take: an option, a stage or a grade.
public record Choice(String key, Label label, @Nullable String color) {}
