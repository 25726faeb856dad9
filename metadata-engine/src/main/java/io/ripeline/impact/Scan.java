package io.ripeline.impact;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.impact.Effect.Count;
import io.ripeline.record.NormalisedKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jooq.Cursor;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Reads the values of a field one by one, for what SQL cannot tell: Java's patterns and the keys that texts are
/// compared by.
final class Scan {

    private static final int ROWS_AT_ONCE = 2_000;

    /// Which records fail.
    ///
    /// @param ids the first of them
    record Found(Count count, List<UUID> ids) {

        Found {
            ids = List.copyOf(ids);
        }

        @Nullable
        String listing(ObjectModel object) {
            return Weighing.listing(object, ids, count.failing());
        }
    }

    private final Weighing weighing;
    private final ObjectModel object;
    private final List<UUID> failing = new ArrayList<>();
    private long total;
    private long failed;

    Scan(Weighing weighing, ObjectModel object) {
        this.weighing = weighing;
        this.object = object;
    }

    /// The records whose text does not match; nothing where that takes too long to find.
    Optional<Found> ofAnotherForm(FieldModel field, Pattern pattern) {
        Counting.Deadline deadline = weighing.counting().deadline();
        return read(field, (id, text) -> {
            if (!pattern.matcher(new TimedText(text, deadline)).matches()) {
                fails(id);
            }
        });
    }

    /// The records that share their value with another one; nothing where that takes too long to find.
    ///
    /// @param next the field as it would be, which says by what key values are compared
    Optional<Found> shared(FieldModel field, FieldModel next) {
        Map<String, UUID> first = new HashMap<>();
        Set<String> known = new HashSet<>();
        return read(field, (id, text) -> {
            String key = next.keyColumn() == null ? text : NormalisedKey.of(next.type(), text);
            UUID other = first.putIfAbsent(key, id);
            if (other != null) {
                if (known.add(key)) {
                    fails(other);
                }
                fails(id);
            }
        });
    }

    private void fails(UUID id) {
        failed++;
        if (failing.size() < Weighing.LISTED) {
            failing.add(id);
        }
    }

    private Optional<Found> read(FieldModel field, BiConsumer<UUID, String> each) {
        Counting.Deadline deadline = weighing.counting().deadline();
        return weighing.counting().within(() -> {
            try (Cursor<Record2<UUID, String>> rows = weighing.session()
                    .transaction()
                    .sql()
                    .select(object.columns().id(), text(field))
                    .from(object.table())
                    .where(object.columns()
                            .deletedAt()
                            .isNull()
                            .and(field.column().isNotNull()))
                    .fetchSize(ROWS_AT_ONCE)
                    .fetchLazy()) {
                for (Record2<UUID, String> row : rows) {
                    deadline.check();
                    total++;
                    each.accept(row.value1(), row.value2());
                }
                return new Found(new Count(total, failed), failing);
            }
        });
    }

    /// The value as a text that is the same for equal values: 1.0 and 1.00 are one number.
    private static Field<String> text(FieldModel field) {
        return field.type().isNumber()
                ? DSL.field("trim_scale(cast({0} as numeric))::text", SQLDataType.CLOB, field.column())
                : field.column().cast(SQLDataType.CLOB);
    }
}
