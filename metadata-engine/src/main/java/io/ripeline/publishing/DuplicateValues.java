package io.ripeline.publishing;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.impact.Effect.Count;
import io.ripeline.record.NormalisedKey;
import io.ripeline.schema.SchemaChange.ChangeUnique;
import io.ripeline.tenancy.TenantTransaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// The values of a field that more than one record bears, as far as a draft wants it to be unique.
final class DuplicateValues {

    private static final int SHOWN = 20;
    private static final int FETCHED_AT_ONCE = 5_000;

    /// @param count the records that share a value, among those that have one
    /// @param values some of the values they share, as they are written
    record Found(Count count, List<String> values) {}

    /// How often values occur that are the same to an index, and one way to write them.
    private record Same(String written, long records) {
        Same and(Same other) {
            return new Same(written, records + other.records);
        }
    }

    private final TenantTransaction transaction;

    DuplicateValues(TenantTransaction transaction) {
        this.transaction = transaction;
    }

    Found of(ChangeUnique change) {
        FieldModel field = change.field();
        Map<String, Same> found = new HashMap<>();
        try (Stream<Record2<String, Integer>> values = values(change)) {
            values.forEach(row -> {
                String key = field.type().isText() ? NormalisedKey.of(field.type(), row.value1()) : row.value1();
                found.merge(key, new Same(row.value1(), row.value2()), Same::and);
            });
        }
        List<Same> shared =
                found.values().stream().filter(same -> same.records() > 1).toList();
        long all = found.values().stream().mapToLong(Same::records).sum();
        return new Found(
                new Count(all, shared.stream().mapToLong(Same::records).sum()),
                shared.stream().map(Same::written).sorted().limit(SHOWN).toList());
    }

    private Stream<Record2<String, Integer>> values(ChangeUnique change) {
        ObjectModel object = change.object();
        Table<?> table = object.table();
        String value = change.before().value();
        Field<String> text = DSL.field(DSL.name(value), SQLDataType.CLOB).cast(SQLDataType.CLOB);
        Condition live = DSL.field(DSL.name(SystemNames.DELETED_AT)).isNull();
        return transaction
                .sql()
                .select(text, DSL.count())
                .from(table)
                .where(live.and(DSL.field(DSL.name(value)).isNotNull()))
                .groupBy(text)
                .fetchSize(FETCHED_AT_ONCE)
                .fetchStream();
    }

    /// A filter that lists the records, where it can be written.
    static String filter(FieldModel field, List<String> values) {
        String listed = values.stream()
                .map(value -> field.type().isNumber() ? value : quoted(value))
                .collect(Collectors.joining(", "));
        return "%s in [%s]".formatted(field.key(), listed);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(code -> {
            if (code == '"' || code == '\\') {
                quoted.append('\\').appendCodePoint(code);
            } else if (code < ' ') {
                quoted.append("\\u%04x".formatted(code));
            } else {
                quoted.appendCodePoint(code);
            }
        });
        return quoted.append('"').toString();
    }
}
