package io.ripeline.comment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Something that somebody said.
///
/// @param mentions the members that were named to be told
public record Comment(UUID id, String text, List<UUID> mentions, UUID by, Instant at) {

    public Comment {
        mentions = List.copyOf(mentions);
    }
}
