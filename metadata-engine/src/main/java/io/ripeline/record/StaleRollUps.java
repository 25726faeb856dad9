package io.ripeline.record;

import io.ripeline.database.KeptStatement;
import io.ripeline.definition.Derivations.RollUp;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Needs;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The records whose roll-ups a transaction has made stale by writing those that point to them. They are brought up to
/// date before anybody can see them so: at once, or where many records are written together, once for all before the
/// next reading and before the transaction ends. Each time they are locked in the order of objects and ids, so that two
/// writers
/// who meet at several of them do not wait for each other in a circle.
final class StaleRollUps implements TransactionSynchronization {

    private static final Object KEY = new Object();

    /// What one record adds to a roll-up.
    private record Share(UUID record, @Nullable Object measured) {}

    private final RecordTables tables;
    private final SortedMap<String, Map<UUID, Set<RollUp>>> stale = new TreeMap<>();
    private Session session;

    private StaleRollUps(Session session, RecordTables tables) {
        this.session = session;
        this.tables = tables;
    }

    /// Those of the transaction of a session.
    static StaleRollUps of(Session session, RecordTables tables) {
        StaleRollUps known = (StaleRollUps) TransactionSynchronizationManager.getResource(KEY);
        if (known == null) {
            known = new StaleRollUps(session, tables);
            TransactionSynchronizationManager.bindResource(KEY, known);
            TransactionSynchronizationManager.registerSynchronization(known);
            session.transaction().beforeEnd(known::end);
        }
        known.session = session;
        return known;
    }

    /// Brings up to date what the current transaction has made stale, if anything.
    static void settle() {
        StaleRollUps known = (StaleRollUps) TransactionSynchronizationManager.getResource(KEY);
        if (known != null) {
            known.bringUpToDate();
        }
    }

    /// Notes whose roll-ups a write makes stale.
    ///
    /// @param before the record as it was; absent where it is new or comes out of the bin
    /// @param after the record as it is; absent where it goes into the bin
    void written(ObjectModel object, @Nullable StoredRecord before, @Nullable StoredRecord after) {
        if (object.derived().fed().isEmpty()) {
            return;
        }
        Facts was = before == null ? null : own(object, before);
        Facts is = after == null ? null : own(object, after);
        for (RollUp rollUp : object.derived().fed()) {
            Optional<Share> old = share(rollUp, before, was);
            Optional<Share> now = share(rollUp, after, is);
            if (!old.equals(now)) {
                old.ifPresent(share -> note(rollUp, share.record()));
                now.ifPresent(share -> note(rollUp, share.record()));
            }
        }
    }

    /// A roll-up reads no other records than those it counts.
    private Facts own(ObjectModel object, StoredRecord record) {
        return session.facts(object, record, Needs.NONE);
    }

    private static Optional<Share> share(RollUp rollUp, @Nullable StoredRecord record, @Nullable Facts facts) {
        if (record == null
                || facts == null
                || rollUp.where() != null && !rollUp.where().holds(facts)) {
            return Optional.empty();
        }
        Object measured = rollUp.measured() == null
                ? null
                : record.values().get(rollUp.measured().key());
        return pointedTo(rollUp, record).map(id -> new Share(id, measured));
    }

    private static Optional<UUID> pointedTo(RollUp rollUp, StoredRecord record) {
        if (rollUp.lookup() != null) {
            return record.value(rollUp.lookup().key()).map(UUID.class::cast);
        }
        return Optional.ofNullable(record.subject())
                .filter(subject -> subject.object().equals(rollUp.object()))
                .map(Subject::id);
    }

    private void note(RollUp rollUp, UUID record) {
        stale.computeIfAbsent(rollUp.object(), _ -> new TreeMap<>())
                .computeIfAbsent(record, _ -> new LinkedHashSet<>())
                .add(rollUp);
    }

    /// Whether the roll-ups of a record are stale.
    boolean contains(ObjectModel object, UUID record) {
        return stale.getOrDefault(object.key(), Map.of()).containsKey(record);
    }

    /// Has what is stale brought up to date by statements that go to the database with others, as far as PostgreSQL can
    /// do that by itself.
    void join(Together statements) {
        while (!stale.isEmpty()) {
            String key = stale.firstKey();
            ObjectModel object = session.model().object(key);
            Map<UUID, Set<RollUp>> records = Objects.requireNonNull(stale.get(key));
            if (records.size() > 1 || Backlog.contains(session, object)) {
                return;
            }
            UUID record = records.keySet().iterator().next();
            RecordTable table = tables.of(session.model(), object);
            Optional<KeptStatement> storing =
                    table.statements().storing(Objects.requireNonNull(records.get(record)), session.moment());
            if (storing.isEmpty()) {
                return;
            }
            List<Field<UUID>> id = List.of(DSL.val(record, SQLDataType.UUID));
            statements.add(
                    table.statements().locking().with(session.transaction().sql(), id));
            statements.add(storing.get().with(session.transaction().sql(), id));
            stale.remove(key);
        }
    }

    private void bringUpToDate() {
        while (!stale.isEmpty()) {
            String key = stale.firstKey();
            Map<UUID, Set<RollUp>> records = Objects.requireNonNull(stale.remove(key));
            ObjectModel object = session.model().object(key);
            Set<RollUp> rollUps = new LinkedHashSet<>();
            if (Backlog.contains(session, object)) {
                rollUps.addAll(object.derived().rollUps());
            } else {
                records.values().forEach(rollUps::addAll);
            }
            new Recomputation(session, tables.of(session.model(), object)).run(records.keySet(), rollUps);
        }
    }

    private void end() {
        bringUpToDate();
        TransactionSynchronizationManager.unbindResource(KEY);
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(KEY);
    }
}
