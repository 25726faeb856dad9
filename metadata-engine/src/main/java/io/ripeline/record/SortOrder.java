package io.ripeline.record;

import static io.ripeline.record.RecordError.SORT_INVALID;

import io.ripeline.database.Ids;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Money;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.refusal.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The order of a list, and what lies behind a place in it, so that no page counts off those before it.
final class SortOrder {

    private static final int MOST_KEYS = 4;
    private static final String NULLS_FIRST = ":nulls_first";
    private static final String NULLS_LAST = ":nulls_last";

    /// @param open whether its values are texts of any length, of which an index holds the beginning only
    private record Key(String name, Field<?> column, boolean open, boolean descending, boolean nullsFirst) {

        SortField<?> order() {
            var ordered = descending ? column.desc() : column.asc();
            return nullsFirst ? ordered.nullsFirst() : ordered.nullsLast();
        }

        /// The order among records that all have a value, or all have none: as it stands in an index, either way.
        List<SortField<?>> orderOfPart() {
            SortField<?> whole = descending ? column.desc() : column.asc();
            return open ? List.of(descending ? held().desc() : held().asc(), whole) : List.of(whole);
        }

        /// What an index over it holds.
        Field<?> held() {
            return held(column);
        }

        private Field<?> held(Field<?> value) {
            return open ? DSL.left(value.coerce(String.class), DSL.inline(FieldModel.BEGINNING)) : value;
        }

        boolean always() {
            return Set.of(SystemNames.ID, SystemNames.CREATED_AT, SystemNames.UPDATED_AT)
                    .contains(name);
        }

        Key reversed() {
            return new Key(name, column, open, !descending, !nullsFirst);
        }

        /// The values that come behind one, the absent ones apart.
        Condition further(Field<?> value) {
            Field<Object> own = column.coerce(Object.class);
            return descending ? DSL.condition("{0} < {1}", own, value) : DSL.condition("{0} > {1}", own, value);
        }

        Condition sameOrFurther(Field<?> value) {
            Field<Object> own = held().coerce(Object.class);
            Field<?> held = held(value);
            return descending ? DSL.condition("{0} <= {1}", own, held) : DSL.condition("{0} >= {1}", own, held);
        }

        Condition same(Field<?> value) {
            return DSL.condition("{0} = {1}", column.coerce(Object.class), value);
        }
    }

    private final List<Key> keys;
    private final Field<UUID> id;
    private final boolean idDescending;

    private SortOrder(List<Key> keys, Field<UUID> id, boolean idDescending) {
        this.keys = List.copyOf(keys);
        this.id = id;
        this.idDescending = idDescending;
    }

    /// The order a client asked for; refuses with `sort-invalid`.
    static SortOrder of(ObjectModel object, @Nullable String sort) {
        List<Key> keys = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        if (sort != null && !sort.isBlank()) {
            for (String part : sort.split(",", -1)) {
                Key key = key(object, part, sort);
                if (!seen.add(key.name()) || seen.size() > MOST_KEYS) {
                    throw refusal(sort);
                }
                keys.add(key);
            }
        }
        // Like the first key, so that an index over it and the id serves the order.
        boolean idDescending = keys.isEmpty() || keys.getFirst().descending();
        return new SortOrder(keys, object.columns().id(), idDescending);
    }

    private static Key key(ObjectModel object, String part, String sort) {
        boolean nullsFirst = part.endsWith(NULLS_FIRST);
        int end = nullsFirst
                ? part.length() - NULLS_FIRST.length()
                : part.endsWith(NULLS_LAST) ? part.length() - NULLS_LAST.length() : part.length();
        boolean descending = part.startsWith("-");
        if (end < 1) {
            throw refusal(sort);
        }
        String name = part.substring(descending ? 1 : 0, end);
        boolean open =
                object.field(name).filter(field -> field.type().isOpenText()).isPresent();
        return new Key(name, column(object, name, sort), open, descending, nullsFirst);
    }

    private static io.ripeline.refusal.Refused refusal(String sort) {
        return SORT_INVALID.because(Text.of(
                "\"%s\" is no order: name up to %d different fields, comma separated, with a leading - for descending"
                        + " and :nulls_first behind where absent values come first.",
                "无法按“%s”排序：请用逗号分隔最多 %d 个不同字段，降序在前面加 -，空值在前则在后面加 :nulls_first。", sort, MOST_KEYS));
    }

    private static Field<?> column(ObjectModel object, String name, String sort) {
        return switch (name) {
            case SystemNames.ID -> object.columns().id();
            case SystemNames.CREATED_AT -> object.columns().createdAt();
            case SystemNames.UPDATED_AT -> object.columns().updatedAt();
            case SystemNames.OWNER_ID -> object.columns().ownerId();
            default ->
                object.field(name)
                        .filter(field -> field.type().hasOrder())
                        .map(FieldModel::column)
                        .orElseThrow(() -> refusal(sort));
        };
    }

    /// What it orders by.
    List<String> fields() {
        return keys.stream().map(Key::name).toList();
    }

    /// The order from the last to the first.
    SortOrder reversed() {
        return new SortOrder(keys.stream().map(Key::reversed).toList(), id, !idDescending);
    }

    /// The order within each of the parts.
    List<SortField<?>> orderBy() {
        List<SortField<?>> order = new ArrayList<>();
        keys.stream().limit(1).forEach(key -> order.addAll(key.orderOfPart()));
        keys.stream().skip(1).forEach(key -> order.add(key.order()));
        order.add(idDescending ? id.desc() : id.asc());
        return order;
    }

    /// The place beside a record.
    Position beside(String list, StoredRecord record, boolean back) {
        List<@Nullable String> values = new ArrayList<>();
        keys.forEach(key -> values.add(text(record, key.name())));
        return new Position(list, back, values, record.id().toString());
    }

    private static @Nullable String text(StoredRecord record, String name) {
        return switch (name) {
            case SystemNames.ID -> record.id().toString();
            case SystemNames.CREATED_AT -> record.createdAt().toString();
            case SystemNames.UPDATED_AT -> record.updatedAt().toString();
            case SystemNames.OWNER_ID ->
                record.ownerId() == null ? null : record.ownerId().toString();
            default ->
                record.value(name)
                        .map(value ->
                                value instanceof Money money ? money.amount().toPlainString() : value.toString())
                        .orElse(null);
        };
    }

    /// All records, in parts that follow each other: those that have a value of the first key, those that have none.
    List<Condition> all() {
        if (keys.isEmpty() || keys.getFirst().always()) {
            return List.of(DSL.noCondition());
        }
        Key first = keys.getFirst();
        List<Condition> parts = List.of(first.held().isNotNull(), first.held().isNull());
        return first.nullsFirst() ? parts.reversed() : parts;
    }

    /// The records behind a place, in parts that follow each other, so that each can be read along an index; refuses
    /// with `cursor-invalid`.
    List<Condition> behind(Position place) {
        if (place.values().size() != keys.size()) {
            throw Position.malformed();
        }
        UUID last = place.record();
        Condition among = idDescending ? id.lt(last) : id.gt(last);
        for (int index = keys.size() - 1; index > 0; index--) {
            among = behind(keys.get(index), place.values().get(index), among);
        }
        return keys.isEmpty()
                ? List.of(among)
                : parts(keys.getFirst(), place.values().getFirst(), among);
    }

    private static Condition behind(Key key, @Nullable String last, Condition among) {
        return DSL.or(parts(key, last, among));
    }

    /// What lies behind a value: others with a value, others without.
    private static List<Condition> parts(Key key, @Nullable String last, Condition among) {
        List<Condition> parts = new ArrayList<>();
        if (last == null) {
            parts.add(key.held().isNull().and(among));
            if (key.nullsFirst()) {
                parts.add(key.held().isNotNull());
            }
            return parts;
        }
        Field<?> value = value(key, last);
        parts.add(key.sameOrFurther(value)
                .and(key.further(value).or(key.same(value).and(among))));
        if (!key.nullsFirst()) {
            parts.add(key.held().isNull());
        }
        return parts;
    }

    private static Field<?> value(Key key, String last) {
        Class<?> type = key.column().getType();
        Optional<? extends Object> value;
        if (type == UUID.class) {
            value = Ids.parse(last);
        } else if (type == Long.class || type == BigDecimal.class) {
            value = JsonValues.number(last);
        } else if (type == LocalDate.class) {
            value = JsonValues.date(last);
        } else if (type == Instant.class) {
            value = JsonValues.instant(last);
        } else if (type == Boolean.class) {
            value = Optional.of(Boolean.valueOf(last));
        } else {
            value = Optional.of(last).filter(text -> text.indexOf(0) < 0);
        }
        return DSL.val(value.orElseThrow(Position::malformed));
    }
}
