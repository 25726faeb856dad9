package io.ripeline.search;

import io.ripeline.database.KeptStatement;
import io.ripeline.definition.FieldModel;
import io.ripeline.record.Alongside;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.RecordsWritten;
import io.ripeline.record.StoredRecord;
import io.ripeline.tenancy.TenantTransaction;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Keeps the index at what a transaction wrote: a record that is written by itself beside its row, of many all at once
/// before the transaction commits, or before somebody searches in it.
@Component
class WrittenTexts implements Alongside {

    private static final Object KEY = new Object();

    @Override
    public void writing(RecordWritten written, Consumer<KeptStatement.Filled> statements) {
        List<FieldModel> fields = SearchedFields.of(written.object());
        if (!written.cause().inBulk() && concerns(written, fields)) {
            UUID id = written.after().id();
            SearchIndex.Entry entry = entry(written, fields);
            Pending pending = pending(written.transaction());
            pending.entries.computeIfPresent(id, (_, older) -> entry);
            pending.alongside = written.after();
            statements.accept(SearchIndex.storing(written.transaction(), id, entry));
        }
    }

    @EventListener
    void on(RecordsWritten written) {
        List<FieldModel> fields = SearchedFields.of(written.object());
        List<RecordWritten> changed = written.all().stream()
                .filter(each ->
                        concerns(each, fields) && !pending(each.transaction()).isStored(each.after()))
                .toList();
        if (!changed.isEmpty()) {
            Map<UUID, SearchIndex.Entry> entries = pending(written.transaction()).entries;
            // Reading texts needs no database, which meanwhile waits: all processors may do it.
            List<SearchIndex.Entry> found =
                    changed.parallelStream().map(each -> entry(each, fields)).toList();
            for (int index = 0; index < found.size(); index++) {
                entries.put(changed.get(index).after().id(), found.get(index));
            }
        }
    }

    private static boolean concerns(RecordWritten written, List<FieldModel> fields) {
        return !fields.isEmpty()
                && (written.before() == null
                        || fields.stream().map(FieldModel::key).anyMatch(written::changed));
    }

    private static SearchIndex.Entry entry(RecordWritten written, List<FieldModel> fields) {
        return SearchIndex.entry(written.object(), fields, written.after().values());
    }

    private static Pending pending(TenantTransaction transaction) {
        Pending known = (Pending) TransactionSynchronizationManager.getResource(KEY);
        if (known == null) {
            known = new Pending(transaction);
            TransactionSynchronizationManager.bindResource(KEY, known);
            TransactionSynchronizationManager.registerSynchronization(known);
            transaction.beforeEnd(known::end);
        }
        return known;
    }

    /// Stores what the current transaction wrote so far.
    static void settle() {
        Pending known = (Pending) TransactionSynchronizationManager.getResource(KEY);
        if (known != null) {
            known.store();
        }
    }

    private static final class Pending implements TransactionSynchronization {

        private final TenantTransaction transaction;
        private final IdentityHashMap<Object, Map<UUID, SearchIndex.Entry>> savepoints = new IdentityHashMap<>();
        private Map<UUID, SearchIndex.Entry> entries = new LinkedHashMap<>();

        /// The record whose entry went to the database beside its row.
        private @Nullable StoredRecord alongside;

        Pending(TenantTransaction transaction) {
            this.transaction = transaction;
        }

        // The very same record, for one with the same values may have been refused before.
        @SuppressWarnings("ReferenceEquality")
        private boolean isStored(StoredRecord record) {
            return record == alongside;
        }

        private void store() {
            SearchIndex.store(transaction, entries);
            entries.clear();
        }

        @Override
        public void savepoint(Object savepoint) {
            savepoints.put(savepoint, new HashMap<>(entries));
        }

        @Override
        public void savepointRollback(Object savepoint) {
            Map<UUID, SearchIndex.Entry> then = savepoints.remove(savepoint);
            entries = then == null ? new LinkedHashMap<>() : new LinkedHashMap<>(then);
        }

        /// A transaction of the platform around this one would commit in nobody's schema.
        private void end() {
            store();
            forget();
        }

        @Override
        public void afterCompletion(int status) {
            forget();
        }

        private void forget() {
            if (TransactionSynchronizationManager.getResource(KEY) == this) {
                TransactionSynchronizationManager.unbindResource(KEY);
            }
        }
    }
}
