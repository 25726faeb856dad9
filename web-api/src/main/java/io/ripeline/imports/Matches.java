package io.ripeline.imports;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Money;
import io.ripeline.record.NormalisedKey;
import io.ripeline.record.Session;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The records that rows find by the values of the fields they match by. Texts with a stored key are the same by it,
/// as uniqueness has it; one that is the very same goes before those that are only alike.
final class Matches {

    private final Session session;
    private final Mapping mapping;
    private final Map<List<Object>, Set<UUID>> exactly = new HashMap<>();
    private final Map<List<Object>, Set<UUID>> alike = new HashMap<>();
    private final Set<List<Object>> made = new HashSet<>();

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
        List<Object> values = rows.stream()
                .map(row -> row.values().getOrDefault(field.key(), ""))
                .map(value -> field.keyColumn() == null ? plain(value) : normal(field, value, true))
                .distinct()
                .toList();
        Field<?> column = field.keyColumn() == null ? field.column() : field.keyColumn();
        return column.coerce(Object.class).in(values.stream().map(DSL::val).toList());
    }

    private static Object plain(Object value) {
        return value instanceof Money money ? money.amount() : value;
    }

    private void put(Record row) {
        List<Object> exact = new ArrayList<>();
        List<Object> key = new ArrayList<>();
        for (FieldModel field : mapping.matchBy()) {
            Object value = row.get(field.column());
            if (value == null) {
                return;
            }
            exact.add(normal(field, value, false));
            key.add(normal(field, value, true));
        }
        UUID id = row.get(mapping.object().columns().id());
        exactly.computeIfAbsent(exact, each -> new LinkedHashSet<>()).add(id);
        alike.computeIfAbsent(key, each -> new LinkedHashSet<>()).add(id);
    }

    /// What values of a field are compared by.
    private static Object normal(FieldModel field, Object value, boolean byKey) {
        return switch (value) {
            case String text when byKey && field.keyColumn() != null -> NormalisedKey.of(field.type(), text);
            case Money money -> money.amount().stripTrailingZeros();
            case BigDecimal number -> number.stripTrailingZeros();
            default -> value;
        };
    }

    /// The values a row matches by, where it has all of them and they can be asked for.
    Optional<List<Object>> key(ImportRow row, boolean byKey) {
        List<Object> key = new ArrayList<>();
        for (FieldModel field : mapping.matchBy()) {
            @Nullable Object value = row.values().get(field.key());
            if (value == null || value instanceof String text && text.indexOf('\0') >= 0) {
                return Optional.empty();
            }
            key.add(normal(field, value, byKey));
        }
        return key.isEmpty() ? Optional.empty() : Optional.of(key);
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
        key(row, true).ifPresent(key -> {
            alike.computeIfAbsent(key, each -> new LinkedHashSet<>()).add(id);
            made.add(key);
        });
    }

    /// The keys of what rows made.
    Set<List<Object>> made() {
        return Set.copyOf(made);
    }
}
