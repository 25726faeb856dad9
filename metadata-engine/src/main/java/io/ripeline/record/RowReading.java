package io.ripeline.record;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Money;
import io.ripeline.definition.ObjectModel;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// How a row of an object's table becomes a record.
///
/// @param fields in the order of their columns
/// @param named keys of the lookups whose names stand behind the columns
record RowReading(ObjectModel object, List<FieldModel> fields, List<String> named) {

    RowReading {
        fields = List.copyOf(fields);
        named = List.copyOf(named);
    }

    /// The cells of a row from the first to the last: finding each by its name takes longer than reading it.
    private static final class Cells {

        private final Record row;
        private int next;

        Cells(Record row) {
            this.row = row;
        }

        boolean more() {
            return next < row.size();
        }

        @Nullable
        Object next() {
            return row.get(next++);
        }

        <T> T next(Class<T> type) {
            return type.cast(Objects.requireNonNull(next()));
        }
    }

    /// The record in a row whose cells stand in the order of the columns.
    StoredRecord read(Record row) {
        Cells cells = new Cells(row);
        UUID id = cells.next(UUID.class);
        int version = cells.next(Integer.class);
        Instant createdAt = cells.next(Instant.class);
        UUID createdBy = cells.next(UUID.class);
        Instant updatedAt = cells.next(Instant.class);
        UUID updatedBy = cells.next(UUID.class);
        UUID ownerId = (UUID) cells.next();
        Subject subject = object.about() ? new Subject(cells.next(String.class), cells.next(UUID.class)) : null;
        Map<String, Object> values = values(cells);
        Map<String, String> names = cells.more() ? names(cells) : Map.of();
        Instant stageEnteredAt = cells.more() ? (Instant) cells.next() : null;
        return new StoredRecord(
                id,
                version,
                createdAt,
                createdBy,
                updatedAt,
                updatedBy,
                ownerId,
                values,
                names,
                stageEnteredAt,
                subject);
    }

    private Map<String, Object> values(Cells cells) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (FieldModel field : fields) {
            Object value = cells.next();
            if (field.currencyColumn() != null) {
                String currency = (String) cells.next();
                value = value == null
                        ? null
                        : new Money((BigDecimal) value, currency == null ? field.currency() : currency);
            }
            if (value != null) {
                values.put(field.key(), value instanceof String[] several ? List.of(several) : value);
            }
        }
        return values;
    }

    private Map<String, String> names(Cells cells) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String field : named) {
            String name = (String) cells.next();
            if (name != null) {
                names.put(field, name);
            }
        }
        return names;
    }
}
