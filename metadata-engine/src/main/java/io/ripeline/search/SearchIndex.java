package io.ripeline.search;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.database.Batch;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.StoredRecord;
import io.ripeline.tenancy.TenantTransaction;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// The table of what records are found by, a row per record, those in the bin included.
final class SearchIndex {

    private static final Table<Record> SEARCH = table(name("_search"));
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<Integer[]> TOKENS = field(name("tokens"), SQLDataType.INTEGER.array());
    private static final Field<UUID> RECORD = field(name("_search", "record_id"), SQLDataType.UUID);
    private static final int AT_ONCE = 500;

    private SearchIndex() {}

    /// What to store for a record.
    record Entry(String object, Set<Integer> tokens) {

        Entry {
            tokens = Collections.unmodifiableSet(tokens);
        }
    }

    /// What a record is found by.
    static Entry entry(ObjectModel object, List<FieldModel> fields, Map<String, Object> values) {
        Set<Integer> tokens = new HashSet<>();
        for (FieldModel field : fields) {
            if (values.get(field.key()) instanceof String text) {
                tokens.addAll(Tokens.of(object, field, text));
            }
        }
        return new Entry(object.key(), tokens);
    }

    /// What a record is found by.
    static Entry entry(ObjectModel object, StoredRecord record) {
        return entry(object, SearchedFields.of(object), record.values());
    }

    /// Stores what records are found by, instead of what was stored before.
    static void store(TenantTransaction transaction, Map<UUID, Entry> entries) {
        List<Object[]> rows = entries.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new Object[] {
                    each.getKey(),
                    each.getValue().object(),
                    Tokens.array(each.getValue().tokens())
                })
                .toList();
        for (int from = 0; from < rows.size(); from += AT_ONCE) {
            List<Object[]> some = rows.subList(from, Math.min(from + AT_ONCE, rows.size()));
            Batch.put(transaction.sql(), SEARCH, List.of(RECORD_ID, OBJECT, TOKENS), some.toArray(Object[][]::new));
        }
    }

    /// The records of an object that have all tokens of one of the sets. The numbers stand in the statement: how common
    /// they are decides how it is best run, which PostgreSQL would not look at in a bind value.
    static Condition having(ObjectModel object, Collection<Set<Integer>> sets) {
        return in(object, sets, "@>");
    }

    /// The records of an object that have one of the tokens of each set.
    static Condition havingSome(ObjectModel object, Collection<Set<Integer>> sets) {
        return sets.stream()
                .map(set -> in(object, List.of(set), "&&"))
                .reduce(Condition::and)
                .orElseGet(DSL::falseCondition);
    }

    /// The records that have all tokens of one of the sets. Each set is looked up in the index by itself: of many at once
    /// PostgreSQL would rather read the whole table.
    static UUID[] records(DSLContext sql, Collection<Set<Integer>> sets) {
        String[] wanted = sets.stream().map(SearchIndex::literal).toArray(String[]::new);
        return sql.resultQuery("""
                        SELECT DISTINCT holding.record_id
                        FROM unnest(CAST({0} AS text[])) AS wanted (tokens)
                        CROSS JOIN LATERAL (
                            SELECT record_id FROM _search WHERE _search.tokens @> CAST(wanted.tokens AS integer[])
                        ) AS holding""", DSL.val(wanted))
                .fetch(row -> row.get(0, UUID.class))
                .toArray(UUID[]::new);
    }

    private static String literal(Set<Integer> tokens) {
        return tokens.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static Condition in(ObjectModel object, Collection<Set<Integer>> sets, String operator) {
        if (sets.isEmpty()) {
            return DSL.falseCondition();
        }
        String any = sets.stream()
                .map(set -> "_search.tokens %s '%s'::integer[]".formatted(operator, literal(set)))
                .collect(Collectors.joining(" OR "));
        return object.columns().id().in(DSL.select(RECORD).from(SEARCH).where(DSL.condition("(" + any + ")")));
    }
}
