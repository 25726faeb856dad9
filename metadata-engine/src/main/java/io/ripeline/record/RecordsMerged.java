package io.ripeline.record;

import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.tenancy.TenantTransaction;
import java.util.List;
import java.util.UUID;

/// Records were merged into one. Delivered inside the merging transaction, after what hung on them went over.
///
/// @param record the one that stays
/// @param merged those that are in the bin now
public record RecordsMerged(
        TenantTransaction transaction, Model model, ObjectModel object, StoredRecord record, List<UUID> merged) {

    public RecordsMerged {
        merged = List.copyOf(merged);
    }
}
