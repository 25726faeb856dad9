package io.ripeline.imports;

import io.ripeline.definition.FieldModel;
import io.ripeline.record.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;

/// The records that rows find by the values of the fields they match by. Texts with a stored key are the same by it,
/// as uniqueness has it; one that is the very same goes before those that are only alike.
final class Matches {

    private final Session session;
    private final Mapping mapping;
    private final Map<List<Object>, Set<UUID>> exactly = new HashMap<>();
    private final Map<List<Object>, Set<UUID>> alike = new HashMap<>();

    Matches(Session session, Mapping mapping) {
        this.session = session;
        this.mapping = mapping;
    }

    /// Finds the records of all these rows with one query.
    void load(List<ImportRow> rows) {
        List<ImportRow> wanted =
                rows.stream().filter(row -> key(row, false).isPresent()).toList();
        if (wanted.isEmpty()) {
            return;
        }
        Condition condition = session.caller().visible(mapping.object());
        List<Field<?>> columns =
                new ArrayList<>(List.of(mapping.object().columns().id()));
        for (FieldModel field : mapping.matchBy()) {
            condition = condition.and(among(field, wanted));
            columns.add(field.column());
        }
        session.transaction()
                .sql()
                .select(columns)
                .from(mapping.object().table())
                .where(condition)
                .forEach(this::put);
    }

    private static Condition among(FieldModel field, List<ImportRow> rows) {
        return among(
                field,
                rows.stream()
                        .map(row -> row.values().get(field.key()))
                        .filter(Objects::nonNull)
                        .map(value -> RowKey.normal(field, value, true))
                        .collect(Collectors.toSet()));
    }

    /// The records whose values of a field are among these, as they are compared.
    static Condition among(FieldModel field, Set<Object> values) {
        if (field.keyColumn() != null) {
            String[] keys = values.stream().map(Object::toString).toArray(String[]::new);
            return field.keyColumn().eq(DSL.any(keys));
        }
        return field.column()
                .coerce(Object.class)
                .in(values.stream().map(DSL::val).toList());
    }

    private void put(Record row) {
        List<Object> exact = new ArrayList<>();
        List<Object> key = new ArrayList<>();
        for (FieldModel field : mapping.matchBy()) {
            Object value = row.get(field.column());
            if (value == null) {
                return;
            }
            exact.add(RowKey.normal(field, value, false));
            key.add(RowKey.normal(field, value, true));
        }
        UUID id = row.get(mapping.object().columns().id());
        exactly.computeIfAbsent(exact, each -> new LinkedHashSet<>()).add(id);
        alike.computeIfAbsent(key, each -> new LinkedHashSet<>()).add(id);
    }

    private Optional<List<Object>> key(ImportRow row, boolean byKey) {
        return RowKey.values(mapping.matchBy(), row, byKey);
    }

    /// The records that rows find.
    List<UUID> found(List<ImportRow> rows) {
        return rows.stream()
                .map(this::find)
                .filter(Found.One.class::isInstance)
                .map(each -> ((Found.One) each).id())
                .distinct()
                .toList();
    }

    /// The record a row finds.
    Found find(ImportRow row) {
        Optional<List<Object>> exact = key(row, false);
        Optional<List<Object>> key = key(row, true);
        if (exact.isEmpty() || key.isEmpty()) {
            return new Found.Blank();
        }
        Set<UUID> same = exactly.getOrDefault(exact.get(), Set.of());
        return Found.among(same.isEmpty() ? alike.getOrDefault(key.get(), Set.of()) : same);
    }

    /// Notes that a row made a record, which later rows shall find.
    void made(ImportRow row, UUID id) {
        key(row, false)
                .ifPresent(key -> exactly.computeIfAbsent(key, each -> new LinkedHashSet<>())
                        .add(id));
        key(row, true)
                .ifPresent(key -> alike.computeIfAbsent(key, each -> new LinkedHashSet<>())
                        .add(id));
    }
}
