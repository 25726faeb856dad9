package io.ripeline.bulk;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Giving each record to a member.
///
/// @param children keys of the objects whose records follow
record Transfer(UUID to, List<String> children, @Nullable String reason) implements Work {

    Transfer {
        children = List.copyOf(children);
    }
}
