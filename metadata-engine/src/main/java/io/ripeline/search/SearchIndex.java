package io.ripeline.search;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.database.Batch;
import io.ripeline.database.KeptStatement;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.StoredRecord;
import io.ripeline.tenancy.TenantTransaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
    private static final List<Field<?>> COLUMNS = List.of(RECORD_ID, OBJECT, TOKENS);
    private static final Field<UUID> RECORD = field(name("_search", "record_id"), SQLDataType.UUID);
    private static final int AT_ONCE = 500;

    private SearchIndex() {}

    /// What to store for a record.
    ///
    /// @param tokens in ascending order, as PostgreSQL writes an array
    record Entry(String object, String tokens) {}

    /// What a record is found by.
    static Entry entry(ObjectModel object, List<FieldModel> fields, Map<String, Object> values) {
        Set<Integer> tokens = new HashSet<>();
        for (FieldModel field : fields) {
            if (values.get(field.key()) instanceof String text) {
                tokens.addAll(Tokens.of(object, field, text));
            }
        }
        return new Entry(object.key(), literal(new TreeSet<>(tokens)));
    }

    /// What a record is found by.
    static Entry entry(ObjectModel object, StoredRecord record) {
        return entry(object, SearchedFields.of(object), record.values());
    }

    /// Stores what records are found by, instead of what was stored before.
    static void store(TenantTransaction transaction, Map<UUID, Entry> entries) {
        List<Object[]> rows = entries.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> row(each.getKey(), each.getValue()))
                .toList();
        for (int from = 0; from < rows.size(); from += AT_ONCE) {
            List<Object[]> some = rows.subList(from, Math.min(from + AT_ONCE, rows.size()));
            Batch.put(transaction.sql(), SEARCH, COLUMNS, some.toArray(Object[][]::new));
        }
    }

    /// What stores that of one record.
    static KeptStatement.Filled storing(TenantTransaction transaction, UUID id, Entry entry) {
        return Batch.putting(transaction.sql(), SEARCH, COLUMNS, new Object[][] {row(id, entry)});
    }

    private static Object[] row(UUID id, Entry entry) {
        return new Object[] {id, entry.object(), entry.tokens()};
    }

    /// What has all of these tokens. The numbers stand in the statement: how common they are decides how it is
    /// best run, which PostgreSQL would not look at in a bind value.
    static Condition having(Set<Integer> tokens) {
        return tokens("@>", tokens);
    }

    /// What has one of these tokens.
    static Condition havingSome(Set<Integer> tokens) {
        return tokens("&&", tokens);
    }

    /// What has one token at least of each of these sets; nothing where there are none.
    static Optional<Condition> havingOfEach(List<Set<Integer>> sets) {
        Set<Integer> certain = new TreeSet<>();
        List<Condition> all = new ArrayList<>();
        for (Set<Integer> set : sets) {
            if (set.size() == 1) {
                certain.addAll(set);
            } else {
                all.add(havingSome(set));
            }
        }
        if (!certain.isEmpty()) {
            all.add(having(certain));
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(DSL.and(all));
    }

    /// The records that have all tokens of one of the sets. Each set is looked up in the index by itself: of hundreds
    /// in
    /// one condition PostgreSQL would rather read the whole table.
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

    private static Condition tokens(String operator, Set<Integer> tokens) {
        return DSL.condition("_search.tokens %s '%s'::integer[]".formatted(operator, literal(tokens)));
    }

    /// What is sought of an object: records of which one of these is so. They stand in one question: of several beside
    /// each other PostgreSQL would ask each record of the object.
    record Sought(ObjectModel object, List<Condition> any) {

        private static final Field<UUID> FOUND = field(name("found", "record_id"), SQLDataType.UUID);

        Sought {
            any = List.copyOf(any);
        }

        boolean none() {
            return any.isEmpty();
        }

        Condition records() {
            return none()
                    ? DSL.falseCondition()
                    : object.columns().id().in(DSL.select(RECORD).from(SEARCH).where(DSL.or(any)));
        }

        /// The object's table with these records only, for who wants the first some of many. They are looked for
        /// by themselves, whatever is wanted of them: PostgreSQL takes what nobody has for more common than it
        /// is, and would rather read the table from its beginning until it has met enough.
        Table<?> among() {
            Table<?> found = DSL.select(RECORD)
                    .from(SEARCH)
                    .where(none() ? DSL.falseCondition() : DSL.or(any))
                    .offset(DSL.inline(0))
                    .asTable("found");
            return found.join(object.table()).on(object.columns().id().eq(FOUND));
        }
    }
}
