package io.ripeline.transfer;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A set of records given to a member.
///
/// @param object whose records they are
/// @param children keys of the objects whose records follow
public record Transfer(
        UUID id,
        String object,
        UUID to,
        List<String> children,
        @Nullable String reason,
        UUID by,
        Instant createdAt,
        @Nullable Instant undoneAt) {

    public Transfer {
        children = List.copyOf(children);
    }

    /// What is asked for: exactly one of `filter` and `ids`.
    ///
    /// @param filter CEL over the object's fields
    public record Wanted(
            @Nullable String filter,
            @Nullable List<UUID> ids,
            UUID to,
            List<String> children,
            @Nullable String reason) {

        public Wanted {
            ids = ids == null ? null : List.copyOf(ids);
            children = List.copyOf(children);
        }
    }
}
