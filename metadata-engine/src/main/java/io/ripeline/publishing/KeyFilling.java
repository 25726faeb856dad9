package io.ripeline.publishing;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.NormalisedKey;
import io.ripeline.schema.UnfilledKeys;
import io.ripeline.tenancy.TenantTransaction;
import io.ripeline.tenancy.TenantTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/// Gives the values of fields that became unique or naming their normalised keys, in chunks. Values written
/// meanwhile have theirs already.
@Component
class KeyFilling {

    private static final int ROWS = 1_000;

    private final TenantTransactions transactions;

    KeyFilling(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    /// How far the filling of one field has come.
    ///
    /// @param last the last record seen; absent at the beginning
    /// @param duplicates values that got no key, since a unique index has the same one already
    private record Progress(@Nullable UUID last, int duplicates) {}

    /// Fills every key column of the model that is not filled, and answers how many values got none because another
    /// record has the same.
    int fill(Model model) {
        List<UnfilledKeys.Unfilled> unfilled = transactions.read(UnfilledKeys::of);
        int duplicates = 0;
        for (UnfilledKeys.Unfilled each : unfilled) {
            ObjectModel object = model.find(each.object()).orElse(null);
            FieldModel field =
                    object == null ? null : object.field(each.field()).orElse(null);
            if (object != null && field != null && field.keyColumn() != null) {
                duplicates += fill(object, field);
                transactions.write(transaction -> UnfilledKeys.filled(transaction, each));
            }
        }
        return duplicates;
    }

    private int fill(ObjectModel object, FieldModel field) {
        Progress progress = new Progress(null, 0);
        boolean more = true;
        while (more) {
            Progress before = progress;
            progress = chunk(object, field, before);
            more = !Objects.equals(progress.last(), before.last());
        }
        return progress.duplicates();
    }

    private Progress chunk(ObjectModel object, FieldModel field, Progress before) {
        List<Record2<UUID, String>> rows = transactions.read(transaction -> transaction
                .sql()
                .select(object.columns().id(), text(field))
                .from(object.table())
                .where(
                        before.last() == null
                                ? DSL.noCondition()
                                : object.columns().id().gt(before.last()))
                .orderBy(object.columns().id())
                .limit(ROWS)
                .fetch());
        if (rows.isEmpty()) {
            return before;
        }
        List<Record2<UUID, String>> valued =
                rows.stream().filter(row -> row.value2() != null).toList();
        int duplicates = before.duplicates();
        try {
            transactions.write(transaction -> write(transaction, object, field, valued));
        } catch (DuplicateKeyException some) {
            duplicates += oneByOne(object, field, valued);
        }
        return new Progress(rows.getLast().value1(), duplicates);
    }

    private int oneByOne(ObjectModel object, FieldModel field, List<Record2<UUID, String>> rows) {
        int duplicates = 0;
        for (Record2<UUID, String> row : rows) {
            try {
                transactions.write(transaction -> write(transaction, object, field, List.of(row)));
            } catch (DuplicateKeyException taken) {
                duplicates++;
            }
        }
        return duplicates;
    }

    private static int write(
            TenantTransaction transaction, ObjectModel object, FieldModel field, List<Record2<UUID, String>> rows) {
        List<UUID> ids = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        for (Record2<UUID, String> row : rows) {
            ids.add(row.value1());
            values.add(row.value2());
            keys.add(NormalisedKey.of(field.type(), row.value2()));
        }
        Table<?> given = DSL.table(
                        "unnest({0}, {1}, {2})",
                        DSL.val(ids.toArray(new UUID[0])),
                        DSL.val(values.toArray(new String[0])),
                        DSL.val(keys.toArray(new String[0])))
                .as("given", "record", "value", "key");
        Field<String> key =
                DSL.field(DSL.name(Objects.requireNonNull(field.keyColumn()).getName()), SQLDataType.CLOB);
        Field<String> newKey = DSL.field(DSL.name("given", "key"), SQLDataType.CLOB);
        return transaction
                .sql()
                .update(object.table())
                .set(key, newKey)
                .from(given)
                .where(object.columns().id().eq(DSL.field(DSL.name("given", "record"), SQLDataType.UUID)))
                .and(text(field).eq(DSL.field(DSL.name("given", "value"), SQLDataType.CLOB)))
                .and(field.keyColumn().isDistinctFrom(newKey))
                .execute();
    }

    private static Field<String> text(FieldModel field) {
        return DSL.field(field.column().getQualifiedName(), SQLDataType.CLOB);
    }
}
