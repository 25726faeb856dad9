package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.publishing.ValueMapping;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// What fields do beyond holding a value.
@WithCompanies
class FieldsIT {

    private static final String OBJECT = """
            [{"op": "add", "path": "/objects/-", "value": {
               "key": "melon", "label": {"en": "Melon", "zh-CN": "瓜"}, "nameField": "name", "visibility": "public",
               "fields": [
                {"key": "name", "label": {"en": "Name", "zh-CN": "名称"}, "type": "text", "required": true},
                FIELDS]}}]""";

    @Autowired
    private Companies companies;

    private Company company;
    private Person admin;

    @BeforeEach
    void begin() {
        company = companies.provision();
        admin = company.admin();
    }

    private void grow(String... fields) {
        company.publish(OBJECT.replace(
                "FIELDS", String.join(",\n", fields).replace("L,", "{\"en\": \"X\", \"zh-CN\": \"项\"},")));
    }

    private static Refused refused(Runnable work) {
        return Objects.requireNonNull(catchThrowableOfType(Refused.class, work::run), "nothing was refused");
    }

    private static List<String> faults(Refused refused) {
        return refused.violations().stream()
                .map(fault -> fault.pointer() + " " + fault.code())
                .toList();
    }

    private UUID melon(String values) {
        return admin.create("melon", values).id();
    }

    private Object value(UUID id, String field) {
        return admin.get("melon", id).value(field).orElse("none");
    }

    @Nested
    class SeveralOptions {

        private static final String TASTES = """
                {"key": "tastes", "label": L, "type": "multi_select", "options": [
                  {"key": "sweet", "label": {"en": "Sweet", "zh-CN": "甜"}},
                  {"key": "fresh", "label": {"en": "Fresh", "zh-CN": "鲜"}},
                  {"key": "sour", "label": {"en": "Sour", "zh-CN": "酸"}}]}""";

        @BeforeEach
        void plant() {
            grow(TASTES);
        }

        @Test
        void keepTheirOrder() {
            UUID id = melon("{\"name\": \"a\", \"tastes\": [\"sour\", \"sweet\"]}");

            assertThat(value(id, "tastes")).isEqualTo(List.of("sour", "sweet"));
        }

        @Test
        void areNothingWhereTheListIsEmpty() {
            UUID id = melon("{\"name\": \"a\", \"tastes\": [\"sour\"]}");

            admin.update("melon", id, "{\"tastes\": []}");

            assertThat(value(id, "tastes")).isEqualTo("none");
        }

        @Test
        void areKnownAndDifferent() {
            Refused refused = refused(() -> melon("{\"name\": \"a\", \"tastes\": [\"sweet\", \"sweet\", \"salty\"]}"));

            assertThat(refused.violations())
                    .extracting(
                            Violation::pointer,
                            Violation::code,
                            fault -> fault.message().en())
                    .containsExactly(
                            tuple("/values/tastes", "option-double", "X: \"sweet\" is chosen twice."),
                            tuple("/values/tastes", "unknown-option", "X: \"salty\" is none of: sweet, fresh, sour."));
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"sweet\"", "[1]", "{\"a\": 1}", "[[\"sweet\"]]", "[null]"})
        void areAListOfTexts(String given) {
            Refused refused = refused(() -> melon("{\"name\": \"a\", \"tastes\": %s}".formatted(given)));

            assertThat(faults(refused)).containsExactly("/values/tastes wrong-type");
        }

        @Test
        void standInTheHistoryAsAList() {
            UUID id = melon("{\"name\": \"a\", \"tastes\": [\"sour\", \"sweet\"]}");

            String after = admin.sql(transaction -> String.valueOf(transaction
                    .sql()
                    .fetchValue("SELECT after -> 'tastes' FROM _change WHERE record_id = {0}", DSL.val(id))));
            assertThat(after).isEqualTo("[\"sour\",\"sweet\"]");
        }

        @ParameterizedTest
        @CsvSource({
            "'\"sour\" in tastes', 'a b'",
            "'!(\"sour\" in tastes)', c",
            "size(tastes) == 2, a",
            "has(tastes), 'a b c'",
            "!has(tastes), d"
        })
        void areFilteredBy(String filter, String found) {
            melon("{\"name\": \"a\", \"tastes\": [\"sour\", \"sweet\"]}");
            melon("{\"name\": \"b\", \"tastes\": [\"sour\"]}");
            melon("{\"name\": \"c\", \"tastes\": [\"fresh\"]}");
            melon("{\"name\": \"d\"}");

            RecordPage page = admin.list("melon", new RecordQuery(filter, "name", null, 10, null, false));

            assertThat(page.items())
                    .extracting(record -> record.text("name").orElseThrow())
                    .containsExactly(found.split(" "));
        }

        @Test
        void giveNoOrder() {
            Refused refused =
                    refused(() -> admin.list("melon", new RecordQuery(null, "tastes", null, 10, null, false)));

            assertThat(refused.code()).isEqualTo(RecordError.SORT_INVALID);
        }

        @Test
        void inUseAreRemovedOnlyWithAMapping() {
            UUID both = melon("{\"name\": \"a\", \"tastes\": [\"sour\", \"sweet\"]}");
            UUID one = melon("{\"name\": \"b\", \"tastes\": [\"sour\"]}");
            int last =
                    admin.read(session -> session.model().definition().objects().size()) - 1;
            String removal = "[{\"op\": \"remove\", \"path\": \"/objects/%d/fields/1/options/2\"}]".formatted(last);
            company.edit(removal);

            Refused refused = refused(() -> company.publish("[]"));
            company.publish("[]", new ValueMapping("melon", "tastes", "sour", "sweet"));

            assertThat(refused.code().code()).isEqualTo("value-in-use");
            assertThat(value(both, "tastes")).isEqualTo(List.of("sweet"));
            assertThat(value(one, "tastes")).isEqualTo(List.of("sweet"));
        }
    }

    @Nested
    class AFieldNeededByACondition {

        @BeforeEach
        void plant() {
            grow(
                    "{\"key\": \"grade\", \"label\": L, \"type\": \"text\"}",
                    "{\"key\": \"why\", \"label\": L, \"type\": \"text\", \"requiredWhen\": \"grade == \\\"c\\\"\"}");
        }

        @Test
        void refusesTheWriteThatMakesItNeeded() {
            UUID id = melon("{\"name\": \"a\", \"grade\": \"a\"}");
            String before = Rows.hash(admin, "melon", id);

            Refused refused = refused(() -> admin.update("melon", id, "{\"grade\": \"c\"}"));

            assertThat(faults(refused)).containsExactly("/values/why required");
            assertThat(Rows.hash(admin, "melon", id)).isEqualTo(before);
        }

        @Test
        void isGivenInTheSameWrite() {
            UUID id = melon("{\"name\": \"a\"}");

            admin.update("melon", id, "{\"grade\": \"c\", \"why\": \"soft\"}");

            assertThat(value(id, "why")).isEqualTo("soft");
        }

        @Test
        void isToldToTheForm() {
            FormState state = form(null, Map.of("grade", "c"));

            assertThat(state.required()).containsExactlyInAnyOrder("name", "why");
        }
    }

    private FormState form(@Nullable UUID id, Map<String, Object> values) {
        return admin.form("melon", id, values);
    }

    @Nested
    class AFieldShownByACondition {

        @BeforeEach
        void plant() {
            grow(
                    "{\"key\": \"export\", \"label\": L, \"type\": \"boolean\"}",
                    "{\"key\": \"country\", \"label\": L, \"type\": \"text\", \"required\": true, \"visibleWhen\": \"export\"}");
        }

        @Test
        void isNotNeededWhileHidden() {
            UUID id = melon("{\"name\": \"a\", \"export\": false}");

            assertThat(faults(refused(() -> admin.update("melon", id, "{\"export\": true}"))))
                    .containsExactly("/values/country required");
        }

        @Test
        void keepsItsValueWhileHidden() {
            UUID id = melon("{\"name\": \"a\", \"export\": true, \"country\": \"fr\"}");

            admin.update("melon", id, "{\"export\": false}");

            assertThat(value(id, "country")).isEqualTo("fr");
        }

        @Test
        void isHiddenWhereTheConditionComesToNothing() {
            assertThat(form(null, Map.of()).hidden()).containsExactly("country");
            assertThat(form(null, Map.of("export", true)).hidden()).isEmpty();
        }
    }

    @Nested
    class AFieldClosedByACondition {

        @BeforeEach
        void plant() {
            grow(
                    "{\"key\": \"sold\", \"label\": L, \"type\": \"boolean\"}",
                    "{\"key\": \"price\", \"label\": L, \"type\": \"integer\", \"readOnlyWhen\": \"sold\"}",
                    "{\"key\": \"seal\", \"label\": L, \"type\": \"text\", \"readOnlyWhen\": \"has(seal)\"}");
        }

        @Test
        void canBeSetByTheWriteThatClosesIt() {
            UUID id = melon("{\"name\": \"a\"}");

            admin.update("melon", id, "{\"sold\": true, \"price\": 7}");

            assertThat(value(id, "price")).isEqualTo(7L);
        }

        @Test
        void isNotChangedByPeopleAfterwards() {
            UUID id = melon("{\"name\": \"a\", \"sold\": true, \"price\": 7, \"seal\": \"x\"}");

            Refused refused =
                    refused(() -> admin.update("melon", id, "{\"price\": 8, \"seal\": null, \"sold\": false}"));

            assertThat(refused.code()).isEqualTo(RecordError.FIELD_READ_ONLY);
            assertThat(faults(refused))
                    .containsExactly("/values/price field-read-only", "/values/seal field-read-only");
        }

        @Test
        void maySendTheSameValueAgain() {
            UUID id = melon("{\"name\": \"a\", \"sold\": true, \"price\": 7}");

            Written written = admin.update("melon", id, "{\"price\": 7, \"name\": \"b\"}");

            assertThat(written.record().values()).containsEntry("name", "b");
        }

        @Test
        void isOpenToThePlatform() {
            UUID id = melon("{\"name\": \"a\", \"sold\": true, \"price\": 7}");

            admin.update("melon", id, "{\"price\": 8}", Cause.WORKLIST);

            assertThat(value(id, "price")).isEqualTo(8L);
        }

        @Test
        void isToldToTheForm() {
            UUID id = melon("{\"name\": \"a\", \"sold\": true, \"seal\": \"x\"}");

            assertThat(form(id, Map.of()).readOnly()).containsExactlyInAnyOrder("price", "seal");
            assertThat(form(null, Map.of("seal", "x")).readOnly()).isEmpty();
        }
    }

    @Nested
    class AnAutomaticNumber {

        private static final String NUMBER =
                "{\"key\": \"no\", \"label\": L, \"type\": \"auto_number\", \"required\": true, \"number\": {\"prefix\": \"M-\", \"digits\": 3}}";

        @BeforeEach
        void plant() {
            grow(NUMBER, "{\"key\": \"code\", \"label\": L, \"type\": \"text\", \"unique\": true}");
        }

        @Test
        void countsUp() {
            assertThat(value(melon("{\"name\": \"a\"}"), "no")).isEqualTo("M-001");
            assertThat(value(melon("{\"name\": \"b\"}"), "no")).isEqualTo("M-002");
        }

        @Test
        void countsForEachCompanyByItself() {
            melon("{\"name\": \"a\"}");
            Company other = companies.provision();
            other.publish(OBJECT.replace("FIELDS", NUMBER.replace("L,", "{\"en\": \"X\", \"zh-CN\": \"项\"},")));

            assertThat(other.admin().create("melon", "{\"name\": \"b\"}").values())
                    .containsEntry("no", "M-001");
        }

        @Test
        void isNotTakenByARefusedWrite() {
            melon("{\"name\": \"a\", \"code\": \"x\"}");
            refused(() -> melon("{\"name\": \"b\", \"code\": \"x\"}"));

            assertThat(value(melon("{\"name\": \"c\"}"), "no")).isEqualTo("M-002");
        }

        @Test
        void isNeverWritten() {
            UUID id = melon("{\"name\": \"a\"}");

            assertThat(refused(() -> admin.update("melon", id, "{\"no\": \"M-900\"}"))
                            .code())
                    .isEqualTo(RecordError.FIELD_READ_ONLY);
            assertThat(refused(() -> admin.update("melon", id, "{\"no\": null}"))
                            .code())
                    .isEqualTo(RecordError.FIELD_READ_ONLY);
            assertThat(faults(refused(() -> melon("{\"no\": \"M-900\"}"))))
                    .containsExactly("/values/no field-read-only", "/values/name required");
            admin.update("melon", id, "{\"no\": \"M-001\", \"name\": \"b\"}");
            assertThat(value(id, "name")).isEqualTo("b");
        }

        @Test
        void hasNoGapsAfterManyAtOnceOfWhomSomeFail() throws Exception {
            melon("{\"name\": \"first\", \"code\": \"taken\"}");
            int threads = 20;
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Integer>> done = new ArrayList<>();
            try (var pool = Executors.newFixedThreadPool(threads)) {
                for (int thread = 0; thread < threads; thread++) {
                    done.add(pool.submit(() -> {
                        start.await();
                        return writeTen();
                    }));
                }
                start.countDown();
                int failed = 0;
                for (Future<Integer> each : done) {
                    failed += each.get();
                }
                assertThat(failed).isEqualTo(threads * 3);
            }

            List<String> numbers = admin.sql(transaction -> transaction
                    .sql()
                    .select(DSL.field("no", String.class))
                    .from("melon")
                    .fetch()
                    .map(row -> row.value1()));
            assertThat(numbers)
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, threads * 7 + 1)
                            .mapToObj("M-%03d"::formatted)
                            .toList());
        }

        /// Ten writes, of which three are refused after they took their number.
        private int writeTen() {
            int failed = 0;
            for (int index = 0; index < 10; index++) {
                String code = index % 4 == 1 ? "\"taken\"" : "null";
                try {
                    melon("{\"name\": \"a\", \"code\": %s}".formatted(code));
                } catch (Refused refused) {
                    assertThat(refused.code()).isEqualTo(RecordError.NOT_UNIQUE);
                    failed++;
                }
            }
            return failed;
        }
    }

    @Nested
    class AnAutomaticNumberAddedLater {

        private void addNumber() {
            int last =
                    admin.read(session -> session.model().definition().objects().size()) - 1;
            company.publish("""
                    [{"op": "add", "path": "/objects/%d/fields/-", "value": {
                       "key": "no", "label": {"en": "No", "zh-CN": "号"}, "type": "auto_number",
                       "number": {"digits": 1, "start": 10}}}]""".formatted(last));
        }

        @Test
        void numbersWhatIsThereInTheOrderOfItsMaking() {
            grow("{\"key\": \"code\", \"label\": L, \"type\": \"text\"}");
            UUID first = melon("{\"name\": \"a\"}");
            UUID second = melon("{\"name\": \"b\"}");
            UUID deleted = melon("{\"name\": \"c\"}");
            admin.delete("melon", deleted);

            addNumber();

            assertThat(value(first, "no")).isEqualTo("10");
            assertThat(value(second, "no")).isEqualTo("11");
            assertThat(value(melon("{\"name\": \"d\"}"), "no")).isEqualTo("13");
            assertThat(admin.restore("melon", deleted).values()).containsEntry("no", "12");
        }

        @Test
        void isSoughtAsSoonAsItIsGiven() {
            grow("{\"key\": \"code\", \"label\": L, \"type\": \"text\"}");
            melon("{\"name\": \"a\"}");
            UUID second = melon("{\"name\": \"b\"}");
            int last =
                    admin.read(session -> session.model().definition().objects().size()) - 1;

            company.publish("""
                    [{"op": "add", "path": "/objects/%d/fields/-", "value": {
                       "key": "no", "label": {"en": "No", "zh-CN": "号"}, "type": "auto_number",
                       "number": {"prefix": "Q-", "digits": 5, "start": 71233}}}]""".formatted(last));

            assertThat(admin.list("melon", new RecordQuery(null, null, "71234", 10, null, false))
                            .items())
                    .extracting(StoredRecord::id)
                    .containsExactly(second);
        }

        @Test
        void numbersManyByAJobWhileOthersAreWritten() throws Exception {
            grow("{\"key\": \"code\", \"label\": L, \"type\": \"text\"}");
            admin.sql(transaction -> transaction.sql().execute("""
                    INSERT INTO melon (id, version, created_at, created_by, updated_at, updated_by, name)
                    SELECT gen_random_uuid(), 1, now() - n * interval '1 minute', gen_random_uuid(), now(),
                           gen_random_uuid(), n
                    FROM generate_series(1, 2500) n"""));

            addNumber();
            UUID meanwhile = melon("{\"name\": \"new\"}");

            assertThat(value(meanwhile, "no")).isEqualTo("2510");
            for (int wait = 0; wait < 100 && missing() > 0; wait++) {
                Thread.sleep(100);
            }
            String numbers =
                    admin.sql(transaction -> String.valueOf(transaction.sql().fetchValue("""
                    SELECT count(DISTINCT no) || ' ' || min(no::int) || ' ' || max(no::int) || ' '
                        || bool_and(name = 'new' OR no::int = 2510 - name::int) FROM melon""")));
            assertThat(numbers).isEqualTo("2501 10 2510 true");
        }

        private int missing() {
            return admin.sql(
                    transaction -> transaction.sql().fetchCount(DSL.table("melon"), DSL.condition("no IS NULL")));
        }
    }
}
