package io.ripeline.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of records.
///
/// @param nextCursor asks for the next page; absent on the last one
/// @param total how many match in all, where it was asked for
public record RecordPage(
        List<StoredRecord> items,
        @Nullable String nextCursor,
        @Nullable Long total) {

    public RecordPage {
        items = List.copyOf(items);
    }
}
