package io.ripeline.record;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import io.ripeline.tenancy.TenantTransaction;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Counts automatic numbers. A counter is a row that the writing transaction locks until its end: who comes second
/// waits, and a number taken by a write that fails is given to the next one. So there are no gaps.
final class Numbers {

    private static final Table<?> COUNTER = table(name("_counter"));
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<String> FIELD = field(name("field"), SQLDataType.CLOB);
    private static final Field<Long> LAST = field(name("last"), SQLDataType.BIGINT);

    private Numbers() {}

    /// The automatic numbers of a new record, by field. Taken last of all, for others wait from here on.
    static Map<String, String> next(TenantTransaction transaction, ObjectModel object) {
        LocalDate day = transaction.tenant().dateAt(transaction.now());
        Map<String, String> numbers = new LinkedHashMap<>();
        for (FieldModel field : numbered(object)) {
            long number = take(transaction, object, field, 1);
            numbers.put(field.key(), field.numbering().text(number, day));
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
}
