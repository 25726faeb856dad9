package io.ripeline.record;

import io.ripeline.definition.Derivations.RollUp;
import io.ripeline.definition.ObjectModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Brings the computed values of standing records up to date, those in the bin too. The records are locked first, in
/// the order of their ids: what is read after that counts every writer that came before, and whoever comes later counts
/// this one. A record's version stays as it is, for nobody wrote it.
final class Recomputation {

    private static final String COMPUTED = "computed";

    private final Session session;
    private final RecordTable table;
    private final ObjectModel object;

    Recomputation(Session session, RecordTable table) {
        this.session = session;
        this.table = table;
        this.object = table.object();
    }

    /// Computes some roll-ups, and all formulas, of some records, and waits for whoever is writing them.
    void run(Collection<UUID> ids, Collection<RollUp> rollUps) {
        compute(table.lock(session.transaction().sql(), ids, RecordTable.Waiting.WAIT), rollUps);
    }

    /// The same without waiting: answers the records that somebody else is writing, which are left as they are.
    Set<UUID> runOnFree(Collection<UUID> ids, Collection<RollUp> rollUps) {
        List<StoredRecord> free = table.lock(session.transaction().sql(), ids, RecordTable.Waiting.SKIP);
        compute(free, rollUps);
        Set<UUID> left = new LinkedHashSet<>(ids);
        free.forEach(record -> left.remove(record.id()));
        return left;
    }

    private void compute(List<StoredRecord> records, Collection<RollUp> rollUps) {
        if (records.isEmpty()) {
            return;
        }
        Map<UUID, Map<String, Object>> rolled = rollUps.isEmpty()
                ? Map.of()
                : new RollUps(session).of(records.stream().map(StoredRecord::id).toList(), rollUps);
        Formulas formulas = new Formulas(session, object);
        Set<String> fields = new LinkedHashSet<>();
        List<StoredRecord> changed = new ArrayList<>();
        for (StoredRecord record : records) {
            StoredRecord now = formulas.of(with(record, rollUps, rolled.getOrDefault(record.id(), Map.of())));
            Set<String> others = ValueChanges.difference(object, record.values(), now.values())
                    .keySet();
            if (!others.isEmpty()) {
                fields.addAll(others);
                changed.add(now);
            }
        }
        if (!changed.isEmpty()) {
            store(changed, fields);
        }
    }

    private StoredRecord with(StoredRecord record, Collection<RollUp> rollUps, Map<String, Object> rolled) {
        Map<String, Object> values = new LinkedHashMap<>(record.values());
        rollUps.forEach(rollUp -> values.remove(rollUp.field().key()));
        values.putAll(rolled);
        return record.with(ValueChanges.ordered(object, values));
    }

    /// One statement for all of them: an array for each column.
    private void store(List<StoredRecord> records, Set<String> fields) {
        Map<Field<?>, List<@Nullable Object>> columns = new LinkedHashMap<>();
        for (StoredRecord record : records) {
            fields.forEach(key -> object.field(key)
                    .ifPresent(field -> StoredValues.of(field, record.values().get(key))
                            .forEach((column, value) -> columns.computeIfAbsent(column, _ -> new ArrayList<>())
                                    .add(value))));
        }
        List<Field<?>> assigned = new ArrayList<>();
        List<Field<?>> arrays = new ArrayList<>();
        List<Field<?>> names = new ArrayList<>();
        arrays.add(DSL.val(records.stream().map(StoredRecord::id).toArray(UUID[]::new), SQLDataType.UUID.array()));
        names.add(DSL.field(DSL.name("id")));
        for (Map.Entry<Field<?>, List<@Nullable Object>> column : columns.entrySet()) {
            String name = "v" + names.size();
            arrays.add(array(column.getKey().getDataType(), column.getValue()));
            names.add(DSL.field(DSL.name(name)));
            assigned.add(DSL.field(
                    "{0} = {1}", DSL.field(column.getKey().getUnqualifiedName()), DSL.field(DSL.name(COMPUTED, name))));
        }
        session.transaction()
                .sql()
                .execute(
                        "UPDATE {0} SET {1} FROM unnest({2}) AS computed ({3}) WHERE {4} = computed.id",
                        object.table(),
                        DSL.list(assigned),
                        DSL.list(arrays),
                        DSL.list(names),
                        object.columns().id());
    }

    private static <T> Field<T[]> array(DataType<T> type, List<@Nullable Object> values) {
        @SuppressWarnings("unchecked")
        T[] array = values.toArray((T[]) java.lang.reflect.Array.newInstance(type.getType(), 0));
        return DSL.val(array, type.array());
    }

    /// The roll-ups of an object that some fields are.
    static List<RollUp> among(ObjectModel object, Collection<String> fields) {
        Set<String> wanted = new HashSet<>(fields);
        return object.derived().rollUps().stream()
                .filter(rollUp -> wanted.contains(rollUp.field().key()))
                .toList();
    }
}
