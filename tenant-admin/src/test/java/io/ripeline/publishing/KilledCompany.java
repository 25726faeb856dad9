package io.ripeline.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.Session;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.jdbc.core.JdbcTemplate;

/// A company with records whose draft changes a type, makes values unique, adds fields of all kinds and takes a stage
/// away; and what must be true of it whenever its publisher was killed.
final class KilledCompany {

    /// Where the deals of the stage that goes are moved.
    static final List<ValueMapping> MAPPINGS =
            List.of(new ValueMapping("deal", "stage", "prospecting", "qualification"));

    private static final int CUSTOMERS = 2_500;
    private static final int DEALS = 5;
    private static final int BEFORE = 2;
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
    private static final String LABEL = "{\"en\": \"Field\", \"zh-CN\": \"字段\"}";
    private static final String BASE = """
            [{"op": "add", "path": "/objects/0/fields/-", "value": {"key": "size", "label": %1$s, "type": "text"}},
             {"op": "add", "path": "/objects/0/fields/-", "value": {"key": "code", "label": %1$s, "type": "text"}}]""".formatted(LABEL);
    private static final String NEXT = """
            [{"op": "replace", "path": "/objects/0/fields/13/type", "value": "integer"},
             {"op": "add", "path": "/objects/0/fields/14/unique", "value": true},
             {"op": "add", "path": "/objects/0/fields/-", "value":
                {"key": "memo", "label": %1$s, "type": "text", "required": true, "default": "none"}},
             {"op": "add", "path": "/objects/0/fields/-", "value": {"key": "serial", "label": %1$s, "type": "auto_number"}},
             {"op": "add", "path": "/objects/0/fields/-", "value":
                {"key": "twice", "label": %1$s, "type": "formula", "result": "integer", "formula": "size * 2"}},
             {"op": "remove", "path": "/funnels/0/stages/0"},
             {"op": "replace", "path": "/objects/2/fields/3/default", "value": "qualification"},
             {"op": "replace", "path": "/funnels/0/stages/6/next", "value": ["qualification"]}]""".formatted(LABEL);
    static final String ANOTHER = """
            [{"op": "add", "path": "/objects/0/fields/-", "value": {"key": "later", "label": %s, "type": "integer"}}]""".formatted(LABEL);

    private final Company company;
    private final JdbcTemplate jdbc;
    private final Map<String, String> sizes = new HashMap<>();
    private final List<UUID> deals = new ArrayList<>();

    private KilledCompany(Company company, JdbcTemplate jdbc) {
        this.company = company;
        this.jdbc = jdbc;
    }

    /// A company whose draft is ready to be published.
    static KilledCompany ready(Companies companies, JdbcTemplate jdbc) {
        KilledCompany ready = new KilledCompany(companies.provision(), jdbc);
        ready.company.publish(BASE);
        ready.fill();
        ready.company.edit(NEXT);
        return ready;
    }

    private void fill() {
        UUID admin = company.admin().id();
        jdbc.update("""
                INSERT INTO "%s".customer (id, version, created_at, created_by, updated_at, updated_by, name, name__key,
                                           size, code)
                SELECT gen_random_uuid(), 1, now(), ?, now(), ?, 'Customer ' || n, 'customer ' || n, n::text, 'C-' || n
                FROM generate_series(1, ?) AS n""".formatted(schema()), admin, admin, CUSTOMERS);
        IntStream.rangeClosed(1, CUSTOMERS).forEach(n -> sizes.put("Customer " + n, String.valueOf(n)));
        for (int deal = 0; deal < DEALS; deal++) {
            deals.add(company.admin().create("deal", "{\"name\": \"x\"}").id());
        }
    }

    Company company() {
        return company;
    }

    String schema() {
        return company.tenant().schema();
    }

    /// Changes one record after its value was converted by an attempt that failed.
    UUID change(String size) {
        UUID id = Objects.requireNonNull(jdbc.queryForObject(
                "SELECT id FROM \"%s\".customer WHERE name = 'Customer 7'".formatted(schema()), UUID.class));
        company.admin().update("customer", id, "{\"size\": \"%s\"}".formatted(size));
        sizes.put("Customer 7", size);
        return id;
    }

    /// Whether what the publisher was to publish is in force.
    boolean published() {
        return inForce() > BEFORE;
    }

    private int inForce() {
        return company.admin().sql(TenantTransaction::configVersion);
    }

    /// Right after the death nobody has mended anything: the version in force and its records are those of before or
    /// those of after.
    void isOneOrTheOther() {
        int version = inForce();
        assertThat(jdbc.queryForObject(
                        "SELECT max(number) FROM \"%s\"._config_version".formatted(schema()), Integer.class))
                .isEqualTo(version);
        assertThat(version).isIn(BEFORE, BEFORE + 1);
        assertThat(read("size")).isEqualTo(sizes);
        assertThat(read("code"))
                .allSatisfy((name, code) -> assertThat(code).isEqualTo(name.replace("Customer ", "C-")));
        String stage = version == BEFORE ? "prospecting" : "qualification";
        assertThat(deals)
                .allSatisfy(deal -> assertThat(company.admin().get("deal", deal).text("stage"))
                        .contains(stage));
        tablesAreAsNoted();
    }

    /// Publishing goes on as if nothing had happened, and every job ends.
    void isWholeAgain(PublishDraft publishDraft) {
        if (!published()) {
            company.admin().call(() -> publishDraft.publish("again", MAPPINGS));
        }
        company.publish(ANOTHER);
        allJobsEnd();
        isFilled();
        keepsCodesUnique();
        assertThat(jdbc.queryForList("SELECT state FROM \"%s\"._column".formatted(schema()), String.class))
                .doesNotContain("emptying");
        tablesAreAsNoted();
    }

    private void allJobsEnd() {
        await().atMost(LONG_ENOUGH)
                .untilAsserted(() -> assertThat(jdbc.queryForList(
                                "SELECT kind || ' ' || state FROM platform.job WHERE tenant_id = ?",
                                String.class,
                                company.tenant().id()))
                        .allMatch(job -> job.endsWith(" done")));
    }

    private void isFilled() {
        Map<String, String> doubled = new HashMap<>();
        sizes.forEach((name, size) -> doubled.put(name, String.valueOf(2 * Long.parseLong(size))));
        assertThat(read("size")).isEqualTo(sizes);
        assertThat(read("twice")).isEqualTo(doubled);
        assertThat(Set.copyOf(read("serial").values())).hasSize(CUSTOMERS);
        assertThat(Set.copyOf(read("later").values())).containsExactly("nothing");
    }

    private void keepsCodesUnique() {
        UUID other = company.admin()
                .create("customer", "{\"name\": \"New\", \"code\": \"D-1\", \"memo\": \"m\"}")
                .id();
        assertThatThrownBy(() -> company.admin().update("customer", other, "{\"code\": \"C-9\"}"))
                .hasMessage("not-unique: Another record has the same Field.");
    }

    /// The values of a field of all customers by name, as they are stored.
    Map<String, String> read(String field) {
        return company.admin().read(session -> read(session, field));
    }

    private static Map<String, String> read(Session session, String key) {
        ObjectModel customer = session.model().object("customer");
        FieldModel field = customer.field(key).orElseThrow();
        Field<String> name = DSL.field(DSL.name("name"), SQLDataType.CLOB);
        Field<String> value = DSL.field("{0}::text", SQLDataType.CLOB, field.column());
        return session.transaction()
                .sql()
                .select(name, DSL.coalesce(value, DSL.inline("nothing")))
                .from(customer.table())
                .fetchMap(name, row -> row.value2());
    }

    /// What is noted about tables and columns is what PostgreSQL has; free columns have no values.
    private void tablesAreAsNoted() {
        assertThat(jdbc.queryForList("""
                        SELECT object || '.' || name FROM "%1$s"._column AS made
                        WHERE NOT EXISTS (
                            SELECT FROM pg_attribute WHERE attrelid = format('%%I.%%I', '%1$s', object)::regclass
                              AND attname = name AND NOT attisdropped AND atttypid = made.type::regtype)""".formatted(schema()), String.class))
                .as("columns that are noted and missing, or of another type")
                .isEmpty();
        assertThat(jdbc.queryForList("""
                        SELECT standing.object || '.' || field FROM "%1$s"._field AS standing
                        CROSS JOIN LATERAL unnest(ARRAY[value_column, currency_column, key_column]) AS place
                        WHERE place IS NOT NULL AND NOT EXISTS (
                            SELECT FROM "%1$s"._column AS made
                            WHERE made.object = standing.object AND made.name = place AND state = 'taken')""".formatted(schema()), String.class))
                .as("fields that stand in columns nobody has taken")
                .isEmpty();
        jdbc.queryForList("SELECT object, name FROM \"%s\"._column WHERE state = 'free'".formatted(schema()))
                .forEach(column -> assertThat(jdbc.queryForObject(
                                "SELECT count(\"%s\") FROM \"%s\".\"%s\""
                                        .formatted(column.get("name"), schema(), column.get("object")),
                                Long.class))
                        .as("values in the free column %s", column)
                        .isZero());
    }

    /// Every index is complete.
    void indexesAreComplete() {
        assertThat(jdbc.queryForList("""
                        SELECT relname FROM pg_class JOIN pg_index ON indexrelid = pg_class.oid
                        WHERE relnamespace = '"%s"'::regnamespace AND NOT (indisvalid AND indisready)""".formatted(schema()), String.class)).isEmpty();
    }
}
