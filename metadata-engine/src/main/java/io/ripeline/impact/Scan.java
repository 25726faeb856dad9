package io.ripeline.impact;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.impact.Effect.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jooq.Cursor;
import org.jooq.Record2;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Reads the values of a field one by one, for what SQL cannot tell: Java's patterns.
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
                    .select(object.columns().id(), field.column().cast(SQLDataType.CLOB))
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
}
