package io.ripeline.duplicate;

import io.ripeline.definition.ObjectModel;
import io.ripeline.record.RecordDeleted;
import io.ripeline.record.RecordRestored;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.RecordsWritten;
import io.ripeline.record.StoredRecord;
import io.ripeline.tenancy.TenantTransaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Keeps the keys of records with whatever writes them, in the same transaction.
@Component
class KeepKeys {

    @EventListener
    void on(RecordsWritten written) {
        ObjectModel object = written.object();
        if (object.duplicates().isEmpty()) {
            return;
        }
        List<Comparison> comparisons = comparisons(object);
        DuplicateKeys keys = new DuplicateKeys(written.transaction());
        Map<UUID, Set<Long>> begun = new LinkedHashMap<>();
        Map<UUID, Set<Long>> gone = new LinkedHashMap<>();
        Map<UUID, Set<Long>> added = new LinkedHashMap<>();
        for (RecordWritten each : written.all()) {
            if (each.before() == null) {
                begun.put(each.after().id(), keys(comparisons, each.after()));
            } else {
                change(each.before(), each.after(), comparisons, gone, added);
            }
        }
        keys.begin(begun);
        keys.remove(gone);
        keys.add(added);
    }

    private static void change(
            StoredRecord before,
            StoredRecord after,
            List<Comparison> comparisons,
            Map<UUID, Set<Long>> removed,
            Map<UUID, Set<Long>> added) {
        Set<Long> had = keys(comparisons, before);
        Set<Long> has = keys(comparisons, after);
        if (!had.equals(has)) {
            Set<Long> gone = new TreeSet<>(had);
            gone.removeAll(has);
            removed.put(after.id(), gone);
            added.put(after.id(), has);
        }
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
        return keys(comparisons(object), record);
    }

    private static List<Comparison> comparisons(ObjectModel object) {
        return object.duplicates().stream()
                .map(rule -> new Comparison(object, rule))
                .toList();
    }

    private static Set<Long> keys(List<Comparison> comparisons, StoredRecord record) {
        Set<Long> keys = new TreeSet<>();
        comparisons.forEach(comparison -> {
            for (long key : comparison.keys(record)) {
                keys.add(key);
            }
        });
        return keys;
    }
}
