package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The computed values of a record while it is written. Whatever a write says about them is not heard here; refusing it
/// is left to {@link WriteCheck}.
final class ComputedValues {

    private final Session session;
    private final ObjectModel object;
    private final RecordTables tables;
    private final boolean inBulk;

    /// @param inBulk whether other records are written with it, so that the roll-ups of those they point to can wait
    ComputedValues(Session session, ObjectModel object, RecordTables tables, boolean inBulk) {
        this.session = session;
        this.object = object;
        this.tables = tables;
        this.inBulk = inBulk;
    }

    /// A new record with its computed values.
    StoredRecord ofNew(StoredRecord record) {
        return computed(record, RollUps.ofNothing(object));
    }

    /// A record that is locked with its computed values.
    StoredRecord of(StoredRecord standing, StoredRecord record) {
        if (object.derived().rollUps().isEmpty()) {
            return computed(record, Map.of());
        }
        UUID id = record.id();
        boolean stale = StaleRollUps.of(session, tables).contains(object, id) || Backlog.contains(session, object);
        return computed(
                record,
                stale
                        ? Objects.requireNonNull(new RollUps(session)
                                .of(List.of(id), object.derived().rollUps())
                                .get(id))
                        : standing.values());
    }

    private StoredRecord computed(StoredRecord record, Map<String, Object> rolled) {
        Map<String, Object> values = new LinkedHashMap<>(record.values());
        object.derived().rollUps().forEach(rollUp -> {
            String key = rollUp.field().key();
            Object value = rolled.get(key);
            if (value == null) {
                values.remove(key);
            } else {
                values.put(key, value);
            }
        });
        return new Formulas(session, object).of(record.with(ValueChanges.ordered(object, values)));
    }

    /// Sees to the roll-ups of the records that new ones point to.
    void made(List<StoredRecord> records) {
        StaleRollUps stale = StaleRollUps.of(session, tables);
        records.forEach(record -> stale.written(object, null, record));
        if (!inBulk) {
            StaleRollUps.settle();
        }
    }

    /// Sees to the roll-ups of the records that changed ones point to or pointed to.
    void changed(List<RecordWritten> written) {
        StaleRollUps stale = StaleRollUps.of(session, tables);
        written.forEach(each -> stale.written(object, each.before(), each.after()));
        if (!inBulk) {
            StaleRollUps.settle();
        }
    }

    /// Notes the roll-ups of the records that a written one points to or pointed to, and has those seen to that can go
    /// to the database with it.
    void writing(@Nullable StoredRecord before, @Nullable StoredRecord after, Together statements) {
        StaleRollUps stale = StaleRollUps.of(session, tables);
        stale.written(object, before, after);
        if (!inBulk) {
            stale.join(statements);
        }
    }

    /// Sees to the roll-ups of the records that a written one points to or pointed to.
    void written(@Nullable StoredRecord before, @Nullable StoredRecord after) {
        StaleRollUps.of(session, tables).written(object, before, after);
        settle();
    }

    /// Sees to the roll-ups that were noted, unless they can wait.
    void settle() {
        if (!inBulk) {
            StaleRollUps.settle();
        }
    }
}
