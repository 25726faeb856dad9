package io.ripeline.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Refused;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompilerTest {

    private static final String LABEL = "{\"zh-CN\": \"名\", \"en\": \"Name\"}";
    private static final String KEY_FORM = "Keys are lower-case letters, digits and single underscores, begin with a"
            + " letter and have at most 40 characters.";

    /// One thing put into the smallest document, and the one problem it makes.
    record Spoilt(String put, String json, String pointer, String code, String message, String remedy) {

        @Override
        public String toString() {
            return code + " at " + pointer + " by " + json;
        }
    }

    private static Spoilt spoilt(String put, String json, String pointer, String code, String message, String remedy) {
        return new Spoilt(
                put, json.replace("L,", LABEL + ",").replace("L}", LABEL + "}"), pointer, code, message, remedy);
    }

    private static Spoilt field(String json, String member, String code, String message, String remedy) {
        return spoilt("/objects/3/fields/-", json, "/objects/3/fields/1" + member, code, message, remedy);
    }

    private static final List<Spoilt> KEYS = List.of(
            spoilt(
                    "/objects/3/key",
                    "\"Product\"",
                    "/objects/3/key",
                    "key-malformed",
                    "\"Product\" is not a key.",
                    KEY_FORM),
            field(
                    "{\"key\": \"a__b\", \"label\": L, \"type\": \"text\"}",
                    "/key",
                    "key-malformed",
                    "\"a__b\" is not a key.",
                    KEY_FORM),
            field(
                    "{\"key\": \"_a\", \"label\": L, \"type\": \"text\"}",
                    "/key",
                    "key-malformed",
                    "\"_a\" is not a key.",
                    KEY_FORM),
            field(
                    "{\"key\": \"1a\", \"label\": L, \"type\": \"text\"}",
                    "/key",
                    "key-malformed",
                    "\"1a\" is not a key.",
                    KEY_FORM),
            field(
                    "{\"key\": \"\", \"label\": L, \"type\": \"text\"}",
                    "/key",
                    "key-malformed",
                    "\"\" is not a key.",
                    KEY_FORM),
            field(
                    "{\"key\": \"名\", \"label\": L, \"type\": \"text\"}",
                    "/key",
                    "key-malformed",
                    "\"名\" is not a key.",
                    KEY_FORM),
            field(
                    "{\"key\": \"a\\\"; DROP\", \"label\": L, \"type\": \"text\"}",
                    "/key",
                    "key-malformed",
                    "\"a\"; DROP\" is not a key.",
                    KEY_FORM),
            field(
                    "{\"key\": \"%s\", \"label\": L, \"type\": \"text\"}".formatted("a".repeat(41)),
                    "/key",
                    "key-malformed",
                    "\"%s\" is not a key.".formatted("a".repeat(41)),
                    KEY_FORM),
            field(
                    "{\"key\": \"name\", \"label\": L, \"type\": \"text\"}",
                    "/key",
                    "key-duplicate",
                    "The key \"name\" is used twice here.",
                    "Give each one a key of its own."),
            field(
                    "{\"key\": \"owner_id\", \"label\": L, \"type\": \"member\"}",
                    "/key",
                    "key-reserved",
                    "\"owner_id\" belongs to the platform.",
                    "Choose another key."),
            field(
                    "{\"key\": \"version\", \"label\": L, \"type\": \"integer\"}",
                    "/key",
                    "key-reserved",
                    "\"version\" belongs to the platform.",
                    "Choose another key."),
            field(
                    "{\"key\": \"now\", \"label\": L, \"type\": \"text\"}",
                    "/key",
                    "key-reserved",
                    "\"now\" belongs to the platform.",
                    "Choose another key."),
            field(
                    "{\"key\": \"in\", \"label\": L, \"type\": \"text\"}",
                    "/key",
                    "key-reserved",
                    "\"in\" belongs to the platform.",
                    "Choose another key."),
            spoilt(
                    "/roles/-",
                    "{\"key\": \"rep\", \"label\": L, \"permissions\": {\"scope\": \"own\", \"objects\": {}}}",
                    "/roles/2/key",
                    "key-duplicate",
                    "The key \"rep\" is used twice here.",
                    "Give each one a key of its own."),
            spoilt(
                    "/funnels/0/stages/-",
                    "{\"key\": \"won\", \"label\": L}",
                    "/funnels/0/stages/2/key",
                    "key-duplicate",
                    "The key \"won\" is used twice here.",
                    "Give each one a key of its own."),
            spoilt(
                    "/gradeScales/0/grades/-",
                    "{\"key\": \"a\", \"label\": L}",
                    "/gradeScales/0/grades/1/key",
                    "key-duplicate",
                    "The key \"a\" is used twice here.",
                    "Give each one a key of its own."),
            spoilt(
                    "/views/-",
                    "{\"key\": \"all\", \"object\": \"deal\", \"label\": L, \"columns\": []}",
                    "/views/1/key",
                    "key-duplicate",
                    "The key \"all\" is used twice here.",
                    "Give each one a key of its own."));

    private static final String MEND = "Correct the field.";

    private static final List<Spoilt> FIELDS = List.of(
            field(
                    "{\"key\": \"x\", \"label\": L, \"type\": \"varchar\"}",
                    "/type",
                    "field-type-unknown",
                    "There is no \"varchar\".",
                    "Known here: auto_number, boolean, currency, date, date_time, decimal, email, formula, integer, long_text, lookup, member, multi_select, percent, phone, rollup, select, text, url."),
            field(
                    "{\"key\": \"x\", \"label\": L, \"type\": \"select\"}",
                    "/options",
                    "field-malformed",
                    "A select field needs options.",
                    MEND),
            field(
                    "{\"key\": \"x\", \"label\": L, \"type\": \"text\", \"options\": [{\"key\": \"a\", \"label\": L}]}",
                    "/options",
                    "field-malformed",
                    "Only a select field has options.",
                    MEND),
            field(
                    "{\"key\": \"x\", \"label\": L, \"type\": \"select\", \"options\": [{\"key\": \"a\", \"label\": L}, {\"key\": \"a\", \"label\": L}]}",
                    "/options/1/key",
                    "key-duplicate",
                    "The key \"a\" is used twice here.",
                    "Give each one a key of its own."),
            field(
                    "{\"key\": \"x\", \"label\": L, \"type\": \"lookup\", \"target\": \"planet\"}",
                    "/target",
                    "unknown-object",
                    "There is no \"planet\".",
                    "Known here: customer, contact, deal, product, activity, follow_up."),
            field(
                    "{\"key\": \"x\", \"label\": L, \"type\": \"lookup\"}",
                    "/target",
                    "unknown-object",
                    "There is no \"null\".",
                    "Known here: customer, contact, deal, product, activity, follow_up."),
            field(
                    "{\"key\": \"x\", \"label\": L, \"type\": \"text\", \"target\": \"deal\"}",
                    "/target",
                    "field-malformed",
                    "Only a lookup has a target.",
                    MEND),
            field(
                    "{\"key\": \"x\", \"label\": L, \"type\": \"text\", \"min\": 1}",
                    "/min",
                    "field-malformed",
                    "Only numbers have bounds.",
                    MEND),
            field(
                    "{\"key\": \"x\", \"label\": L, \"type\": \"integer\", \"min\": 2, \"max\": 1}",
                    "/min",
                    "field-malformed",
                    "The least value is above the greatest.",
                    MEND),
            field(
                    "{\"key\": \"x\", \"label\": L, \"type\": \"integer\", \"maxLength\": 5}",
                    "/maxLength",
                    "field-malformed",
                    "Only text has a length, of at least 1.",
                    MEND),
            field(
                    "{\"key\": \"x\", \"label\": L, \"type\": \"text\", \"maxLength\": 0}",
                    "/maxLength",
                    "field-malformed",
                    "Only text has a length, of at least 1.",
                    MEND),
            field(
                    "{\"key\": \"x\", \"label\": L, \"type\": \"long_text\", \"unique\": true}",
                    "/unique",
                    "field-malformed",
                    "Values of this type cannot be unique.",
                    MEND),
            field(
                    "{\"key\": \"x\", \"label\": L, \"type\": \"currency\", \"currency\": \"ZZZ\"}",
                    "/currency",
                    "field-malformed",
                    "\"ZZZ\" is no currency (ISO 4217).",
                    MEND),
            field(
                    "{\"key\": \"x\", \"label\": L, \"type\": \"text\", \"pattern\": \"(\"}",
                    "/pattern",
                    "field-malformed",
                    "The pattern cannot be read: Unclosed group.",
                    MEND),
            field(
                    "{\"key\": \"x\", \"label\": L, \"type\": \"integer\", \"pattern\": \"a\"}",
                    "/pattern",
                    "field-malformed",
                    "Only text has a pattern, of at most 500 characters.",
                    MEND),
            spoilt(
                    "/objects/2/fields/1",
                    "{\"key\": \"stage\", \"label\": L, \"type\": \"select\", \"options\": [{\"key\": \"a\", \"label\": L}]}",
                    "/objects/2/fields/1/options",
                    "field-malformed",
                    "The stages or grades are this field's options.",
                    MEND),
            spoilt(
                    "/objects/3/nameField",
                    "\"title\"",
                    "/objects/3/nameField",
                    "unknown-field",
                    "There is no \"title\".",
                    "Known here: name."),
            spoilt(
                    "/objects/3/nameField",
                    "null",
                    "/objects/3/nameField",
                    "name-field-missing",
                    "The object does not say by which field its records are called.",
                    "Name a text field."),
            spoilt(
                    "/objects/3/visibility",
                    "\"secret\"",
                    "/objects/3/visibility",
                    "value-unknown",
                    "There is no \"secret\".",
                    "Known here: private, public, team."));

    private static final List<Spoilt> PROCESS = List.of(
            spoilt(
                    "/funnels/0/object",
                    "\"planet\"",
                    "/funnels/0/object",
                    "unknown-object",
                    "There is no \"planet\".",
                    "Known here: customer, contact, deal, product, activity, follow_up."),
            spoilt(
                    "/funnels/0/stages/0/next",
                    "[\"won\", \"nowhere\"]",
                    "/funnels/0/stages/0/next/1",
                    "unknown-stage",
                    "There is no \"nowhere\".",
                    "Known here: open, won."),
            spoilt(
                    "/funnels/0/stages",
                    "[]",
                    "/funnels/0/stages",
                    "stages-missing",
                    "The funnel has no stage.",
                    "Add at least one."),
            spoilt(
                    "/funnels/0/stages/0/kind",
                    "\"maybe\"",
                    "/funnels/0/stages/0/kind",
                    "value-unknown",
                    "There is no \"maybe\".",
                    "Known here: lost, open, won."),
            spoilt(
                    "/funnels/0/stages/0/band",
                    "\"top\"",
                    "/funnels/0/stages/0/band",
                    "value-unknown",
                    "There is no \"top\".",
                    "Known here: lower, middle, upper."),
            spoilt(
                    "/funnels/0/stages/0/probability",
                    "101",
                    "/funnels/0/stages/0/probability",
                    "out-of-range",
                    "101 is out of range.",
                    "From 0 to 100."),
            spoilt(
                    "/funnels/0/stages/0/expectedDays",
                    "-1",
                    "/funnels/0/stages/0/expectedDays",
                    "out-of-range",
                    "-1 is out of range.",
                    "From 0 to 3650."),
            spoilt(
                    "/funnels/0/stages/0/criteria/0/severity",
                    "\"maybe\"",
                    "/funnels/0/stages/0/criteria/0/severity",
                    "value-unknown",
                    "There is no \"maybe\".",
                    "Known here: block, warn."),
            spoilt(
                    "/funnels/0/stages/0/criteria/0/when",
                    "\"amuont > 0\"",
                    "/funnels/0/stages/0/criteria/0/when",
                    "expression-unknown-name",
                    "There is no field “amuont” here.",
                    "Did you mean “amount”?"),
            spoilt(
                    "/funnels/-",
                    "{\"key\": \"second\", \"object\": \"deal\", \"field\": \"stage\", \"label\": L, \"stages\": [{\"key\": \"open\", \"label\": L}]}",
                    "/objects/2/funnelBy",
                    "funnel-by-missing",
                    "The object has 2 funnels and no field says which a record takes.",
                    "Name a select field without options in funnelBy."),
            spoilt(
                    "/gradeScales/0/grades/0/cadence",
                    "\"daily\"",
                    "/gradeScales/0/grades/0/cadence",
                    "unknown-cadence",
                    "There is no \"daily\".",
                    "Known here: weekly."),
            spoilt(
                    "/gradeScales/0/grades/0/ripeness",
                    "-1",
                    "/gradeScales/0/grades/0/ripeness",
                    "out-of-range",
                    "-1 is out of range.",
                    "From 0 to 100."),
            spoilt(
                    "/cadences/0/object",
                    "\"planet\"",
                    "/cadences/0/object",
                    "unknown-object",
                    "There is no \"planet\".",
                    "Known here: customer, contact, deal, product, activity, follow_up."),
            spoilt(
                    "/cadences/0/steps",
                    "[]",
                    "/cadences/0/steps",
                    "steps-missing",
                    "The cadence has no step.",
                    "Add at least one."),
            spoilt(
                    "/cadences/0/steps/0/channel",
                    "\"pigeon\"",
                    "/cadences/0/steps/0/channel",
                    "unknown-channel",
                    "There is no \"pigeon\".",
                    "Known here: call."),
            spoilt(
                    "/cadences/0/steps/0/after/days",
                    "0",
                    "/cadences/0/steps/0/after/days",
                    "out-of-range",
                    "0 is out of range.",
                    "From 1 to 3650."),
            spoilt(
                    "/cadences/0/steps/0/after/calendar",
                    "\"lunar\"",
                    "/cadences/0/steps/0/after/calendar",
                    "value-unknown",
                    "There is no \"lunar\".",
                    "Known here: calendar, working."),
            spoilt(
                    "/cadences/0/when",
                    "\"planet == 1\"",
                    "/cadences/0/when",
                    "expression-unknown-name",
                    "There is no field “planet” here.",
                    "Use one of: "),
            spoilt(
                    "/calendars/0/workdays",
                    "[]",
                    "/calendars/0/workdays",
                    "calendar-without-workday",
                    "The calendar has no working day.",
                    "Name at least one of mon, tue, wed, thu, fri, sat, sun."),
            spoilt(
                    "/calendars/0/workdays",
                    "[\"mon\", \"monday\"]",
                    "/calendars/0/workdays/1",
                    "value-unknown",
                    "There is no \"monday\".",
                    "Known here: mon, tue, wed, thu, fri, sat, sun."),
            spoilt(
                    "/calendars/0/holidays",
                    "[\"2026-02-30\"]",
                    "/calendars/0/holidays/0",
                    "date-malformed",
                    "\"2026-02-30\" is not a date.",
                    "Write it as 2026-10-01."));

    private static final List<Spoilt> ACCESS = List.of(
            spoilt(
                    "/roles/0/permissions/admin",
                    "false",
                    "/roles",
                    "admin-role-missing",
                    "No role may administer the company.",
                    "Give one role the permission admin."),
            spoilt(
                    "/roles/1/parent",
                    "\"boss\"",
                    "/roles/1/parent",
                    "unknown-role",
                    "There is no \"boss\".",
                    "Known here: admin, rep."),
            spoilt(
                    "/roles/1/parent",
                    "\"rep\"",
                    "/roles/1/parent",
                    "role-cycle",
                    "The role stands above itself.",
                    "Break the circle."),
            spoilt(
                    "/roles/1/permissions/scope",
                    "\"some\"",
                    "/roles/1/permissions/scope",
                    "value-unknown",
                    "There is no \"some\".",
                    "Known here: all, own, team."),
            spoilt(
                    "/roles/1/permissions/objects",
                    "{\"planet\": [\"read\"]}",
                    "/roles/1/permissions/objects/planet",
                    "unknown-object",
                    "There is no \"planet\".",
                    "Known here: customer, contact, deal, product, activity, follow_up."),
            spoilt(
                    "/roles/1/permissions/objects",
                    "{\"a/b~c\": [\"read\"]}",
                    "/roles/1/permissions/objects/a~1b~0c",
                    "unknown-object",
                    "There is no \"a/b~c\".",
                    "Known here: customer, contact, deal, product, activity, follow_up."),
            spoilt(
                    "/roles/1/permissions/objects",
                    "{\"deal\": [\"read\", \"write\"]}",
                    "/roles/1/permissions/objects/deal/1",
                    "value-unknown",
                    "There is no \"write\".",
                    "Known here: create, delete, read, update."),
            spoilt(
                    "/layouts/0/object",
                    "\"planet\"",
                    "/layouts/0/object",
                    "unknown-object",
                    "There is no \"planet\".",
                    "Known here: customer, contact, deal, product, activity, follow_up."),
            spoilt(
                    "/layouts/0/card",
                    "[\"amount\", \"colour\"]",
                    "/layouts/0/card/1",
                    "unknown-field",
                    "There is no \"colour\".",
                    "Known here: name, stage, amount."),
            spoilt(
                    "/views/0/columns",
                    "[\"colour\"]",
                    "/views/0/columns/0",
                    "unknown-field",
                    "There is no \"colour\".",
                    "Known here: name, stage, amount."),
            spoilt(
                    "/views/0/filter",
                    "\"amount > \\\"a\\\"\"",
                    "/views/0/filter",
                    "expression-type",
                    "",
                    "Compare text with text in quotes, numbers with numbers, dates with date(\"2026-01-31\")."));

    static final List<Spoilt> SPOILT =
            Stream.of(KEYS, FIELDS, PROCESS, ACCESS).flatMap(List::stream).toList();

    @Test
    void findsNothingWrongWithTheSmallestDocument() {
        Compiled compiled = new Document().compiled();

        assertThat(compiled.problems()).isEmpty();
        assertThat(compiled.model().map(Model::version)).contains(7);
    }

    @ParameterizedTest
    @FieldSource("SPOILT")
    void findsTheFault(Spoilt spoilt) {
        Compiled compiled = new Document().with(spoilt.put(), spoilt.json()).compiled();

        assertThat(compiled.model()).isEmpty();
        assertThat(compiled.problems()).anySatisfy(problem -> {
            assertThat(problem.pointer()).isEqualTo(spoilt.pointer());
            assertThat(problem.code()).isEqualTo(spoilt.code());
            assertThat(problem.severity()).isEqualTo(Problem.Severity.ERROR);
            assertThat(problem.message().en()).startsWith(spoilt.message());
            assertThat(problem.remedy().en()).startsWith(spoilt.remedy());
            assertThat(problem.message().zh())
                    .isNotBlank()
                    .isNotEqualTo(problem.message().en());
            assertThat(problem.remedy().zh())
                    .isNotBlank()
                    .isNotEqualTo(problem.remedy().en());
        });
    }

    @Nested
    class ACriterion {

        @Test
        void thatCannotBeReadIsFoundAtItsWhen() {
            Compiled compiled = new Document()
                    .with("/funnels/0/stages/0/criteria/0/when", "\"amount > > 0\"")
                    .compiled();

            assertThat(compiled.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.pointer()).isEqualTo("/funnels/0/stages/0/criteria/0/when");
                assertThat(problem.code()).isEqualTo("expression-syntax");
                assertThat(problem.message().en()).isEqualTo("This cannot be read from “> 0” on (character 10).");
            });
        }

        @Test
        void thatIsNoConditionIsFoundAtItsWhen() {
            Compiled compiled = new Document()
                    .with("/funnels/0/stages/0/criteria/0/when", "\"amount + 1\"")
                    .compiled();

            assertThat(compiled.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.pointer()).isEqualTo("/funnels/0/stages/0/criteria/0/when");
                assertThat(problem.code()).isEqualTo("expression-type");
            });
        }
    }

    @Nested
    class NamesAcrossObjects {

        private static Document withCondition(String source) {
            return new Document()
                    .with("/objects/1/fields/1/reverse", "\"contacts\"")
                    .with("/objects/2/fields/-", lookup("customer", "deals"))
                    .with("/cadences/0/when", StrictJson.MAPPER.writeValueAsString(source));
        }

        private static String lookup(String key, String reverse) {
            return """
                    {"key": "%s", "label": {"zh-CN": "名", "en": "Name"}, "type": "lookup", "target": "customer",
                     "reverse": "%s"}""".formatted(key, reverse);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "contacts.exists(c, c.name == \"x\" && c.owner_id == owner_id)",
                    "deals.all(d, d.amount > 5 || d.stage == \"won\")",
                    "size(activities) > 3 && activities.exists(a, a.kind == \"call\")",
                    "follow_ups.filter(f, f.state == \"open\").size() == 1",
                })
        void areKnownByTheirReverse(String source) {
            assertThat(withCondition(source).compiled().problems()).isEmpty();
        }

        @Test
        void areKnownByTheLookup() {
            Compiled compiled = withCondition("has(grade)")
                    .with("/funnels/0/stages/0/criteria/0/when", "\"customer.grade == \\\"a\\\"\"")
                    .compiled();

            assertThat(compiled.problems()).isEmpty();
            Funnel funnel = compiled.model()
                    .orElseThrow()
                    .object("deal")
                    .funnel("sales")
                    .orElseThrow();
            assertThat(Objects.requireNonNull(funnel.stages().get("open"))
                            .criteria()
                            .getFirst()
                            .condition()
                            .needs()
                            .parents())
                    .containsExactly(Map.entry("customer", Set.of("grade")));
        }

        @Test
        void areFoundWhereTheyAreMisspelt() {
            assertThat(withCondition("contacts.exists(c, c.nme == \"x\")")
                            .compiled()
                            .problems())
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.code()).isEqualTo("expression-unknown-name");
                        assertThat(problem.message().en()).isEqualTo("There is no field “c.nme” here.");
                        assertThat(problem.remedy().en()).isEqualTo("Did you mean “c.name”?");
                    });
        }

        @Test
        void mayBeNamedByTheirObject() {
            Document document =
                    withCondition("calls.exists(c, c.kind == \"call\")").with("/objects/4/reverse", "\"calls\"");

            assertThat(document.compiled().problems()).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "/objects/1/fields/1/reverse, grade, reverse-taken",
            "/objects/1/fields/1/reverse, owner_id, reverse-taken",
            "/objects/1/fields/1/reverse, activities, reverse-taken",
            "/objects/1/fields/1/reverse, deals, reverse-taken",
            "/objects/1/fields/1/reverse, Contacts, key-malformed",
            "/objects/1/fields/1/reverse, today, key-malformed",
            "/objects/4/reverse, amount, reverse-taken",
            "/objects/4/reverse, '', key-malformed",
            "/objects/0/reverse, customers, reverse-unfit",
        })
        void areRefusedWhereTheyStandForSomethingElse(String pointer, String reverse, String code) {
            Compiled compiled =
                    withCondition("true").with(pointer, "\"" + reverse + "\"").compiled();

            assertThat(compiled.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(code);
                assertThat(problem.pointer()).endsWith("/reverse");
            });
        }
    }

    @Nested
    class Roles {

        @Test
        void thatStandAboveEachOtherAreFoundBoth() {
            Compiled compiled =
                    new Document().with("/roles/0/parent", "\"rep\"").compiled();

            assertThat(compiled.problems())
                    .extracting(Problem::pointer, Problem::code)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("/roles/0/parent", "role-cycle"),
                            org.assertj.core.groups.Tuple.tuple("/roles/1/parent", "role-cycle"));
        }
    }

    @Nested
    class StandardParts {

        @Test
        void missingAreNamed() {
            Compiled compiled = new Document()
                    .without("/objects/4/fields/4")
                    .with("/objects/5/about", "false")
                    .with("/objects/5/nameField", "\"purpose\"")
                    .with("/objects/3/fields/0/type", "\"phone\"")
                    .compiled();

            assertThat(compiled.problems())
                    .allSatisfy(problem -> {
                        assertThat(problem.code()).isEqualTo("standard-part-missing");
                        assertThat(problem.pointer()).isEqualTo("/objects");
                        assertThat(problem.remedy().en()).isEqualTo("Put it back; its label may change.");
                    })
                    .extracting(problem -> problem.message().en())
                    .containsExactlyInAnyOrder(
                            "The platform needs activity.started_at (date_time).",
                            "The platform needs follow_up.about.",
                            "The platform needs product.name (text).");
        }

        @Test
        void anObjectMissingIsNamed() {
            Compiled compiled = new Document().without("/objects/3").compiled();

            assertThat(compiled.problems())
                    .extracting(problem -> problem.message().en())
                    .containsExactly("The platform needs product.");
        }
    }

    @Nested
    class SeveralFaults {

        @Test
        void comeBackAllAtOnce() {
            Compiled compiled = new Document()
                    .with("/objects/3/fields/-", "{\"key\": \"X\", \"label\": {\"en\": \"\"}, \"type\": \"blob\"}")
                    .with("/funnels/0/stages/0/criteria/0/when", "\"colour\"")
                    .with("/roles/1/parent", "\"boss\"")
                    .with("/calendars/0/workdays", "[]")
                    .with("/branding", "{\"color\": \"green\"}")
                    .compiled();

            assertThat(compiled.problems())
                    .extracting(Problem::code)
                    .containsExactlyInAnyOrder(
                            "color-malformed",
                            "key-malformed",
                            "label-empty",
                            "field-type-unknown",
                            "expression-unknown-name",
                            "unknown-role",
                            "calendar-without-workday");
        }

        @Test
        void refuseTheDocumentWithEachAtItsPointer() {
            Definition definition = new Document()
                    .with("/roles/1/parent", "\"boss\"")
                    .with("/calendars/0/workdays", "[]")
                    .definition();

            Refused refused = catchThrowableOfType(Refused.class, () -> Compiler.model(definition, 1, "t_x"));

            assertThat(refused.code().code()).isEqualTo("config-invalid");
            assertThat(refused.detail().en()).isEqualTo("The definition has 2 errors; nothing was published.");
            assertThat(refused.violations())
                    .extracting(fault -> fault.pointer() + " " + fault.code() + ": "
                            + fault.message().en())
                    .containsExactly(
                            "/calendars/0/workdays calendar-without-workday: The calendar has no working day. Name at"
                                    + " least one of mon, tue, wed, thu, fri, sat, sun.",
                            "/roles/1/parent unknown-role: There is no \"boss\". Known here: admin, rep.");
        }
    }

    @Nested
    class ALabel {

        @Test
        void inOneLanguageOnlyWarns() {
            Compiled compiled = new Document()
                    .with("/objects/3/label", "{\"en\": \"Product\"}")
                    .compiled();

            assertThat(compiled.model()).isPresent();
            assertThat(compiled.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.pointer()).isEqualTo("/objects/3/label");
                assertThat(problem.code()).isEqualTo("label-language-missing");
                assertThat(problem.severity()).isEqualTo(Problem.Severity.WARNING);
                assertThat(problem.message().en()).isEqualTo("The label has one language only.");
                assertThat(problem.remedy().en()).isEqualTo("Add the other one; until then it is shown in both.");
            });
        }

        @Test
        void isShownInBothLanguagesWhereOneIsMissing() {
            Label label = new Label("客户", null);

            assertThat(label.in(Locale.ENGLISH)).isEqualTo("客户");
            assertThat(label.in(Locale.SIMPLIFIED_CHINESE)).isEqualTo("客户");
        }

        @Test
        void thatIsEmptyIsAnError() {
            Compiled compiled = new Document()
                    .with("/objects/3/label", "{\"en\": \" \", \"zh-CN\": \"\"}")
                    .compiled();

            assertThat(compiled.problems())
                    .extracting(Problem::code, problem -> problem.message().en())
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("label-empty", "The label is empty."));
        }
    }

    @Nested
    class ALimit {

        @Test
        void holdsTheNumberOfFields() {
            String fields = IntStream.rangeClosed(1, 1_000)
                    .mapToObj(
                            number -> "{\"key\": \"f%d\", \"label\": %s, \"type\": \"text\"}".formatted(number, LABEL))
                    .collect(Collectors.joining(
                            ", ", "[{\"key\": \"name\", \"label\": " + LABEL + ", \"type\": \"text\"}, ", "]"));

            Compiled compiled = new Document().with("/objects/3/fields", fields).compiled();

            assertThat(compiled.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.pointer()).isEqualTo("/objects/3/fields");
                assertThat(problem.code()).isEqualTo("too-many");
                assertThat(problem.message().en()).isEqualTo("There are 1001 here.");
                assertThat(problem.remedy().en()).isEqualTo("At most 1000.");
            });
        }

        @Test
        void holdsTheSizeOfABound() {
            Compiled compiled = new Document()
                    .with(
                            "/objects/3/fields/-",
                            "{\"key\": \"x\", \"label\": %s, \"type\": \"decimal\", \"min\": 1e999999999}"
                                    .formatted(LABEL))
                    .compiled();

            assertThat(compiled.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.pointer()).isEqualTo("/objects/3/fields/1/min");
                assertThat(problem.message().en()).isEqualTo("A bound has at most 60 digits.");
            });
        }
    }

    @Nested
    class TheDefault {

        @ParameterizedTest
        @FieldSource("UNFIT")
        void thatDoesNotFitIsAnError(String field) {
            Compiled compiled = new Document()
                    .with(
                            "/objects/3/fields/-",
                            field.replace("L,", LABEL + ",").replace("L}", LABEL + "}"))
                    .compiled();

            assertThat(compiled.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.pointer()).isEqualTo("/objects/3/fields/1/default");
                assertThat(problem.code()).isEqualTo("field-malformed");
                assertThat(problem.message().en()).isEqualTo("The default is not a value of this type.");
            });
        }

        static final List<String> UNFIT = List.of(
                "{\"key\": \"x\", \"label\": L, \"type\": \"integer\", \"default\": \"many\"}",
                "{\"key\": \"x\", \"label\": L, \"type\": \"boolean\", \"default\": \"yes\"}",
                "{\"key\": \"x\", \"label\": L, \"type\": \"text\", \"default\": 5}",
                "{\"key\": \"x\", \"label\": L, \"type\": \"date\", \"default\": \"tomorrow\"}",
                "{\"key\": \"x\", \"label\": L, \"type\": \"select\", \"options\": [{\"key\": \"a\", \"label\": L}], \"default\": \"b\"}");
    }
}
