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
        Map<UUID, Set<Long>> begun = new LinkedHashMap<>();
        Map<UUID, Set<Long>> gone = new LinkedHashMap<>();
        Map<UUID, Set<Long>> added = new LinkedHashMap<>();
        // Finding keys needs no database, which meanwhile waits: all processors may do it.
        List<Change> changes = written.all().parallelStream()
                .map(each -> change(each, comparisons))
                .toList();
        for (Change change : changes) {
            if (change.isNew()) {
                begun.put(change.record(), change.has());
            } else if (!change.had().equals(change.has())) {
                gone.put(change.record(), change.gone());
                added.put(change.record(), change.has());
            }
        }
        DuplicateKeys keys = new DuplicateKeys(written.transaction());
        keys.begin(begun);
        keys.remove(gone);
        keys.add(added);
    }

    /// The keys a record had and has.
    private record Change(UUID record, boolean isNew, Set<Long> had, Set<Long> has) {

        Set<Long> gone() {
            Set<Long> gone = new TreeSet<>(had);
            gone.removeAll(has);
            return gone;
        }
    }

    private static Change change(RecordWritten written, List<Comparison> comparisons) {
        StoredRecord before = written.before();
        Set<Long> had = before == null ? Set.of() : keys(comparisons, before);
        return new Change(written.after().id(), before == null, had, keys(comparisons, written.after()));
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
