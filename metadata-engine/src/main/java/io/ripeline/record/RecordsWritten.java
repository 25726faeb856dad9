package io.ripeline.record;

import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.tenancy.TenantTransaction;
import java.util.List;
import java.util.function.Consumer;

/// Records of one object were created or changed by one cause, one or many at once: whoever can, sees to all of them
/// together. Delivered inside the writing transaction: whoever listens commits or fails with it.
///
/// @param all in the order in which they were written; at least one
public record RecordsWritten(List<RecordWritten> all) {

    public RecordsWritten {
        all = List.copyOf(all);
    }

    public TenantTransaction transaction() {
        return all.getFirst().transaction();
    }

    public Model model() {
        return all.getFirst().model();
    }

    public ObjectModel object() {
        return all.getFirst().object();
    }

    public Cause cause() {
        return all.getFirst().cause();
    }

    /// Sees to each record by itself, in their order.
    public void each(Consumer<RecordWritten> listener) {
        all.forEach(listener);
    }
}
