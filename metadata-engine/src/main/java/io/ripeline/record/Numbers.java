package io.ripeline.record;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import io.ripeline.tenancy.TenantTransaction;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Counts automatic numbers. A counter is a row that the writing transaction locks until its end: who comes second
/// waits, and a number taken by a write that fails is given to the next one. So there are no gaps.
public final class Numbers {

    private static final Table<?> COUNTER = table(name("_counter"));
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<String> FIELD = field(name("field"), SQLDataType.CLOB);
    private static final Field<Long> LAST = field(name("last"), SQLDataType.BIGINT);

    private Numbers() {}

    /// The automatic numbers of so many new records, by field. Taken last of all, for others wait from here on.
    static List<Map<String, String>> next(TenantTransaction transaction, ObjectModel object, int count) {
        LocalDate day = transaction.tenant().dateAt(transaction.now());
        List<Map<String, String>> numbers = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            numbers.add(new LinkedHashMap<>());
        }
        for (FieldModel field : numbered(object)) {
            long first = take(transaction, object, field, count) - count + 1;
            for (int index = 0; index < count; index++) {
                numbers.get(index).put(field.key(), field.numbering().text(first + index, day));
            }
        }
        return numbers;
    }

    /// The automatic numbers of an object, in an order that a new version of the definition does not change: whoever
    /// takes several locks them alike.
    private static List<FieldModel> numbered(ObjectModel object) {
        return object.all().stream()
                .filter(field -> field.type() == FieldType.AUTO_NUMBER)
                .sorted(Comparator.comparing(FieldModel::key))
                .toList();
    }

    /// Takes the next numbers and answers the last of them.
    private static long take(TenantTransaction transaction, ObjectModel object, FieldModel field, long count) {
        long first = field.numbering().start();
        Field<Long> standing = DSL.field(name("_counter", "last"), SQLDataType.BIGINT);
        Long last = transaction
                .sql()
                .insertInto(COUNTER)
                .set(OBJECT, object.key())
                .set(FIELD, field.key())
                .set(LAST, first + count - 1)
                .onConflict(OBJECT, FIELD)
                .doUpdate()
                .set(LAST, DSL.greatest(standing.plus(count), DSL.val(first + count - 1)))
                .returningResult(LAST)
                .fetchOne(LAST);
        return Objects.requireNonNull(last);
    }

    /// Takes numbers for the records that were there before their field, so that new records go on behind them, and
    /// answers the first.
    ///
    /// @param count how many they are
    public static long reserve(TenantTransaction transaction, ObjectModel object, FieldModel field, long count) {
        return take(transaction, object, field, count) - count + 1;
    }

    /// How many records, those in the bin included, have no number yet.
    public static long missing(TenantTransaction transaction, ObjectModel object, FieldModel field) {
        return transaction.sql().fetchCount(object.table(), field.column().isNull());
    }

    /// Gives numbers from `first` on to the records that have none yet, in the order in which they were made, each
    /// with its own day. No version grows by it.
    ///
    /// @param most how many at once
    /// @return the records it gave one
    public static List<UUID> fill(
            TenantTransaction transaction, ObjectModel object, FieldModel field, long first, int most) {
        var system = object.columns();
        var records = transaction
                .sql()
                .select(system.id(), system.createdAt())
                .from(object.table())
                .where(field.column().isNull())
                .orderBy(system.createdAt(), system.id())
                .limit(most)
                .forNoKeyUpdate()
                .fetch();
        List<UUID> ids = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        records.forEach(record -> {
            LocalDate day = transaction.tenant().dateAt(record.value2());
            numbers.add(field.numbering().text(first + ids.size(), day));
            ids.add(record.value1());
        });
        put(transaction, object, field, ids, numbers);
        return ids;
    }

    private static void put(
            TenantTransaction transaction, ObjectModel object, FieldModel field, List<UUID> ids, List<String> numbers) {
        Field<String> number = field(name("given", "number"), SQLDataType.CLOB);
        Field<String> normalised = field(name("given", "normalised"), SQLDataType.CLOB);
        Table<?> given = DSL.table(
                        "unnest({0}, {1}, {2})",
                        DSL.val(ids.toArray(new UUID[0])),
                        DSL.val(numbers.toArray(new String[0])),
                        DSL.val(numbers.stream()
                                .map(each -> NormalisedKey.of(FieldType.AUTO_NUMBER, each))
                                .toArray(String[]::new)))
                .as("given", "id", "number", "normalised");
        Map<Field<?>, Field<?>> columns = new LinkedHashMap<>();
        columns.put(bare(field.column()), number);
        if (field.keyColumn() != null) {
            columns.put(bare(field.keyColumn()), normalised);
        }
        transaction
                .sql()
                .update(object.table())
                .set(columns)
                .from(given)
                .where(object.columns().id().eq(field(name("given", "id"), SQLDataType.UUID)))
                .execute();
    }

    private static Field<?> bare(Field<?> column) {
        return DSL.field(column.getUnqualifiedName(), column.getDataType());
    }
}
