package io.ripeline.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.impact.Effect;
import io.ripeline.job.JobState;
import io.ripeline.job.Jobs;
import io.ripeline.record.Cause;
import io.ripeline.record.RecordQuery;
import io.ripeline.refusal.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/// What happens to tables that have records when the definition changes.
@WithCompanies
class StandingTablesIT {

    private static final String LABEL = "{\"en\": \"Size\", \"zh-CN\": \"规模\"}";
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

    @Autowired
    private Companies companies;

    @Autowired
    private CheckDraft checkDraft;

    @Autowired
    private PublishDraft publishDraft;

    @Autowired
    private Jobs jobs;

    @Autowired
    private JdbcTemplate jdbc;

    private Company company;
    private Person admin;

    @BeforeEach
    void begin() {
        company = companies.provision();
        admin = company.admin();
    }

    private static Refused refused(Runnable work) {
        return Objects.requireNonNull(catchThrowableOfType(Refused.class, work::run), "nothing was refused");
    }

    private static String field(String key, String rest) {
        return "{\"key\": \"%s\", \"label\": %s, %s}".formatted(key, LABEL, rest);
    }

    /// Publishes a field of the customer, new or in place of the one that was published before.
    private Published put(String key, String rest, ValueMapping... mappings) {
        return company.publish(patch(key, rest), mappings);
    }

    private String patch(String key, String rest) {
        List<String> keys = List.copyOf(admin.<List<String>>read(session ->
                List.copyOf(session.model().object("customer").fields().keySet())));
        String operation = keys.contains(key)
                ? "\"replace\", \"path\": \"/objects/0/fields/%d\"".formatted(keys.indexOf(key))
                : "\"add\", \"path\": \"/objects/0/fields/-\"";
        return "[{\"op\": %s, \"value\": %s}]".formatted(operation, field(key, rest));
    }

    private void finished(Published published) {
        published
                .jobs()
                .forEach(job -> await().atMost(LONG_ENOUGH)
                        .untilAsserted(() -> assertThat(admin.call(() -> jobs.find(job.id())))
                                .hasValueSatisfying(
                                        found -> assertThat(found.state()).isEqualTo(JobState.DONE))));
    }

    private UUID customer(String values) {
        return admin.create("customer", values).id();
    }

    private Object value(UUID id, String field) {
        return admin.get("customer", id).value(field).map(Object::toString).orElse("nothing");
    }

    @Nested
    class AFieldOfAnotherType {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                        text      | "12"                   | integer   | 12
                        text      | " -7 "                 | decimal   | -7
                        text      | "12.50"                | currency  | Money[amount=12.50, currency=CNY]
                        text      | "2026-02-28"           | date      | 2026-02-28
                        text      | "2026-02-28T10:00:00Z" | date_time | 2026-02-28T10:00:00Z
                        text      | "是"                   | boolean   | true
                        text      | "GROSS"                | select    | big
                        text      | "大"                   | select    | big
                        text      | "big"                  | long_text | big
                        integer   | 3                      | text      | 3
                        integer   | 3                      | decimal   | 3
                        integer   | 1                      | boolean   | true
                        decimal   | "4.00"                 | integer   | 4
                        decimal   | "4.50"                 | percent   | 4.50
                        decimal   | "4.50"                 | text      | 4.5
                        currency  | {"amount": "9", "currency": "EUR"} | decimal | 9
                        date      | "2026-02-28"           | text      | 2026-02-28
                        date      | "2026-03-01"           | date_time | 2026-02-28T16:00:00Z
                        date_time | "2026-02-28T17:00:00Z" | date      | 2026-03-01
                        boolean   | true                   | integer   | 1
                        select    | "big"                  | text      | Gross
                        select    | "big"                  | multi_select | [big]
                        """)
        void keepsItsValues(String from, String given, String to, String expected) {
            finished(put("size", type(from)));
            UUID id = customer("{\"name\": \"x\", \"size\": %s}".formatted(given));

            finished(put("size", type(to)));

            assertThat(value(id, "size")).isEqualTo(expected);
            admin.update("customer", id, "{\"size\": null}");
            assertThat(value(id, "size")).isEqualTo("nothing");
        }

        private static String type(String key) {
            String options = key.endsWith("select")
                    ? ", \"options\": [{\"key\": \"big\", \"label\": {\"en\": \"Gross\", \"zh-CN\": \"大\"}}]"
                    : "";
            return "\"type\": \"%s\"%s".formatted(key, options);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                        text    | "many"       | integer
                        text    | "1.5"        | integer
                        text    | "2026-02-30" | date
                        text    | "NaN"        | decimal
                        text    | "nobody's"   | select
                        decimal | "1.5"        | integer
                        boolean | true         | date
                        """)
        void isRefusedWhereAValueWouldBeLost(String from, String given, String to) {
            put("size", type(from));
            UUID id = customer("{\"name\": \"x\", \"size\": %s}".formatted(given));
            customer("{\"name\": \"y\"}");

            Refused refused = refused(() -> put("size", type(to)));

            assertThat(refused.code().code()).isEqualTo("value-not-convertible");
            assertThat(refused.detail().en())
                    .isEqualTo("1 value of Size cannot be converted to the new type; correct them, or accept losing"
                            + " them by {\"object\": \"customer\", \"field\": \"size\", \"convert\": \"drop\"} in"
                            + " migrations.");
            assertThat(value(id, "size")).isNotEqualTo("nothing");
        }

        @Test
        void losesWhatMayBeLost() {
            put("size", type("text"));
            UUID lost = customer("{\"name\": \"x\", \"size\": \"many\"}");
            UUID kept = customer("{\"name\": \"y\", \"size\": \"7\"}");

            put("size", type("integer"), ValueMapping.drop("customer", "size"));

            assertThat(value(lost, "size")).isEqualTo("nothing");
            assertThat(value(kept, "size")).isEqualTo("7");
        }

        @Test
        void isForetold() {
            put("size", type("text"));
            customer("{\"name\": \"x\", \"size\": \"many\"}");
            customer("{\"name\": \"y\", \"size\": \"7\"}");
            company.edit(patch("size", type("integer")));

            CheckDraft.Findings findings = admin.read(checkDraft::check);

            assertThat(findings.steps())
                    .extracting(step -> step.en())
                    .containsExactly("Change the type of the field Size of Customer from text to integer");
            assertThat(findings.impact())
                    .filteredOn(effect -> effect.kind() == Effect.Kind.CONVERSION)
                    .extracting(Effect::object, Effect::count)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("customer", new Effect.Count(2, 1)));
        }

        @Test
        void givesItsValuesBackWhenTheOldVersionReturns() {
            finished(put("size", type("text")));
            UUID id = customer("{\"name\": \"x\", \"size\": \"7\"}");
            finished(put("size", type("integer")));

            finished(admin.call(() -> publishDraft.republish(2, "back")));

            assertThat(value(id, "size")).isEqualTo("7");
            assertThat(admin.list("customer", new RecordQuery("size == \"7\"", null, null, 5, null, true))
                            .total())
                    .isEqualTo(1);
        }

        @Test
        void losesNoWriteThatComesInBetween() throws Exception {
            put("size", type("text"));
            List<UUID> ids = new ArrayList<>();
            for (int number = 0; number < 40; number++) {
                ids.add(customer("{\"name\": \"c%d\", \"size\": \"0\"}".formatted(number)));
            }

            try (var threads = Executors.newFixedThreadPool(4)) {
                List<Future<?>> writers = new ArrayList<>();
                for (UUID id : ids) {
                    writers.add(threads.submit(() -> admin.call(() -> {
                        try {
                            return admin.update("customer", id, "{\"size\": \"1\"}");
                        } catch (Refused late) {
                            return admin.update("customer", id, "{\"size\": 1}");
                        }
                    })));
                }
                put("size", type("integer"));
                for (Future<?> writer : writers) {
                    var _ = writer.get();
                }
            }

            assertThat(ids).extracting(id -> value(id, "size")).containsOnly("1");
        }
    }

    @Nested
    class AUniqueField {

        private static final String PLAIN = "\"type\": \"text\"";
        private static final String UNIQUE = "\"type\": \"text\", \"unique\": true";

        @Test
        void isRefusedWhileValuesRepeat() {
            put("size", PLAIN);
            customer("{\"name\": \"x\", \"size\": \"A 1\"}");
            customer("{\"name\": \"y\", \"size\": \"a1\"}");
            customer("{\"name\": \"z\", \"size\": \"b\"}");

            Refused refused = refused(() -> put("size", UNIQUE));

            assertThat(refused.code().code()).isEqualTo("values-not-unique");
            assertThat(refused.detail().en()).startsWith("2 records share a value of Size (");
            CheckDraft.Findings findings = admin.read(checkDraft::check);
            assertThat(findings.impact())
                    .filteredOn(effect -> effect.kind() == Effect.Kind.DUPLICATE)
                    .extracting(Effect::count)
                    .containsExactly(new Effect.Count(3, 2));
        }

        @ParameterizedTest
        @ValueSource(strings = {"text", "integer", "date", "phone"})
        void holdsForOldAndNewRecords(String type) {
            String value =
                    type.equals("integer") ? "13800138000" : type.equals("date") ? "\"2026-01-01\"" : "\"13800138000\"";
            finished(put("size", "\"type\": \"%s\"".formatted(type)));
            customer("{\"name\": \"x\", \"size\": %s}".formatted(value));

            finished(put("size", "\"type\": \"%s\", \"unique\": true".formatted(type)));
            Refused refused = refused(() -> customer("{\"name\": \"y\", \"size\": %s}".formatted(value)));
            put("size", "\"type\": \"%s\"".formatted(type));

            assertThat(refused.code().code()).isEqualTo("not-unique");
            assertThat(customer("{\"name\": \"y\", \"size\": %s}".formatted(value)))
                    .isNotNull();
        }

        @Test
        void isIndexedAgainAfterAnIndexThatBroke() {
            put("size", PLAIN);
            customer("{\"name\": \"x\", \"size\": \"1\"}");
            String schema = company.tenant().schema();
            Published published = put("size", UNIQUE);
            finished(published);
            String index = jdbc.queryForObject(
                    "SELECT indexname FROM pg_indexes WHERE schemaname = ? AND indexdef LIKE '%UNIQUE%size\\_\\_key%'",
                    String.class, schema);
            jdbc.update("UPDATE pg_index SET indisvalid = false WHERE indexrelid = ?::regclass", schema + "." + index);

            finished(company.publish("[{\"op\": \"add\", \"path\": \"/branding/name\", \"value\": \"Again\"}]"));

            assertThat(jdbc.queryForObject(
                            "SELECT indisvalid FROM pg_index WHERE indexrelid = ?::regclass",
                            Boolean.class,
                            schema + "." + index))
                    .isTrue();
        }
    }

    @Nested
    class ANameField {

        @Test
        void mayBeAnotherOneAndFindsOldRecords() {
            finished(put("size", "\"type\": \"text\""));
            UUID id = customer("{\"name\": \"x\", \"size\": \"Ärger & Söhne\"}");

            finished(company.publish(
                    "[{\"op\": \"replace\", \"path\": \"/objects/0/nameField\", \"value\": \"size\"}]"));

            assertThat(admin.list("customer", new RecordQuery(null, null, "ärger&", 5, null, true))
                            .items())
                    .extracting(record -> record.id())
                    .containsExactly(id);
        }
    }

    @Nested
    class KeysThatAreAwkward {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "select",
                    "order",
                    "table",
                    "user",
                    "group",
                    "end",
                    "null_",
                    "a_b",
                    "ab",
                    "abcdefghijklmnopqrstuvwxyzabcdefghijklmn",
                    "abcdefghijklmnopqrstuvwxyzabcdefghijklm",
                    "oid",
                    "ctid",
                    "xmin",
                    "tableoid"
                })
        void areColumnsLikeOthers(String key) {
            String name = key.replaceAll("_$", "");
            Published published;
            try {
                published = put(name, "\"type\": \"text\", \"unique\": true");
            } catch (Refused reserved) {
                assertThat(reserved.violations())
                        .extracting(fault -> fault.code())
                        .containsOnly("key-reserved");
                return;
            }
            finished(published);
            UUID id = customer("{\"name\": \"x\", \"%s\": \"v\"}".formatted(name));

            assertThat(value(id, name)).isEqualTo("v");
            assertThat(refused(() -> customer("{\"name\": \"y\", \"%s\": \"v\"}".formatted(name)))
                            .code()
                            .code())
                    .isEqualTo("not-unique");
        }
    }

    @Nested
    class FieldsThatComeAndGo {

        private static final int AT_ONCE = 100;

        private int columns() {
            return Objects.requireNonNull(jdbc.queryForObject(
                    "SELECT max(attnum) FROM pg_attribute WHERE attrelid = ?::regclass",
                    Integer.class,
                    company.tenant().schema() + ".customer"));
        }

        /// Removes the fields of the round before and adds others.
        private Published round(int round) {
            List<String> operations = new ArrayList<>();
            int standing = 13;
            for (int number = 0; round > 0 && number < AT_ONCE; number++) {
                operations.add("{\"op\": \"remove\", \"path\": \"/objects/0/fields/%d\"}".formatted(standing));
            }
            for (int number = 0; number < AT_ONCE; number++) {
                operations.add("{\"op\": \"add\", \"path\": \"/objects/0/fields/-\", \"value\": %s}"
                        .formatted(field("f_%d_%d".formatted(round, number), "\"type\": \"text\"")));
            }
            return company.publish("[" + String.join(",", operations) + "]");
        }

        @Test
        void sixteenHundredTimesTakeTheColumnsOfThoseBefore() {
            UUID id = customer("{\"name\": \"x\"}");
            int before = columns();

            for (int round = 0; round < 16; round++) {
                finished(round(round));
                assertThat(value(id, "f_%d_0".formatted(round))).isEqualTo("nothing");
                admin.update("customer", id, "{\"f_%d_0\": \"round %d\"}".formatted(round, round));
                assertThat(value(id, "f_%d_0".formatted(round))).isEqualTo("round " + round);
            }

            assertThat(columns()).isLessThanOrEqualTo(before + 3 * AT_ONCE);
        }
    }

    @Nested
    class AWriterThatBeganBefore {

        private static final String WITHOUT_SOLUTION = "[{\"op\": \"remove\", \"path\": \"/funnels/0/stages/2\"}]";

        @Test
        void leavesNoRecordInAStageThatGoes() throws Exception {
            UUID deal = admin.create("deal", "{\"name\": \"x\"}").id();
            company.edit(WITHOUT_SOLUTION);
            CountDownLatch began = new CountDownLatch(1);

            try (var threads = Executors.newSingleThreadExecutor()) {
                Future<?> writer = threads.submit(() -> admin.write(session -> {
                    began.countDown();
                    pause(700);
                    return admin.move(deal, "solution", "{}", Cause.MOVE.overriding("late"));
                }));
                assertThat(began.await(10, TimeUnit.SECONDS)).isTrue();
                Published published = admin.call(() ->
                        publishDraft.publish("", List.of(new ValueMapping("deal", "stage", "solution", "proposal"))));

                assertThat(writer.get()).isNotNull();
                assertThat(published.number()).isEqualTo(2);
            }
            assertThat(admin.get("deal", deal).text("stage")).contains("proposal");
        }

        private static void pause(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
    }
}
