package io.ripeline.record;

import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.tenancy.TenantTransaction;
import org.jspecify.annotations.Nullable;

/// A record that was created or changed, one of those that {@link RecordsWritten} tells of.
///
/// @param before the record as it was; absent where it is new
public record RecordWritten(
        TenantTransaction transaction,
        Model model,
        ObjectModel object,
        @Nullable StoredRecord before,
        StoredRecord after,
        Cause cause) {

    /// Whether the value of a field is another one now.
    public boolean changed(String field) {
        return before == null
                ? after.value(field).isPresent()
                : !before.value(field).equals(after.value(field));
    }

    /// Whether the owner is another one now.
    public boolean changedOwner() {
        return before != null && !java.util.Objects.equals(before.ownerId(), after.ownerId());
    }
}
