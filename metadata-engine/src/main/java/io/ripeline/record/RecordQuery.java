package io.ripeline.record;

import static io.ripeline.record.RecordError.LIMIT_INVALID;

import io.ripeline.refusal.Text;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which records of an object are wanted, and in what order.
///
/// @param filter CEL over the object's fields
/// @param sort field keys, comma separated, a leading `-` for descending, `:nulls_first` behind one whose absent values
/// come first instead of last; newest first where absent
/// @param search words that the record's name contains
/// @param limit 1 to 200
/// @param cursor `nextCursor` of the page before, or `prevCursor` of the page behind
/// @param count whether to count all that match
/// @param fields the fields whose values are wanted; all where empty
/// @param deleted whether those in the bin are wanted, the last deleted first
/// @param pool key of the pool whose records are wanted; those that are in none where absent
public record RecordQuery(
        @Nullable String filter,
        @Nullable String sort,
        @Nullable String search,
        int limit,
        @Nullable String cursor,
        boolean count,
        Set<String> fields,
        boolean deleted,
        @Nullable String pool) {

    /// The page size where none is asked for.
    public static final int DEFAULT_LIMIT = 50;

    private static final int MOST = 200;

    /// Refuses with `limit-invalid`.
    public RecordQuery {
        if (limit < 1 || limit > MOST) {
            throw LIMIT_INVALID.because(Text.of("limit is from 1 to %d.", "limit 应在 1 到 %d 之间。", MOST));
        }
        fields = Set.copyOf(fields);
    }

    /// All values of records that are neither in the bin nor in a pool.
    public RecordQuery(
            @Nullable String filter,
            @Nullable String sort,
            @Nullable String search,
            int limit,
            @Nullable String cursor,
            boolean count) {
        this(filter, sort, search, limit, cursor, count, Set.of(), false, null);
    }

    /// The same of a pool.
    public RecordQuery in(@Nullable String other) {
        return new RecordQuery(filter, sort, search, limit, cursor, count, fields, deleted, other);
    }

    /// The same of those in the bin.
    public RecordQuery inBin() {
        return new RecordQuery(filter, sort, search, limit, cursor, count, fields, true, pool);
    }

    /// The same with the values of some fields only.
    public RecordQuery only(Set<String> wanted) {
        return new RecordQuery(filter, sort, search, limit, cursor, count, wanted, deleted, pool);
    }

    /// All that match a filter, the newest first.
    public static RecordQuery matching(@Nullable String filter) {
        return new RecordQuery(filter, null, null, MOST, null, false);
    }
}
