package io.ripeline.record;

import static io.ripeline.record.RecordError.LIMIT_INVALID;

import io.ripeline.refusal.Text;
import org.jspecify.annotations.Nullable;

/// Which records of an object are wanted, and in what order.
///
/// @param filter CEL over the object's fields
/// @param sort field keys, comma separated, a leading `-` for descending; values absent come last; newest first where
/// absent
/// @param search words that the record's name contains
/// @param limit 1 to 200
/// @param cursor `nextCursor` of the page before
/// @param count whether to count all that match
/// @param pool key of the pool whose records are wanted; those that are in none where absent
public record RecordQuery(
        @Nullable String filter,
        @Nullable String sort,
        @Nullable String search,
        int limit,
        @Nullable String cursor,
        boolean count,
        @Nullable String pool) {

    /// The page size where none is asked for.
    public static final int DEFAULT_LIMIT = 50;

    private static final int MOST = 200;

    /// Refuses with `limit-invalid`.
    public RecordQuery {
        if (limit < 1 || limit > MOST) {
            throw LIMIT_INVALID.because(Text.of("limit is from 1 to %d.", "limit 应在 1 到 %d 之间。", MOST));
        }
    }

    /// Records that are in no pool.
    public RecordQuery(
            @Nullable String filter,
            @Nullable String sort,
            @Nullable String search,
            int limit,
            @Nullable String cursor,
            boolean count) {
        this(filter, sort, search, limit, cursor, count, null);
    }

    /// The same of a pool.
    public RecordQuery in(@Nullable String other) {
        return new RecordQuery(filter, sort, search, limit, cursor, count, other);
    }

    /// All that match a filter, the newest first.
    public static RecordQuery matching(@Nullable String filter) {
        return new RecordQuery(filter, null, null, MOST, null, false);
    }
}
