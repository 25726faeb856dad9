package io.ripeline.search;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.StoredRecord;
import io.ripeline.tenancy.TenantTransaction;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.InsertValuesStep3;
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
            tokens = Set.copyOf(tokens);
        }
    }

    /// What a record is found by.
    static Entry entry(ObjectModel object, List<FieldModel> fields, Map<String, Object> values) {
        Set<Integer> tokens = new TreeSet<>();
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
        List<UUID> ids = entries.keySet().stream().sorted().toList();
        for (int from = 0; from < ids.size(); from += AT_ONCE) {
            InsertValuesStep3<Record, UUID, String, Integer[]> rows =
                    transaction.sql().insertInto(SEARCH).columns(RECORD_ID, OBJECT, TOKENS);
            for (UUID id : ids.subList(from, Math.min(from + AT_ONCE, ids.size()))) {
                Entry entry = entries.get(id);
                if (entry != null) {
                    rows = rows.values(id, entry.object(), Tokens.array(entry.tokens()));
                }
            }
            rows.onConflict(RECORD_ID)
                    .doUpdate()
                    .set(TOKENS, field("excluded.tokens", SQLDataType.INTEGER.array()))
                    .execute();
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

    private static Condition in(ObjectModel object, Collection<Set<Integer>> sets, String operator) {
        if (sets.isEmpty()) {
            return DSL.falseCondition();
        }
        String any = sets.stream()
                .map(set -> "_search.tokens %s '{%s}'::integer[]"
                        .formatted(operator, set.stream().map(String::valueOf).collect(Collectors.joining(","))))
                .collect(Collectors.joining(" OR "));
        return object.columns().id().in(DSL.select(RECORD).from(SEARCH).where(DSL.condition("(" + any + ")")));
    }
}
