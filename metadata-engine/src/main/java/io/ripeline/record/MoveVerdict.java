package io.ripeline.record;

import io.ripeline.refusal.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a record may enter a stage.
///
/// @param refusal why not; absent where it may
/// @param unmet the criteria and tasks it does not meet, those included that only warn
public record MoveVerdict(String stage, @Nullable Refused refusal, List<Unmet> unmet) {

    public MoveVerdict {
        unmet = List.copyOf(unmet);
    }

    /// Whether it may.
    public boolean allowed() {
        return refusal == null;
    }
}
