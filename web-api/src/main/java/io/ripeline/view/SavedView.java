package io.ripeline.view;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A list or a board that a member keeps under a name.
///
/// @param owner who made it
/// @param query what it shows
/// @param shared whether others have it too: those of some roles, or everybody where none is named
record SavedView(
        UUID id,
        String object,
        UUID owner,
        String label,
        Query query,
        boolean shared,
        List<String> roles,
        Instant createdAt,
        Instant updatedAt) {

    SavedView {
        roles = List.copyOf(roles);
    }

    /// How records are drawn.
    enum Kind {
        LIST,
        BOARD;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What a view shows.
    ///
    /// @param columns those of the layout where empty
    record Query(
            Kind kind,
            @Nullable String filter,
            @Nullable String sort,
            @Nullable String search,
            List<String> columns) {

        Query {
            columns = List.copyOf(columns);
        }
    }

    /// What a member makes of a view for herself.
    ///
    /// @param first whether she begins with it
    record Choice(boolean pinned, boolean first) {

        static final Choice NONE = new Choice(false, false);
    }

    SavedView with(String otherLabel, Query other, boolean nowShared, List<String> nowRoles, Instant now) {
        return new SavedView(id, object, owner, otherLabel, other, nowShared, nowRoles, createdAt, now);
    }
}
