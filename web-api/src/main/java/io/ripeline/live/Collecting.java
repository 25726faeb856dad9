package io.ripeline.live;

import io.ripeline.definition.ObjectModel;
import io.ripeline.job.JobProgressed;
import io.ripeline.notification.NotificationsRead;
import io.ripeline.notification.Notified;
import io.ripeline.publishing.VersionPublished;
import io.ripeline.record.RecordDeleted;
import io.ripeline.record.RecordRestored;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.RecordsWritten;
import io.ripeline.record.SightChanged;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.tenancy.TenantTransaction;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Notes what happens in each transaction and tells it once the transaction has committed, never before.
@Component
class Collecting {

    /// Of more records of one object in a transaction only the owners are told.
    private static final int ONE_BY_ONE = 50;

    private static final String FOLLOW_UP = "follow_up";

    private final Journal journal;

    Collecting(Journal journal) {
        this.journal = journal;
    }

    /// What happened in one transaction: of each record the last.
    private static final class Noted {

        private final Map<UUID, Happening> records = new LinkedHashMap<>();
        private final Set<Happening> others = new LinkedHashSet<>();
        private final IdentityHashMap<Object, Noted> savepoints = new IdentityHashMap<>();

        /// Notes how it stands, for what comes now may be undone.
        void savepoint(Object savepoint) {
            Noted now = new Noted();
            now.records.putAll(records);
            now.others.addAll(others);
            savepoints.put(savepoint, now);
        }

        /// Forgets what was undone.
        void undo(Object savepoint) {
            Noted then = savepoints.remove(savepoint);
            records.clear();
            others.clear();
            if (then != null) {
                records.putAll(then.records);
                others.addAll(then.others);
            }
        }

        void record(UUID id, Happening happening) {
            Happening before = records.remove(id);
            if (before == null) {
                records.put(id, happening);
                return;
            }
            boolean stillNew = "created".equals(before.op()) && "updated".equals(happening.op());
            UUID former = before.former() == null ? happening.former() : before.former();
            records.put(id, happening.as(stillNew ? "created" : happening.op(), former));
        }

        List<Happening> all() {
            Map<String, List<Happening>> byObject = records.values().stream()
                    .collect(Collectors.groupingBy(
                            each -> String.valueOf(each.object()), LinkedHashMap::new, Collectors.toList()));
            List<Happening> all = new ArrayList<>();
            byObject.forEach((object, its) -> all.addAll(its.size() > ONE_BY_ONE ? together(object, its) : its));
            all.addAll(others);
            return all;
        }

        private static Set<Happening> together(String object, List<Happening> many) {
            Set<Happening> owners = new LinkedHashSet<>();
            many.forEach(each -> {
                if (each.by() != null) {
                    owners.add(Happening.many(object, each.by(), each.concerns(), each.former()));
                }
            });
            return owners;
        }
    }

    @EventListener
    void on(RecordsWritten written) {
        written.each(this::see);
    }

    private void see(RecordWritten written) {
        StoredRecord before = written.before();
        StoredRecord after = written.after();
        Noted noted = noted(written.transaction());
        UUID former = before == null || Objects.equals(before.ownerId(), after.ownerId()) ? null : before.ownerId();
        record(noted, written.object(), after, before == null ? "created" : "updated", former);
        if (before != null) {
            worklist(noted, written.object(), before.ownerId(), after.updatedBy());
        }
    }

    @EventListener
    void on(RecordDeleted deleted) {
        record(noted(deleted.transaction()), deleted.object(), deleted.record(), "deleted", null);
    }

    @EventListener
    void on(RecordRestored restored) {
        record(noted(restored.transaction()), restored.object(), restored.record(), "restored", null);
    }

    @EventListener
    void on(SightChanged changed) {
        noted(changed.transaction()).others.add(Happening.sight(changed));
    }

    @EventListener
    void on(VersionPublished published) {
        noted(published.transaction())
                .others
                .add(Happening.version(published.after().version()));
    }

    @EventListener
    void on(Notified notified) {
        noted(notified.transaction())
                .others
                .add(Happening.notification(notified.id(), notified.by(), notified.member()));
    }

    @EventListener
    void on(NotificationsRead read) {
        noted(read.transaction()).others.add(Happening.notification(null, null, read.member()));
    }

    @EventListener
    void on(JobProgressed job) {
        journal.note(job.tenantId(), List.of(Happening.job(job)));
    }

    private static void record(Noted noted, ObjectModel object, StoredRecord record, String op, @Nullable UUID former) {
        Subject subject = record.subject();
        noted.record(
                record.id(),
                new Happening(
                        Topic.RECORD,
                        object.key(),
                        record.id(),
                        record.version(),
                        record.updatedBy(),
                        op,
                        record.ownerId(),
                        former,
                        subject == null ? null : subject.object(),
                        subject == null ? null : subject.id(),
                        null,
                        null,
                        null,
                        null));
        worklist(noted, object, record.ownerId(), record.updatedBy());
    }

    private static void worklist(Noted noted, ObjectModel object, @Nullable UUID owner, UUID by) {
        if (owner != null && object.key().equals(FOLLOW_UP)) {
            noted.others.add(Happening.worklist(by, owner));
        }
    }

    private Noted noted(TenantTransaction transaction) {
        if (TransactionSynchronizationManager.getResource(this) instanceof Noted begun) {
            return begun;
        }
        Noted noted = new Noted();
        UUID tenant = transaction.tenant().id();
        TransactionSynchronizationManager.bindResource(this, noted);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void savepoint(Object savepoint) {
                noted.savepoint(savepoint);
            }

            @Override
            public void savepointRollback(Object savepoint) {
                noted.undo(savepoint);
            }

            @Override
            public void afterCommit() {
                journal.note(tenant, noted.all());
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(Collecting.this);
            }
        });
        return noted;
    }
}
