package io.ripeline.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A page of records.
///
/// @param nextCursor asks for the next page; absent on the last one
/// @param prevCursor asks for the page before; absent on the first one
/// @param total how many match in all, where it was asked for
/// @param binned how those of the page that are in the bin came there, by id
public record RecordPage(
        List<StoredRecord> items,
        @Nullable String nextCursor,
        @Nullable String prevCursor,
        @Nullable Long total,
        Map<UUID, Binned> binned) {

    public RecordPage {
        items = List.copyOf(items);
        binned = Map.copyOf(binned);
    }

    /// How a record came into the bin.
    ///
    /// @param mergedInto the record it was merged into, where it was
    public record Binned(Instant at, UUID by, @Nullable UUID mergedInto) {

        /// When it leaves the bin for good.
        public Instant purgedAt() {
            return at.plus(PurgeBin.KEPT);
        }
    }
}
