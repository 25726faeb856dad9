package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Moment;
import io.ripeline.expression.Needs;
import io.ripeline.expression.Vocabulary.Name;
import io.ripeline.expression.Vocabulary.Related;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// The same as {@link Surroundings} for many records of one object: one query for each list and each sort of parent,
/// however many records ask.
final class SharedSurroundings {

    private static final Field<UUID> ASKED = DSL.field(DSL.name("asked", "id"), SQLDataType.UUID);

    private final DSLContext sql;
    private final ObjectModel object;
    private final Map<UUID, Map<String, Object>> own;
    private final Map<UUID, Map<String, Map<String, Object>>> parents = new HashMap<>();
    private final Map<UUID, Map<String, List<Map<String, Object>>>> children = new HashMap<>();

    private SharedSurroundings(DSLContext sql, ObjectModel object, Map<UUID, Map<String, Object>> own) {
        this.sql = sql;
        this.object = object;
        this.own = own;
    }

    /// What is around records, by record.
    record Around(Map<String, Map<String, Object>> parents, Map<String, List<Map<String, Object>>> children) {

        /// With the record's own values.
        Facts with(Map<String, Object> values, Moment moment) {
            return new Facts(values, parents, children, moment);
        }
    }

    /// What is needed around records; refuses with `too-many-related`.
    ///
    /// @param own the values of each record
    static Map<UUID, Around> of(DSLContext sql, ObjectModel object, Map<UUID, Map<String, Object>> own, Needs needs) {
        SharedSurroundings around = new SharedSurroundings(sql, object, own);
        if (!own.isEmpty()) {
            needs.parents().forEach(around::parents);
            needs.children().forEach(around::lists);
        }
        Map<UUID, Around> all = new LinkedHashMap<>();
        own.keySet()
                .forEach(id -> all.put(
                        id,
                        new Around(
                                around.parents.getOrDefault(id, Map.of()),
                                around.children.getOrDefault(id, Map.of()))));
        return all;
    }

    private void parents(String key, Set<String> names) {
        Map<UUID, UUID> wanted = new HashMap<>();
        own.forEach((id, values) -> {
            parents.computeIfAbsent(id, _ -> new HashMap<>()).put(key, Map.of());
            if (values.get(key) instanceof String parent) {
                wanted.put(id, UUID.fromString(parent));
            }
        });
        Related related = object.names().parent(key).orElseThrow();
        Map<UUID, List<Map<String, Object>>> found = rows(related, names, Set.copyOf(wanted.values()), 1);
        wanted.forEach((id, parent) -> found.getOrDefault(parent, List.of()).stream()
                .findFirst()
                .ifPresent(values -> Objects.requireNonNull(parents.get(id)).put(key, values)));
    }

    private void lists(String key, Set<String> names) {
        Related list = object.names().list(key).orElseThrow();
        Map<UUID, List<Map<String, Object>>> found =
                names.isEmpty() ? counted(list) : rows(list, names, own.keySet(), Surroundings.MOST + 1);
        own.keySet()
                .forEach(id -> children.computeIfAbsent(id, _ -> new HashMap<>())
                        .put(key, Surroundings.bounded(list, found.getOrDefault(id, List.of()), names)));
    }

    private Map<UUID, List<Map<String, Object>>> counted(Related list) {
        Map<UUID, List<Map<String, Object>>> counts = new HashMap<>();
        Field<UUID> theirs = list.link().theirs();
        sql.select(theirs, DSL.count())
                .from(list.link().table())
                .where(Surroundings.linked(list.link(), theirs).and(theirs.eq(DSL.any(ids(own.keySet())))))
                .groupBy(theirs)
                .forEach(row -> counts.put(row.value1(), Collections.nCopies(row.value2(), Map.of())));
        return counts;
    }

    private Map<UUID, List<Map<String, Object>>> rows(Related related, Set<String> keys, Set<UUID> of, int most) {
        List<Name> names = Surroundings.names(related, keys);
        List<Field<?>> inner = new ArrayList<>();
        List<Field<?>> outer = new ArrayList<>(List.of(ASKED));
        for (int index = 0; index < names.size(); index++) {
            Field<?> column = names.get(index).column();
            inner.add(column.as("v" + index));
            outer.add(DSL.field(DSL.name("near", "v" + index), column.getDataType()));
        }
        Table<?> asked = DSL.unnest(DSL.val(ids(of), SQLDataType.UUID.array())).as("asked", "id");
        Table<?> near = DSL.lateral(DSL.select(inner)
                        .from(related.link().table())
                        .where(Surroundings.linked(related.link(), ASKED))
                        .limit(most))
                .as("near");
        Map<UUID, List<Map<String, Object>>> rows = new HashMap<>();
        sql.select(outer)
                .from(asked)
                .crossJoin(near)
                .forEach(row -> rows.computeIfAbsent(row.get(ASKED), _ -> new ArrayList<>())
                        .add(values(names, row)));
        return rows;
    }

    private static Map<String, Object> values(List<Name> names, Record row) {
        Map<String, Object> values = new HashMap<>();
        for (int index = 0; index < names.size(); index++) {
            Object cell = row.get(index + 1);
            if (cell != null) {
                values.put(names.get(index).key(), Surroundings.fact(cell));
            }
        }
        return values;
    }

    private static UUID[] ids(Set<UUID> ids) {
        return ids.toArray(new UUID[0]);
    }
}
