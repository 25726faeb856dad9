package io.ripeline.imports;

import io.ripeline.record.Move;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a row wrote.
///
/// @param version of the record that the row made
/// @param stays the record was in before, where the row changed them
record Effect(int row, UUID record, int version, @Nullable List<Move> stays) {

    Effect {
        stays = stays == null ? null : List.copyOf(stays);
    }
}
