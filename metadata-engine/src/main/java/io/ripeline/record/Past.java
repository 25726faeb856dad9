package io.ripeline.record;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The history a company brings along with a record.
///
/// @param createdAt when it was made; now where absent
/// @param createdBy who made it; the acting member where absent
/// @param entries when it entered stages and grades, in any order
public record Past(@Nullable Instant createdAt, @Nullable UUID createdBy, List<Entry> entries) {

    /// No past.
    public static final Past NONE = new Past(null, null, List.of());

    public Past {
        entries = List.copyOf(entries);
    }

    /// A stage or grade was entered.
    public record Entry(String field, String value, Instant at) {}
}
