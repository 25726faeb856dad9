package io.ripeline.imports;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.imports.Target.Names;
import io.ripeline.record.NormalisedKey;
import io.ripeline.record.Session;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// The records that the lookups of a chunk of rows name, among those the importing member sees: exactly, then as people
/// write it (ADR 0004). The database is asked once for all names of a column, and once more for those not written
/// exactly.
final class NamedRecords {

    private final Session session;
    private final Map<String, Map<String, Found>> found = new HashMap<>();

    NamedRecords(Session session) {
        this.session = session;
    }

    /// Finds all these names at once.
    void load(Names names, Collection<String> cells) {
        Map<String, Found> known = found.computeIfAbsent(names.key(), key -> new HashMap<>());
        Set<String> wanted = cells.stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty() && name.indexOf('\0') < 0 && !known.containsKey(name))
                .collect(Collectors.toCollection(TreeSet::new));
        if (wanted.isEmpty()) {
            return;
        }
        exactly(names, wanted).forEach((name, ids) -> known.put(name, Found.among(ids)));
        wanted.removeAll(known.keySet());
        alike(names, wanted).forEach((name, ids) -> known.put(name, Found.among(ids)));
        wanted.forEach(name -> known.putIfAbsent(name, new Found.None()));
    }

    /// What a cell names, of those loaded.
    Found find(Names names, String cell) {
        String name = cell.strip();
        return name.isEmpty()
                ? new Found.Blank()
                : found.getOrDefault(names.key(), Map.of()).getOrDefault(name, new Found.None());
    }

    private Map<String, Set<UUID>> exactly(Names names, Set<String> wanted) {
        FieldModel field = names.field();
        Condition candidates;
        if (field.keyColumn() == null) {
            candidates = text(field).eq(DSL.any(wanted.toArray(new String[0])));
        } else {
            List<String> keys = wanted.stream()
                    .map(name -> NormalisedKey.of(field.type(), name))
                    .distinct()
                    .toList();
            candidates = field.keyColumn().eq(DSL.any(keys.toArray(new String[0])));
        }
        Map<String, Set<UUID>> exact = new HashMap<>();
        each(names.object(), field, candidates, (id, stored) -> {
            if (wanted.contains(stored.strip())) {
                put(exact, stored.strip(), id);
            }
        });
        return exact;
    }

    private Map<String, Set<UUID>> alike(Names names, Set<String> wanted) {
        Map<String, Set<String>> byKey = new HashMap<>();
        for (String name : wanted) {
            String key = NameKey.bare(NormalisedKey.of(names.field().type(), name));
            if (!key.isEmpty()) {
                byKey.computeIfAbsent(key, each -> new LinkedHashSet<>()).add(name);
            }
        }
        if (byKey.isEmpty()) {
            return Map.of();
        }
        Condition candidates = bare(names.field()).eq(DSL.any(byKey.keySet().toArray(new String[0])));
        Map<String, Set<UUID>> alike = new HashMap<>();
        each(names.object(), names.field(), candidates, (id, stored) -> {
            String key = NameKey.bare(NormalisedKey.of(names.field().type(), stored));
            byKey.getOrDefault(key, Set.of()).forEach(name -> put(alike, name, id));
        });
        return alike;
    }

    /// The key of a stored name, in SQL. Where no key is stored it is made: with the field's own index that is a scan,
    /// once for each chunk.
    private static Field<String> bare(FieldModel field) {
        Field<String> key = field.keyColumn() != null
                ? field.keyColumn()
                : DSL.field("lower(normalize({0}, NFKC))", String.class, text(field));
        return DSL.field("translate({0}, {1}, '')", String.class, key, DSL.val(NameKey.SIGNS + " "));
    }

    private void each(ObjectModel object, FieldModel field, Condition candidates, Candidate candidate) {
        session.transaction()
                .sql()
                .select(object.columns().id(), text(field))
                .from(object.table())
                .where(session.caller().visible(object).and(candidates))
                .forEach(row -> candidate.is(row.value1(), row.value2()));
    }

    private static void put(Map<String, Set<UUID>> names, String name, UUID id) {
        names.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(id);
    }

    private static Field<String> text(FieldModel field) {
        return field.column().coerce(String.class);
    }

    @FunctionalInterface
    private interface Candidate {
        void is(UUID id, String stored);
    }
}
