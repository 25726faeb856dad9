package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import io.ripeline.tenancy.TenantTransaction;
import java.util.List;
import java.util.UUID;

/// Records that were there before a field of automatic numbers got theirs. Delivered inside the transaction; their
/// versions did not grow.
public record RecordsNumbered(TenantTransaction transaction, ObjectModel object, List<UUID> records) {

    public RecordsNumbered {
        records = List.copyOf(records);
    }
}
