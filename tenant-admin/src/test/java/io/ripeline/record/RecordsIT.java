package io.ripeline.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.Person;
import io.ripeline.company.WithCompanies;
import io.ripeline.definition.Money;
import io.ripeline.identity.Member;
import io.ripeline.json.StrictJson;
import io.ripeline.member.ChangeMember;
import io.ripeline.refusal.Refused;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@WithCompanies
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordsIT {

    /// An object with a field of each type.
    private static final String SPECIMEN = """
            [{"op": "add", "path": "/objects/-", "value": {
               "key": "specimen", "label": {"en": "Specimen", "zh-CN": "样本"}, "nameField": "name",
               "visibility": "public", "fields": [
                {"key": "name", "label": {"en": "Name", "zh-CN": "名称"}, "type": "text", "required": true},
                {"key": "story", "label": {"en": "Story", "zh-CN": "故事"}, "type": "long_text"},
                {"key": "whole", "label": {"en": "Whole", "zh-CN": "整数"}, "type": "integer", "min": -100, "max": 9000000000},
                {"key": "exact", "label": {"en": "Exact", "zh-CN": "小数"}, "type": "decimal", "default": "1.50"},
                {"key": "price", "label": {"en": "Price", "zh-CN": "价格"}, "type": "currency", "currency": "EUR", "min": 0},
                {"key": "share", "label": {"en": "Share", "zh-CN": "比例"}, "type": "percent"},
                {"key": "day", "label": {"en": "Day", "zh-CN": "日期"}, "type": "date", "default": "today"},
                {"key": "moment", "label": {"en": "Moment", "zh-CN": "时间"}, "type": "date_time"},
                {"key": "ripe", "label": {"en": "Ripe", "zh-CN": "成熟"}, "type": "boolean", "default": false},
                {"key": "taste", "label": {"en": "Taste", "zh-CN": "口味"}, "type": "select", "options": [
                   {"key": "sweet", "label": {"en": "Sweet", "zh-CN": "甜"}},
                   {"key": "sour", "label": {"en": "Sour", "zh-CN": "酸"}}]},
                {"key": "phone", "label": {"en": "Phone", "zh-CN": "电话"}, "type": "phone", "unique": true},
                {"key": "mail", "label": {"en": "Mail", "zh-CN": "邮箱"}, "type": "email"},
                {"key": "site", "label": {"en": "Site", "zh-CN": "网址"}, "type": "url"},
                {"key": "customer", "label": {"en": "Customer", "zh-CN": "客户"}, "type": "lookup", "target": "customer"},
                {"key": "keeper", "label": {"en": "Keeper", "zh-CN": "保管人"}, "type": "member"},
                {"key": "code", "label": {"en": "Code", "zh-CN": "编码"}, "type": "text", "unique": true, "maxLength": 5, "pattern": "[A-Z0-9 ]+"},
                {"key": "word", "label": {"en": "Word", "zh-CN": "词"}, "type": "text", "default": "today"}]}}]""";

    private static final String FULL = """
            {"name": "First", "story": "Long ago", "whole": 7, "exact": "0.10", "price": {"amount": "12.50", "currency": "USD"},
             "share": "33.3", "day": "2026-01-31", "moment": "2026-01-31T08:00:00+08:00", "ripe": true, "taste": "sweet",
             "phone": "+86 138", "mail": "a@b.example", "site": "https://a.example", "word": "w"}""";

    @Autowired
    private Companies companies;

    @Autowired
    private ChangeMember changeMember;

    private Company company;
    private Person admin;

    @BeforeAll
    void publishTheSpecimen() {
        company = companies.provision();
        admin = company.admin();
        company.publish(SPECIMEN);
    }

    private static Refused refused(Runnable work) {
        return Objects.requireNonNull(catchThrowableOfType(Refused.class, work::run), "nothing was refused");
    }

    private UUID named(String name) {
        return admin.create("specimen", "{\"name\": \"%s\"}".formatted(name)).id();
    }

    @Nested
    class WhatIsWritten {

        @Test
        void isReadBackWithItsTypes() {
            UUID customer =
                    admin.create("customer", "{\"name\": \"Northern Foods\"}").id();
            String values = FULL.replace(
                    "\"word\"", "\"customer\": \"%s\", \"keeper\": \"%s\", \"word\"".formatted(customer, admin.id()));

            StoredRecord record =
                    admin.get("specimen", admin.create("specimen", values).id());

            assertThat(record.version()).isEqualTo(1);
            assertThat(record.ownerId()).isEqualTo(admin.id());
            assertThat(record.values())
                    .containsEntry("whole", 7L)
                    .containsEntry("exact", new BigDecimal("0.10"))
                    .containsEntry("price", new Money(new BigDecimal("12.50"), "USD"))
                    .containsEntry("share", new BigDecimal("33.3"))
                    .containsEntry("day", LocalDate.of(2026, 1, 31))
                    .containsEntry("moment", Instant.parse("2026-01-31T00:00:00Z"))
                    .containsEntry("ripe", true)
                    .containsEntry("taste", "sweet")
                    .containsEntry("customer", customer)
                    .containsEntry("keeper", admin.id());
            assertThat(record.names()).containsEntry("customer", "Northern Foods");
            admin.update("specimen", record.id(), "{\"phone\": null}");
        }

        @Test
        void takesItsDefaults() {
            StoredRecord record = admin.get("specimen", named("Bare"));

            LocalDate today = admin.read(session -> session.moment().today());
            assertThat(record.values())
                    .containsEntry("exact", new BigDecimal("1.50"))
                    .containsEntry("day", today)
                    .containsEntry("ripe", false)
                    .containsEntry("word", "today")
                    .doesNotContainKeys("whole", "price", "story");
        }

        @Test
        void takesNoDefaultWhereNullIsGiven() {
            StoredRecord record = admin.create("specimen", "{\"name\": \"x\", \"exact\": null, \"day\": null}");

            assertThat(record.values()).doesNotContainKeys("exact", "day");
        }

        @ParameterizedTest
        @CsvSource({
            "12.5,12.5,EUR",
            "'\"1e3\"',1E+3,EUR",
            "'{\"amount\": 3}',3,EUR",
            "'{\"amount\": \"3\", \"currency\": \"JPY\"}',3,JPY"
        })
        void takesAmountsInEachForm(String json, BigDecimal amount, String currency) {
            StoredRecord record = admin.create("specimen", "{\"name\": \"x\", \"price\": %s}".formatted(json));

            Money stored = (Money) admin.get("specimen", record.id()).values().get("price");
            assertThat(Objects.requireNonNull(stored).amount()).isEqualByComparingTo(amount);
            assertThat(stored.currency()).isEqualTo(currency);
        }

        @Test
        void changesOnlyWhatIsNamed() {
            UUID id = admin.create("specimen", FULL.replace("\"phone\": \"+86 138\", ", ""))
                    .id();

            Written written = admin.update("specimen", id, "{\"whole\": 8, \"taste\": null, \"story\": \"\"}");

            assertThat(written.record().version()).isEqualTo(2);
            assertThat(admin.get("specimen", id).values())
                    .containsEntry("whole", 8L)
                    .containsEntry("name", "First")
                    .doesNotContainKeys("taste", "story");
        }

        @Test
        void staysAtItsVersionWhereNothingChanges() {
            UUID id = admin.create("specimen", "{\"name\": \"x\", \"exact\": \"1.0\", \"price\": 5}")
                    .id();
            String before = Rows.hash(admin, "specimen", id);

            admin.update("specimen", id, "{\"name\": \"x\", \"exact\": \"1.00\", \"price\": \"5.0\"}");

            assertThat(Rows.hash(admin, "specimen", id)).isEqualTo(before);
        }
    }

    @Nested
    class ABadValue {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                        {"name": 5}                          | /values/name   | wrong-type       | Name: a string is expected.
                        {"story": ["x"]}                     | /values/story  | wrong-type       | Story: a string is expected.
                        {"whole": "5"}                       | /values/whole  | wrong-type       | Whole: a whole number is expected.
                        {"whole": 1.5}                       | /values/whole  | wrong-type       | Whole: a whole number is expected.
                        {"whole": 1e400}                     | /values/whole  | wrong-type       | Whole: a whole number is expected.
                        {"whole": 99999999999999999999}      | /values/whole  | wrong-type       | Whole: a whole number is expected.
                        {"whole": -101}                      | /values/whole  | out-of-range     | Whole: At least -100.
                        {"whole": 9000000001}                | /values/whole  | out-of-range     | Whole: At most 9000000000.
                        {"exact": "one"}                     | /values/exact  | wrong-type       | Exact: a number is expected.
                        {"exact": true}                      | /values/exact  | wrong-type       | Exact: a number is expected.
                        {"exact": 1e999999999}               | /values/exact  | wrong-type       | Exact: a number is expected.
                        {"exact": 1e-999999999}              | /values/exact  | wrong-type       | Exact: a number is expected.
                        {"exact": "NaN"}                     | /values/exact  | wrong-type       | Exact: a number is expected.
                        {"price": -1}                        | /values/price  | out-of-range     | Price: At least 0.
                        {"price": {"currency": "EUR"}}       | /values/price  | wrong-type       | Price: an amount is expected: a number, or {amount, currency}.
                        {"price": {"amount": 1, "x": 1}}     | /values/price  | wrong-type       | Price: an amount is expected: a number, or {amount, currency}.
                        {"price": {"amount": 1, "currency": "eur"}} | /values/price | wrong-type | Price: an amount is expected: a number, or {amount, currency}.
                        {"day": "31.01.2026"}                | /values/day    | wrong-type       | Day: a date such as 2026-01-31 is expected.
                        {"day": "2026-02-30"}                | /values/day    | wrong-type       | Day: a date such as 2026-01-31 is expected.
                        {"day": "+12026-01-01"}              | /values/day    | wrong-type       | Day: a date such as 2026-01-31 is expected.
                        {"moment": "2026-01-31"}             | /values/moment | wrong-type       | Moment: an instant such as 2026-01-31T08:00:00Z is expected.
                        {"moment": "2026-01-31T08:00:00"}    | /values/moment | wrong-type       | Moment: an instant such as 2026-01-31T08:00:00Z is expected.
                        {"moment": "9999-12-31T23:00:00-05:00"} | /values/moment | wrong-type    | Moment: an instant such as 2026-01-31T08:00:00Z is expected.
                        {"moment": "0001-01-01T00:00:00+05:00"} | /values/moment | wrong-type    | Moment: an instant such as 2026-01-31T08:00:00Z is expected.
                        {"ripe": "true"}                     | /values/ripe   | wrong-type       | Ripe: true or false is expected.
                        {"taste": "bitter"}                  | /values/taste  | unknown-option   | Taste: "bitter" is none of: sweet, sour.
                        {"customer": "nobody"}               | /values/customer | wrong-type     | Customer: an id is expected.
                        {"customer": "00000000-0000-7000-8000-000000000000"} | /values/customer | not-found | Customer: There is no such record.
                        {"keeper": "00000000-0000-7000-8000-000000000000"}   | /values/keeper   | not-found | Keeper: There is no such record.
                        {"name": null}                       | /values/name   | required         | Name: A value is required.
                        {"name": ""}                         | /values/name   | required         | Name: A value is required.
                        {"name": "  "}                       | /values/name   | required         | Name: A value is required.
                        {"code": "ABCDEF"}                   | /values/code   | too-long         | Code: At most 5 characters.
                        {"code": "abc"}                      | /values/code   | pattern-mismatch | Code: The text does not have the form wanted.
                        {"story": "a\\u0000b"}               | /values/story  | text-unstorable  | Story: The text has a NUL or half a character.
                        {"story": "a\\ud800b"}               | /values/story  | text-unstorable  | Story: The text has a NUL or half a character.
                        {"colour": 1}                        | /values/colour | unknown-field    | The object specimen has no field "colour".
                        {"owner_id": "x"}                    | /values/owner_id | unknown-field  | The object specimen has no field "owner_id".
                        {"version": 9}                       | /values/version  | unknown-field  | The object specimen has no field "version".
                        {"name\\"; DROP": 9}                 | /values/name"; DROP | unknown-field | The object specimen has no field "name"; DROP".
                        """)
        void isRefusedAtItsPointerAndTheRecordUnchanged(String values, String pointer, String code, String message) {
            UUID id = named("Untouched");
            String before = Rows.hash(admin, "specimen", id);

            Refused refused = refused(() -> admin.update("specimen", id, values));

            assertThat(refused.code().code()).isIn("record-invalid", "unknown-field");
            assertThat(refused.violations())
                    .extracting(
                            fault -> fault.pointer(),
                            fault -> fault.code(),
                            fault -> fault.message().en())
                    .containsExactly(tuple(pointer, code, message));
            assertThat(Rows.hash(admin, "specimen", id)).isEqualTo(before);
        }

        @Test
        void comesBackWithAllOthers() {
            Refused refused = refused(
                    () -> admin.create("specimen", "{\"whole\": -500, \"taste\": \"bitter\", \"code\": \"abcdef\"}"));

            assertThat(refused.violations())
                    .extracting(fault -> fault.pointer() + " " + fault.code())
                    .containsExactlyInAnyOrder(
                            "/values/name required",
                            "/values/whole out-of-range",
                            "/values/taste unknown-option",
                            "/values/code too-long",
                            "/values/code pattern-mismatch");
        }

        @Test
        void ofALongTextIsItsLength() {
            UUID id = named("Long");

            Refused refused =
                    refused(() -> admin.update("specimen", id, "{\"story\": \"%s\"}".formatted("瓜".repeat(200_001))));

            assertThat(refused.violations())
                    .extracting(fault -> fault.message().en())
                    .containsExactly("Story: At most 200000 characters.");
        }

        @Test
        void ofALinkIsARecordOfAnotherCompany() {
            UUID foreign = companies
                    .provision()
                    .admin()
                    .create("customer", "{\"name\": \"x\"}")
                    .id();
            UUID id = named("Link");

            Refused refused = refused(() -> admin.update("specimen", id, "{\"customer\": \"%s\"}".formatted(foreign)));

            assertThat(refused.violations())
                    .extracting(fault -> fault.code(), fault -> fault.message().en())
                    .containsExactly(tuple("not-found", "Customer: There is no such record."));
        }

        @Test
        void ofALinkIsARecordTheMemberDoesNotSee() {
            Person rep = company.hire("Lin" + UUID.randomUUID(), "rep", null);
            UUID hidden = admin.create("customer", "{\"name\": \"Hidden\"}").id();
            UUID id = rep.create("deal", "{\"name\": \"Mine\"}").id();
            String before = Rows.hash(admin, "deal", id);

            Refused refused = refused(() -> rep.update("deal", id, "{\"customer\": \"%s\"}".formatted(hidden)));

            assertThat(refused.violations()).extracting(fault -> fault.code()).containsExactly("not-found");
            assertThat(Rows.hash(admin, "deal", id)).isEqualTo(before);
        }

        @Test
        void ofTheOwnerIsAStranger() {
            UUID stranger = companies.provision().admin().id();
            UUID id = named("Owned");
            String before = Rows.hash(admin, "specimen", id);

            Refused refused = refused(() -> admin.giveTo(stranger, "specimen", id));

            assertThat(refused.violations())
                    .extracting(
                            fault -> fault.pointer(), fault -> fault.message().en())
                    .containsExactly(tuple("/ownerId", "The owner is not an active member."));
            assertThat(Rows.hash(admin, "specimen", id)).isEqualTo(before);
        }
    }

    @Nested
    class AnOwnerWhoLeft {

        @Test
        void isRefusedAndTheRecordUnchanged() {
            Company firm = companies.provision();
            Member leaver = firm.hire("Lea", "rep", null).member();
            UUID id = firm.admin().create("customer", "{\"name\": \"Owned\"}").id();
            firm.admin()
                    .write(session -> changeMember.change(
                            session,
                            new Member(leaver.id(), leaver.email(), leaver.name(), leaver.role(), null, false)));
            String before = Rows.hash(firm.admin(), "customer", id);

            Refused refused = refused(() -> firm.admin().giveTo(leaver.id(), "customer", id));

            assertThat(refused.violations())
                    .extracting(
                            fault -> fault.pointer(), fault -> fault.message().en())
                    .containsExactly(tuple("/ownerId", "The owner is not an active member."));
            assertThat(Rows.hash(firm.admin(), "customer", id)).isEqualTo(before);
        }
    }

    @Nested
    class NaughtyStrings {

        static final List<String> NAUGHTY = List.of(
                "'; DROP TABLE deal; --",
                "\" OR 1=1 --",
                "{0} {1} ? :name $1 ${x} #{x} %s %n",
                "<script>alert(1)</script><img src=x onerror=alert(1)>",
                "=HYPERLINK(\"http://x\")",
                "مرحبا بالعالم",
                "\u202Egnp.exe",
                "zero\u200Bwidth\uFEFF",
                "👩‍👩‍👧‍👦 🇨🇳 🏳️‍🌈",
                "Z̴̢͓a̷l̶g̵o̸",
                "田中さんにあげて下さい",
                "ﷺﷺﷺ",
                "\\ \\\\ \\n \\u0041 \t\n\r",
                "\u0001\u0007\u001B[31m",
                "null",
                "  padded  ",
                "𠜎𠜱𠝹",
                "a".repeat(4_000),
                incompressible(4_000));

        private static String incompressible(int length) {
            StringBuilder text = new StringBuilder();
            java.util.Random random = new java.util.Random(7);
            random.ints(length, 0x4E00, 0x9FA5).forEach(text::appendCodePoint);
            return text.toString();
        }

        @ParameterizedTest
        @FieldSource("NAUGHTY")
        void areStoredAndReadBackUnchanged(String text) {
            String json = StrictJson.MAPPER.writeValueAsString(Map.of("name", text, "story", text, "word", text));

            UUID id = admin.create("specimen", json).id();

            assertThat(admin.get("specimen", id).values())
                    .containsEntry("name", text)
                    .containsEntry("story", text)
                    .containsEntry("word", text);
        }

        @ParameterizedTest
        @FieldSource("NAUGHTY")
        void areFoundByAFilter(String text) {
            UUID id = admin.create("specimen", StrictJson.MAPPER.writeValueAsString(Map.of("name", text)))
                    .id();
            String beginning = text.substring(0, Math.min(text.length(), 100));

            RecordPage page = admin.list(
                    "specimen",
                    RecordQuery.matching(
                            "name.startsWith(%s)".formatted(StrictJson.MAPPER.writeValueAsString(beginning))));

            assertThat(page.items()).extracting(StoredRecord::id).contains(id);
        }

        @ParameterizedTest
        @ValueSource(strings = {"'; DROP TABLE deal", "%", "_", "\\", "\u0000", "\uD800"})
        void areHarmlessInASearch(String words) {
            RecordPage page = admin.list("specimen", new RecordQuery(null, null, words, 10, null, true));

            assertThat(page.total()).isNotNull();
        }
    }

    @Nested
    class AUniqueField {

        @ParameterizedTest
        @CsvSource({
            "phone,+49 (30) 1234,0049-30/1234x,false",
            "phone,138 0000 0001,13800000001,true",
            "code,A B 1,AB1,true",
            "code,A C 2,AC2,true"
        })
        void refusesWhatIsTheSame(String field, String first, String second, boolean same) {
            String template = "{\"name\": \"x\", \"%s\": \"%s\"}";
            admin.create("specimen", template.formatted(field, first));

            if (same) {
                Refused refused = refused(() -> admin.create("specimen", template.formatted(field, second)));

                assertThat(refused.code().code()).isEqualTo("not-unique");
                assertThat(refused.violations())
                        .extracting(fault -> fault.pointer())
                        .containsExactly("/values/" + field);
                assertThat(refused.detail().en()).matches("Another record has the same (Phone|Code)\\.");
            } else {
                assertThat(admin.create("specimen", template.formatted(field, second))
                                .version())
                        .isEqualTo(1);
            }
        }

        @Test
        void leavesTheRecordUnchangedThatWantsAnothersValue() {
            admin.create("specimen", "{\"name\": \"x\", \"code\": \"TAKEN\"}");
            UUID id = named("Wants");
            String before = Rows.hash(admin, "specimen", id);

            Refused refused = refused(() -> admin.update("specimen", id, "{\"code\": \"TAKEN\"}"));

            assertThat(refused.code().kind().status()).isEqualTo(409);
            assertThat(Rows.hash(admin, "specimen", id)).isEqualTo(before);
        }

        @Test
        void mayBeTheSameInAnotherCompany() {
            Company other = companies.provision();
            String values = "{\"name\": \"x\", \"registration_number\": \"91310000-K35\"}";

            admin.create("customer", values);

            assertThat(other.admin().create("customer", values).version()).isEqualTo(1);
        }

        @Test
        void letsOneOfSeveralAtOnceWin() throws Exception {
            List<String> outcomes = atOnce(4, number -> {
                try {
                    return "made "
                            + admin.create("specimen", "{\"name\": \"x\", \"code\": \"RACE\"}")
                                    .version();
                } catch (Refused refused) {
                    return refused.code().code();
                }
            });

            assertThat(outcomes).containsExactlyInAnyOrder("made 1", "not-unique", "not-unique", "not-unique");
        }
    }

    private interface Attempt {
        String run(int number);
    }

    private static List<String> atOnce(int threads, Attempt attempt) throws InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<String>> outcomes = new ArrayList<>();
        try (var executor = Executors.newFixedThreadPool(threads)) {
            for (int number = 0; number < threads; number++) {
                int mine = number;
                outcomes.add(executor.submit(() -> {
                    start.await();
                    return attempt.run(mine);
                }));
            }
            start.countDown();
        }
        return outcomes.stream().map(Future::resultNow).toList();
    }

    @Nested
    class TwoWhoWrite {

        @Test
        void areToldWhoChangedWhat() {
            UUID id = named("Shared");
            Person other = company.hire("Mo" + UUID.randomUUID().toString().substring(0, 8), "admin", null);
            other.update("specimen", id, "{\"whole\": 5, \"story\": \"new\"}");
            String before = Rows.hash(admin, "specimen", id);

            Refused refused = refused(() -> admin.update("specimen", id, "{\"whole\": 6}", Precondition.exactly(1)));

            assertThat(refused.code().code()).isEqualTo("version-conflict");
            assertThat(refused.code().kind().status()).isEqualTo(412);
            assertThat(refused.detail().en())
                    .isEqualTo("%s changed this record meanwhile (story, whole); load it again and repeat your change."
                            .formatted(other.member().name()));
            assertThat(refused.extensions().get("conflict"))
                    .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.map(String.class, Object.class))
                    .containsEntry("version", 2)
                    .containsEntry("fields", List.of("story", "whole"))
                    .containsEntry(
                            "changedBy",
                            Map.of(
                                    "id",
                                    other.id().toString(),
                                    "name",
                                    other.member().name()));
            assertThat(Rows.hash(admin, "specimen", id)).isEqualTo(before);
        }

        @Test
        void areMergedWhereTheyChangeOtherFields() {
            UUID id = named("Merged");
            admin.update("specimen", id, "{\"whole\": 5}");

            Written written = admin.update("specimen", id, "{\"story\": \"mine\"}", new Precondition(null, 1));

            assertThat(written.record().version()).isEqualTo(3);
            assertThat(written.record().values()).containsEntry("whole", 5L).containsEntry("story", "mine");
        }

        @Test
        void conflictWhereTheyChangeTheSameField() {
            UUID id = named("Conflict");
            admin.update("specimen", id, "{\"whole\": 5, \"story\": \"x\"}");
            String before = Rows.hash(admin, "specimen", id);

            Refused refused = refused(() -> admin.update("specimen", id, "{\"whole\": 6}", new Precondition(null, 1)));

            assertThat(refused.code().code()).isEqualTo("edit-conflict");
            assertThat(refused.code().kind().status()).isEqualTo(409);
            assertThat(refused.detail().en())
                    .isEqualTo("Ada changed this record meanwhile (whole); load it again and repeat your change.");
            assertThat(Rows.hash(admin, "specimen", id)).isEqualTo(before);
        }

        @Test
        void loseNothing() throws Exception {
            UUID id = admin.create("specimen", "{\"name\": \"Counter\", \"whole\": 0}")
                    .id();

            atOnce(4, number -> {
                for (int round = 0; round < 10; round++) {
                    boolean done = false;
                    while (!done) {
                        StoredRecord seen = admin.get("specimen", id);
                        long next =
                                1 + (Long) Objects.requireNonNull(seen.values().get("whole"));
                        try {
                            admin.update(
                                    "specimen",
                                    id,
                                    "{\"whole\": %d}".formatted(next),
                                    Precondition.exactly(seen.version()));
                            done = true;
                        } catch (Refused stale) {
                            done = false;
                        }
                    }
                }
                return "done";
            });

            StoredRecord last = admin.get("specimen", id);
            assertThat(last.values()).containsEntry("whole", 40L);
            assertThat(last.version()).isEqualTo(41);
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class AList {

        private static final String WITH_NUL =
                "eyJzb3J0IjoibmFtZSIsInZhbHVlcyI6WyJcdTAwMDAiXSwiaWQiOiIwMDAwMDAwMC0wMDAw"
                        + "LTcwMDAtODAwMC0wMDAwMDAwMDAwMDAifQ";

        private Person lister;
        private List<UUID> all = List.of();

        @BeforeAll
        void fill() {
            Company own = companies.provision();
            own.publish(SPECIMEN);
            lister = own.admin();
            List<UUID> ids = new ArrayList<>();
            for (int number = 0; number < 23; number++) {
                ids.add(lister.create("specimen", values(number)).id());
            }
            all = List.copyOf(ids);
        }

        private String values(int number) {
            return number % 4 == 0
                    ? "{\"name\": \"Bare %d\", \"exact\": null, \"day\": null, \"ripe\": null, \"word\": null}"
                            .formatted(number % 3)
                    : """
                      {"name": "Melon %d", "story": "s%d", "whole": %d, "exact": "%d.5", "price": %d, "share": "%d.25",
                       "day": "2026-01-0%d", "moment": "2026-01-0%dT08:00:00.123456Z", "ripe": %s, "taste": "%s",
                       "phone": "%d", "mail": "m%d@x.example", "site": "https://%d.example", "keeper": "%s", "word": "%s"}""".formatted(
                                    number % 3,
                                    number % 3,
                                    number % 3 - 1,
                                    number % 3 - 1,
                                    number % 3,
                                    number % 3,
                                    number % 3 + 1,
                                    number % 3 + 1,
                                    number % 2 == 0,
                                    number % 2 == 0 ? "sweet" : "sour",
                                    1000 + number,
                                    number % 3,
                                    number % 3,
                                    lister.id(),
                                    number % 2 == 0 ? "Ä" : "ä");
        }

        private List<UUID> pages(@Nullable String sort, @Nullable String filter, int limit) {
            List<UUID> found = new ArrayList<>();
            String cursor = null;
            do {
                RecordPage page = lister.list("specimen", new RecordQuery(filter, sort, null, limit, cursor, false));
                page.items().forEach(item -> found.add(item.id()));
                cursor = page.nextCursor();
            } while (cursor != null);
            return found;
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "name",
                    "story",
                    "whole",
                    "exact",
                    "price",
                    "share",
                    "day",
                    "moment",
                    "ripe",
                    "taste",
                    "phone",
                    "mail",
                    "site",
                    "customer",
                    "keeper",
                    "word",
                    "created_at",
                    "updated_at",
                    "owner_id",
                    "id"
                })
        void turnsItsPagesOverTiesAndHolesWithoutLossOrDouble(String field) {
            for (String sort : List.of(field, "-" + field)) {
                List<UUID> whole = pages(sort, null, 200);

                List<UUID> paged = pages(sort, null, 3);

                assertThat(whole).containsExactlyInAnyOrderElementsOf(all);
                assertThat(paged).isEqualTo(whole);
            }
        }

        @Test
        void turnsItsPagesBySeveralFields() {
            List<UUID> whole = pages("-ripe,whole,-day,name", null, 200);

            List<UUID> paged = pages("-ripe,whole,-day,name", null, 2);

            assertThat(paged).isEqualTo(whole).containsExactlyInAnyOrderElementsOf(all);
        }

        @Test
        void beginsWithTheNewest() {
            assertThat(pages(null, null, 200)).isEqualTo(all.reversed());
        }

        @Test
        void putsHolesLastBothWays() {
            int bare = (int)
                    IntStream.range(0, 23).filter(number -> number % 4 == 0).count();

            for (String sort : List.of("whole", "-whole")) {
                List<Object> values =
                        lister.list("specimen", new RecordQuery(null, sort, null, 200, null, false)).items().stream()
                                .map(item -> item.value("whole").orElse("none"))
                                .toList();

                assertThat(values.subList(23 - bare, 23)).containsOnly("none");
                assertThat(values.subList(0, 23 - bare)).doesNotContain("none");
            }
        }

        @Test
        void keepsItsFilterOverPages() {
            List<UUID> filtered = pages("name", "whole >= 0 && ripe", 2);

            assertThat(filtered).doesNotHaveDuplicates().isNotEmpty();
            assertThat(filtered)
                    .allSatisfy(
                            id -> assertThat(lister.get("specimen", id).values().get("ripe"))
                                    .isEqualTo(true));
        }

        @Test
        void countsAllThatMatch() {
            RecordPage page = lister.list("specimen", new RecordQuery("has(whole)", null, null, 2, null, true));

            assertThat(page.items()).hasSize(2);
            assertThat(page.total()).isEqualTo(17);
        }

        @Test
        void findsByPartOfTheNameWhateverItsCaseAndSpaces() {
            RecordPage page = lister.list("specimen", new RecordQuery(null, null, "MEL ON 2", 200, null, true));

            assertThat(page.items())
                    .isNotEmpty()
                    .allSatisfy(item -> assertThat(item.text("name")).contains("Melon 2"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "colour",
                    "-",
                    "name,name",
                    "name,-name",
                    "name;DROP TABLE x",
                    "a,b,c,d,e",
                    ",",
                    "deleted_at",
                    "exact__currency",
                    "name "
                })
        void refusesAnOrderItDoesNotKnow(String sort) {
            Refused refused = refused(() -> pages(sort, null, 5));

            assertThat(refused.code().code()).isEqualTo("sort-invalid");
            assertThat(refused.detail().en())
                    .isEqualTo(
                            "\"%s\" is no order: name up to 4 different fields, comma separated, with a leading - for descending and :nulls_first behind where absent values come first."
                                    .formatted(sort));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "x",
                    "bnVsbA",
                    "e30",
                    "W10",
                    "eyJzb3J0IjoibmFtZSIsInZhbHVlcyI6WyJhIl0sImlkIjoieCJ9",
                    WITH_NUL,
                    "!!!",
                    "{}"
                })
        void refusesACursorThatIsNone(String cursor) {
            Refused refused =
                    refused(() -> lister.list("specimen", new RecordQuery(null, "name", null, 5, cursor, false)));

            assertThat(refused.code().code()).isEqualTo("cursor-invalid");
            assertThat(refused.detail().en()).isEqualTo("This is no cursor; begin anew without it.");
        }

        @Test
        void refusesTheCursorOfAnotherOrder() {
            String cursor = lister.list("specimen", new RecordQuery(null, "name", null, 5, null, false))
                    .nextCursor();

            Refused refused =
                    refused(() -> lister.list("specimen", new RecordQuery(null, "whole", null, 5, cursor, false)));

            assertThat(refused.code().code()).isEqualTo("cursor-invalid");
            assertThat(refused.detail().en()).isEqualTo("The cursor belongs to another list; begin anew without it.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"whole >", "colour == 1", "whole == \"a\"", "whole + 1"})
        void refusesAFilterItCannotRead(String filter) {
            Refused refused = refused(() -> pages(null, filter, 5));

            assertThat(refused.code().code()).isEqualTo("filter-invalid");
            assertThat(refused.violations())
                    .extracting(fault -> fault.pointer())
                    .contains("/filter");
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 201})
        void refusesALimitOutOfRange(int limit) {
            Refused refused = refused(() -> pages(null, null, limit));

            assertThat(refused.code().code()).isEqualTo("limit-invalid");
            assertThat(refused.detail().en()).isEqualTo("limit is from 1 to 200.");
        }
    }

    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Visibility {

        private Person manager;
        private Person rep;
        private Person colleague;
        private Person stranger;
        private UUID own;

        @BeforeAll
        void hire() {
            Company firm = companies.provision();
            manager = firm.hire("Mia", "manager", null);
            rep = firm.hire("Rolf", "rep", manager);
            colleague = firm.hire("Cleo", "rep", manager);
            stranger = firm.hire("Sven", "manager", null);
            own = rep.create("customer", "{\"name\": \"Own\"}").id();
            firmAdmin = firm.admin();
        }

        private Person firmAdmin;

        private List<UUID> seenBy(Person person) {
            return person.list("customer", RecordQuery.matching(null)).items().stream()
                    .map(StoredRecord::id)
                    .toList();
        }

        @Test
        void showsARepHisOwnAManagerHisTeamsAnAdminAll() {
            assertThat(seenBy(rep)).contains(own);
            assertThat(seenBy(manager)).contains(own);
            assertThat(seenBy(firmAdmin)).contains(own);
            assertThat(seenBy(colleague)).doesNotContain(own);
            assertThat(seenBy(stranger)).doesNotContain(own);
        }

        @Test
        void hidesARecordFromReadingAndWritingAlike() {
            String before = Rows.hash(firmAdmin, "customer", own);

            for (Person outsider :
                    List.of(colleague, stranger, companies.provision().admin())) {
                Refused read = refused(() -> outsider.get("customer", own));
                Refused write = refused(() -> outsider.update("customer", own, "{\"name\": \"Stolen\"}"));

                assertThat(List.of(read, write)).allSatisfy(refusal -> {
                    assertThat(refusal.code().code()).isEqualTo("record-not-found");
                    assertThat(refusal.detail().en()).isEqualTo("There is no such record, or you may not see it.");
                });
            }
            assertThat(Rows.hash(firmAdmin, "customer", own)).isEqualTo(before);
        }

        @Test
        void doesNotCountOrFindWhatIsHidden() {
            RecordPage page =
                    colleague.list("customer", new RecordQuery("name == \"Own\"", null, "own", 5, null, true));

            assertThat(page.total()).isZero();
        }

        @Test
        void showsAPublicObjectToEverybody() {
            UUID product =
                    firmAdmin.create("product", "{\"name\": \"Racking\"}").id();

            assertThat(colleague.get("product", product).text("name")).contains("Racking");
        }

        @Test
        void refusesWhatTheRoleMayNotDo() {
            Refused refused = refused(() -> rep.create("product", "{\"name\": \"Mine\"}"));

            assertThat(refused.code().code()).isEqualTo("right-missing");
            assertThat(refused.code().kind().status()).isEqualTo(403);
            assertThat(refused.detail().en()).contains("may not create Product; an admin can grant it.");
        }

        @Test
        void followsTheOwner() {
            UUID given = rep.create("customer", "{\"name\": \"Given\"}").id();

            rep.giveTo(stranger.id(), "customer", given);

            assertThat(seenBy(stranger)).contains(given);
            assertThat(refused(() -> rep.get("customer", given)).code().code()).isEqualTo("record-not-found");
        }

        @Test
        void leavesARecordOfNobodyToThoseWhoSeeAll() {
            UUID orphan = rep.create("customer", "{\"name\": \"Orphan\"}").id();

            rep.giveTo(null, "customer", orphan);

            assertThat(seenBy(manager)).doesNotContain(orphan);
            assertThat(seenBy(firmAdmin)).contains(orphan);
            firmAdmin.update("customer", orphan, "{\"name\": \"Orphan 2\"}");
        }
    }

    @Nested
    class ARecordAboutAnother {

        @Test
        void namesItsSubject() {
            UUID customer = admin.create("customer", "{\"name\": \"Subject\"}").id();

            StoredRecord call = admin.create("activity", "{\"kind\": \"call\"}", new Subject("customer", customer));

            assertThat(admin.get("activity", call.id()).subject()).isEqualTo(new Subject("customer", customer));
        }

        @Test
        void isRefusedWithoutOne() {
            Refused refused = refused(() -> admin.create("activity", "{\"kind\": \"call\"}"));

            assertThat(refused.violations())
                    .extracting(
                            fault -> fault.pointer(), fault -> fault.message().en())
                    .containsExactly(tuple("/subject", "Say which record this is about: {object, id}."));
        }

        @Test
        void isRefusedAboutOneOfAnotherCompany() {
            UUID foreign = companies
                    .provision()
                    .admin()
                    .create("customer", "{\"name\": \"x\"}")
                    .id();

            Refused refused =
                    refused(() -> admin.create("activity", "{\"kind\": \"call\"}", new Subject("customer", foreign)));

            assertThat(refused.violations())
                    .extracting(fault -> fault.pointer())
                    .containsExactly("/subject");
        }
    }
}
