package io.ripeline.imports;

import java.util.Collection;
import java.util.UUID;

/// Whom or what a name stands for.
sealed interface Found {

    /// Exactly one.
    record One(UUID id) implements Found {}

    /// Nothing was named.
    record Blank() implements Found {}

    /// None has the name.
    record None() implements Found {}

    /// More than one has the name.
    record Several(int count) implements Found {}

    /// What these ids are.
    static Found among(Collection<UUID> ids) {
        return switch (ids.size()) {
            case 0 -> new None();
            case 1 -> new One(ids.iterator().next());
            default -> new Several(ids.size());
        };
    }
}
