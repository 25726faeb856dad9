package io.ripeline.expression;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Random deals with their customers, contacts, activities and renewals, in the tables of a database and as facts.
final class RandomCompany {
    private static final int DEALS = 50;
    private static final int CUSTOMERS = 12;
    private static final int ELEMENTS = 120;
    private static final String NOBODY = RandomExpressions.id(999);

    private final RandomExpressions random;
    private final List<Row> deals = new ArrayList<>();
    private final List<Row> customers = new ArrayList<>();
    private final List<Row> contacts = new ArrayList<>();
    private final List<Row> activities = new ArrayList<>();

    /// @param about the object an activity is about; empty for other rows
    private record Row(Map<String, Object> values, boolean deleted, String about) {
        Object get(String key) {
            return values.getOrDefault(key, "");
        }
    }

    RandomCompany(RandomExpressions random) {
        this.random = random;
        for (int i = 0; i < CUSTOMERS; i++) {
            customers.add(row(Samples.CUSTOMER, i));
        }
        for (int i = 0; i < DEALS; i++) {
            Row deal = row(Samples.DEAL, i);
            link(deal, "customer", CUSTOMERS);
            link(deal, "original", DEALS);
            deals.add(deal);
        }
        for (int i = 0; i < ELEMENTS; i++) {
            contacts.add(row(Samples.CONTACT, i));
            link(contacts.getLast(), "deal", DEALS);
            activities.add(row(Samples.ACTIVITY, i));
            link(activities.getLast(), "subject_id", DEALS);
        }
    }

    private Row row(Vocabulary vocabulary, int number) {
        Map<String, Object> values = random.record(vocabulary);
        values.put("id", RandomExpressions.id(number));
        boolean deleted = random.some(List.of(true, false, false)).orElse(false);
        return new Row(
                values,
                deleted,
                random.some(List.of("deal", "deal", "customer")).orElse("deal"));
    }

    private void link(Row row, String key, int targets) {
        List<String> ids = new ArrayList<>(List.of(NOBODY));
        for (int i = 0; i < targets; i++) {
            ids.add(RandomExpressions.id(i));
        }
        random.some(ids).ifPresent(id -> row.values().put(key, id));
    }

    /// The facts of each deal, deleted or not, in order, at a moment.
    List<Facts> facts(Moment moment) {
        return deals.stream()
                .map(deal -> new Facts(
                        deal.values(),
                        Map.of(
                                "customer",
                                parent(customers, deal, "customer"),
                                "original",
                                parent(deals, deal, "original")),
                        Map.of(
                                "contacts", list(contacts, "deal", deal),
                                "renewals", list(deals, "original", deal),
                                "activities", list(activities, "subject_id", deal)),
                        moment))
                .toList();
    }

    private static Map<String, Object> parent(List<Row> rows, Row deal, String key) {
        return rows.stream()
                .filter(row -> !row.deleted() && row.get("id").equals(deal.get(key)))
                .map(Row::values)
                .findFirst()
                .orElse(Map.of());
    }

    private static List<Map<String, Object>> list(List<Row> rows, String key, Row deal) {
        return rows.stream()
                .filter(row -> !row.deleted() && row.get(key).equals(deal.get("id")))
                .filter(row -> !key.equals("subject_id") || row.about().equals("deal"))
                .map(Row::values)
                .toList();
    }

    /// Makes the tables, in the schema `t_acme`.
    static void create(DSLContext database) {
        database.execute("CREATE SCHEMA t_acme");
        database.execute("""
                CREATE TABLE t_acme.deal (row INTEGER, deleted_at TIMESTAMPTZ, id UUID, owner_id UUID, customer UUID,
                    original UUID, stage VARCHAR COLLATE "und-x-icu", note VARCHAR COLLATE "und-x-icu",
                    amount NUMERIC, discount NUMERIC(60, 12), seats BIGINT, visits BIGINT, closed_on DATE,
                    expected_close DATE, created_at TIMESTAMPTZ, touched_at TIMESTAMPTZ, active BOOLEAN, paid BOOLEAN,
                    interests TEXT[], topics TEXT[])
                """);
        database.execute("""
                CREATE TABLE t_acme.customer (row INTEGER, deleted_at TIMESTAMPTZ, id UUID, owner_id UUID, grade TEXT,
                    phone TEXT, employees BIGINT, credit NUMERIC, since DATE, seen_at TIMESTAMPTZ, vip BOOLEAN,
                    tags TEXT[])
                """);
        database.execute("""
                CREATE TABLE t_acme.contact (row INTEGER, deleted_at TIMESTAMPTZ, id UUID, deal UUID, role TEXT,
                    email TEXT, level BIGINT, score NUMERIC, born DATE, met_at TIMESTAMPTZ, leads BOOLEAN,
                    topics TEXT[])
                """);
        database.execute("""
                CREATE TABLE t_acme.activity (row INTEGER, deleted_at TIMESTAMPTZ, id UUID, subject_object TEXT,
                    subject_id UUID, kind TEXT, outcome TEXT, length BIGINT, started_at TIMESTAMPTZ)
                """);
    }

    /// Fills the tables with this company alone.
    void store(DSLContext database) {
        Set<String> tables = new HashSet<>(List.of("deal", "customer", "contact", "activity"));
        tables.forEach(
                table -> database.truncate(DSL.table(DSL.name("t_acme", table))).execute());
        store(database, "deal", Samples.DEAL, deals);
        store(database, "customer", Samples.CUSTOMER, customers);
        store(database, "contact", Samples.CONTACT, contacts);
        store(database, "activity", Samples.ACTIVITY, activities);
    }

    private static void store(DSLContext database, String table, Vocabulary vocabulary, List<Row> rows) {
        for (int number = 0; number < rows.size(); number++) {
            Row row = rows.get(number);
            Map<Field<?>, Object> cells =
                    new HashMap<>(Map.of(DSL.field(DSL.name("row"), SQLDataType.INTEGER), number));
            if (row.deleted()) {
                cells.put(DSL.field(DSL.name("deleted_at"), SQLDataType.INSTANT), Instant.EPOCH);
            }
            if (table.equals("activity")) {
                cells.put(DSL.field(DSL.name("subject_object"), SQLDataType.CLOB), row.about());
            }
            for (Vocabulary.Name name : vocabulary.names()) {
                Object value = row.values().get(name.key());
                if (value != null) {
                    cells.put(DSL.field(DSL.name(name.key()), name.column().getDataType()), stored(name, value));
                }
            }
            database.insertInto(DSL.table(DSL.name("t_acme", table))).set(cells).execute();
        }
    }

    private static Object stored(Vocabulary.Name name, Object value) {
        if (ConstantSql.isId(name)) {
            return UUID.fromString((String) value);
        }
        if (value instanceof List<?> texts) {
            return texts.toArray(String[]::new);
        }
        boolean withOffset = name.column().getDataType().equals(SQLDataType.TIMESTAMPWITHTIMEZONE);
        return withOffset ? ((Instant) value).atOffset(ZoneOffset.UTC) : value;
    }
}
