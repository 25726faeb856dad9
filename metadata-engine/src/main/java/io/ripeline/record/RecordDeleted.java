package io.ripeline.record;

import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.tenancy.TenantTransaction;

/// A record was put into the bin. Delivered inside the deleting transaction, once for each record that goes.
///
/// @param record the record as it is in the bin
public record RecordDeleted(
        TenantTransaction transaction, Model model, ObjectModel object, StoredRecord record, Cause cause) {}
