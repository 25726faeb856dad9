package io.ripeline.record;

import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.tenancy.TenantTransaction;

/// A record was taken out of the bin. Delivered inside the restoring transaction, once for each record that comes back.
///
/// @param record the record as it is now
public record RecordRestored(
        TenantTransaction transaction, Model model, ObjectModel object, StoredRecord record, Cause cause) {}
