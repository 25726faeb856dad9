package io.ripeline.bulk;

import io.ripeline.record.Move;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One record of bulk work.
///
/// @param from whose it was when the work was asked for; absent where it was nobody's
/// @param made what was made of it, once it was done
record Item(UUID id, String object, @Nullable UUID from, Effect made) {

    /// What was made of a record.
    ///
    /// @param versions of the record; none where it was so before
    /// @param stays it was in before, where it changed any
    record Effect(Set<Integer> versions, List<Move> stays) {

        static final Effect NONE = new Effect(Set.of(), List.of());

        Effect {
            versions = Set.copyOf(versions);
            stays = List.copyOf(stays);
        }
    }

    /// What became of a record.
    ///
    /// @param made what was made of it; absent where that is known already, or nothing was
    /// @param called what it is called, where there is something to tell
    /// @param problem why it was refused, or what of it stays as it is
    record Outcome(
            UUID id,
            State state,
            @Nullable Effect made,
            @Nullable String called,
            @Nullable Map<String, Object> problem) {

        Outcome(Item item, State state) {
            this(item.id(), state, null, null, null);
        }

        Outcome(Item item, State state, Effect made) {
            this(item.id(), state, made, null, null);
        }

        /// With something to tell.
        Outcome(Item item, State state, @Nullable String called, Map<String, Object> problem) {
            this(item.id(), state, null, called, problem);
        }
    }
}
