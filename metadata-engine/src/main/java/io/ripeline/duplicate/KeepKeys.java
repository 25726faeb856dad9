package io.ripeline.duplicate;

import io.ripeline.definition.ObjectModel;
import io.ripeline.record.RecordDeleted;
import io.ripeline.record.RecordRestored;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.StoredRecord;
import io.ripeline.tenancy.TenantTransaction;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Keeps the keys of records with whatever writes them, in the same transaction.
@Component
class KeepKeys {

    @EventListener
    void on(RecordWritten written) {
        ObjectModel object = written.object();
        if (object.duplicates().isEmpty()) {
            return;
        }
        StoredRecord before = written.before();
        Set<Long> had = before == null ? Set.of() : keys(object, before);
        Set<Long> has = keys(object, written.after());
        if (had.equals(has)) {
            return;
        }
        DuplicateKeys keys = new DuplicateKeys(written.transaction());
        Set<Long> gone = new TreeSet<>(had);
        gone.removeAll(has);
        keys.remove(written.after().id(), gone);
        keys.add(Map.of(written.after().id(), has));
    }

    @EventListener
    void on(RecordDeleted deleted) {
        if (!deleted.object().duplicates().isEmpty()) {
            new DuplicateKeys(deleted.transaction())
                    .removeAll(Set.of(deleted.record().id()));
        }
    }

    @EventListener
    void on(RecordRestored restored) {
        put(restored.transaction(), restored.object(), restored.record());
    }

    private static void put(TenantTransaction transaction, ObjectModel object, StoredRecord record) {
        if (!object.duplicates().isEmpty()) {
            new DuplicateKeys(transaction).add(Map.of(record.id(), keys(object, record)));
        }
    }

    /// The keys of a record under all rules of its object.
    static Set<Long> keys(ObjectModel object, StoredRecord record) {
        Set<Long> keys = new TreeSet<>();
        object.duplicates().forEach(rule -> {
            for (long key : new Comparison(object, rule).keys(record)) {
                keys.add(key);
            }
        });
        return keys;
    }
}
