package io.ripeline.record;

import static io.ripeline.record.RecordError.CURSOR_INVALID;
import static io.ripeline.record.RecordError.SORT_INVALID;

import io.ripeline.database.Ids;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Money;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Text;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The order of a list, and where in it a page ends. A cursor holds the values of the last record shown; the next page
/// begins behind them, so nothing is counted off.
final class SortOrder {

    private static final int MOST_KEYS = 4;

    private record Key(String name, Field<?> column, boolean descending) {}

    private record Cursor(String sort, List<@Nullable String> values, String id) {}

    private final String sort;
    private final List<Key> keys;
    private final Field<UUID> id;

    private SortOrder(String sort, List<Key> keys, Field<UUID> id) {
        this.sort = sort;
        this.keys = keys;
        this.id = id;
    }

    /// The order a client asked for; refuses with `sort-invalid`.
    static SortOrder of(ObjectModel object, @Nullable String sort) {
        List<Key> keys = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        if (sort != null && !sort.isBlank()) {
            for (String part : sort.split(",", -1)) {
                boolean descending = part.startsWith("-");
                String name = descending ? part.substring(1) : part;
                if (!seen.add(name) || seen.size() > MOST_KEYS) {
                    throw refusal(sort);
                }
                keys.add(new Key(name, column(object, name, sort), descending));
            }
        }
        return new SortOrder(sort == null ? "" : sort, keys, object.columns().id());
    }

    private static io.ripeline.refusal.Refused refusal(String sort) {
        return SORT_INVALID.because(Text.of(
                "\"%s\" is no order: name up to %d different fields, comma separated, with a leading - for descending.",
                "无法按“%s”排序：请用逗号分隔最多 %d 个不同字段，降序在前面加 -。", sort, MOST_KEYS));
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

    List<OrderField<?>> orderBy() {
        List<OrderField<?>> order = new ArrayList<>();
        keys.forEach(key -> order.add(
                key.descending()
                        ? key.column().desc().nullsLast()
                        : key.column().asc().nullsLast()));
        order.add(id.desc());
        return order;
    }

    /// Where the next page begins.
    String cursorBehind(StoredRecord last) {
        List<@Nullable String> values = new ArrayList<>();
        keys.forEach(key -> values.add(text(last, key.name())));
        byte[] json = StrictJson.MAPPER.writeValueAsBytes(
                new Cursor(sort, values, last.id().toString()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
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

    /// The records behind a cursor; refuses with `cursor-invalid`.
    Condition behind(String cursor) {
        Cursor read = read(cursor);
        if (!read.sort().equals(sort) || read.values().size() != keys.size()) {
            throw CURSOR_INVALID.because(
                    Text.of("The cursor belongs to another order; begin anew without it.", "游标与排序方式不符，请重新查询。"));
        }
        UUID lastId = Ids.parse(read.id()).orElseThrow(SortOrder::malformed);
        Condition behind = id.lt(lastId);
        for (int index = keys.size() - 1; index >= 0; index--) {
            behind = behind(keys.get(index), read.values().get(index), behind);
        }
        return behind;
    }

    private static Condition behind(Key key, @Nullable String last, Condition among) {
        if (last == null) {
            return key.column().isNull().and(among);
        }
        Field<Object> column = key.column().coerce(Object.class);
        Field<?> value = value(key, last);
        Condition further = key.descending()
                ? DSL.condition("{0} < {1}", column, value)
                : DSL.condition("{0} > {1}", column, value);
        Condition same = DSL.condition("{0} = {1}", column, value).and(among);
        return DSL.or(further, key.column().isNull(), same);
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
        return DSL.val(value.orElseThrow(SortOrder::malformed));
    }

    private static Cursor read(String cursor) {
        try {
            byte[] json = Base64.getUrlDecoder().decode(cursor);
            return StrictJson.complete(
                    StrictJson.MAPPER.readValue(new String(json, StandardCharsets.UTF_8), Cursor.class));
        } catch (IllegalArgumentException | JacksonException | io.ripeline.refusal.Refused malformed) {
            throw malformed();
        }
    }

    private static io.ripeline.refusal.Refused malformed() {
        return CURSOR_INVALID.because(Text.of("This is no cursor; begin anew without it.", "分页游标无效，请重新查询。"));
    }
}
