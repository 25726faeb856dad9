package io.ripeline.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.definition.Derivations.Formula;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class DerivedFieldsTest {

    private static final String LABEL = "\"label\": {\"zh-CN\": \"名\", \"en\": \"Name\"}";
    private static final String CUSTOMER = "/objects/0/fields/";
    private static final String DEAL = "/objects/2/fields/";

    private static String formula(String key, String source, String result) {
        return "{\"key\": \"%s\", %s, \"type\": \"formula\", \"formula\": \"%s\", \"result\": \"%s\"}"
                .formatted(key, LABEL, source.replace("\"", "\\\""), result);
    }

    private static String rollUp(String key, String rollUp) {
        return "{\"key\": \"%s\", %s, \"type\": \"rollup\", \"rollup\": {%s}}".formatted(key, LABEL, rollUp);
    }

    /// The smallest document with deals that belong to customers: `deals` of a customer.
    private static Document withDeals() {
        return new Document()
                .with(
                        DEAL + "-",
                        "{\"key\": \"customer\", %s, \"type\": \"lookup\", \"target\": \"customer\", \"reverse\": \"deals\"}"
                                .formatted(LABEL))
                .with(DEAL + "-", "{\"key\": \"closed_on\", %s, \"type\": \"date\"}".formatted(LABEL));
    }

    private static List<String> problems(Document document) {
        return document.compiled().problems().stream()
                .map(problem -> problem.pointer() + " " + problem.code() + ": "
                        + problem.message().en())
                .toList();
    }

    private static ObjectModel object(Document document, String key) {
        return document.compiled().model().orElseThrow().object(key);
    }

    @Nested
    class AFormula {

        @Test
        void hasTheTypeOfItsResult() {
            Document document = withDeals().with(DEAL + "-", formula("net", "amount * 0.94", "currency"));

            FieldModel net = object(document, "deal").field("net").orElseThrow();

            assertThat(net.type()).isEqualTo(FieldType.CURRENCY);
            assertThat(net.derived()).isTrue();
            assertThat(net.currencyColumn()).isNotNull();
        }

        @Test
        void comesBehindThoseItReads() {
            Document document = withDeals()
                    .with(DEAL + "-", formula("third", "second + first", "decimal"))
                    .with(DEAL + "-", formula("second", "first * 2", "decimal"))
                    .with(DEAL + "-", formula("first", "amount + 1", "decimal"));

            List<Formula> formulas = object(document, "deal").derived().formulas();

            assertThat(formulas).extracting(each -> each.field().key()).containsExactly("first", "second", "third");
        }

        @ParameterizedTest
        @CsvSource({
            "name + '!', text",
            "size(name), integer",
            "size(name), decimal",
            "amount / 3, percent",
            "closed_on, date",
            "created_at, date_time",
            "amount > 5, boolean",
        })
        void resultsInEachType(String source, String result) {
            assertThat(problems(withDeals().with(DEAL + "-", formula("x", source, result))))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"now > created_at", "closed_on > today", "owner_id == me"})
        void readsNothingThatChangesByItself(String source) {
            assertThat(problems(withDeals().with(DEAL + "-", formula("x", source, "boolean"))))
                    .containsExactly(
                            DEAL + "5/formula formula-not-storable: The value would change though nobody writes the"
                                    + " record: now, today and me cannot be stored.");
        }

        @Test
        void isNotItsOwnReader() {
            assertThat(problems(withDeals().with(DEAL + "-", formula("x", "x + 1", "integer"))))
                    .containsExactly(DEAL + "5/formula formula-cycle: The formula reads itself: x → x.");
        }

        @Test
        void isNotReadByThoseItReads() {
            Document document = withDeals()
                    .with(DEAL + "-", formula("a", "b + 1", "integer"))
                    .with(DEAL + "-", formula("b", "c + 1", "integer"))
                    .with(DEAL + "-", formula("c", "a + 1", "integer"))
                    .with(DEAL + "-", formula("d", "a + b", "integer"));

            assertThat(problems(document))
                    .containsExactly(DEAL + "5/formula formula-cycle: The formula reads itself: a → b → c → a.");
        }

        @Test
        void resultsInWhatItSays() {
            assertThat(document(formula("x", "name", "integer")))
                    .singleElement()
                    .asString()
                    .startsWith(DEAL + "5/formula");
        }

        @Test
        void namesWhatIsThere() {
            assertThat(document(formula("x", "amout + 1", "decimal")))
                    .singleElement()
                    .asString()
                    .startsWith(DEAL + "5/formula expression-unknown-name");
        }

        private List<String> document(String field) {
            return problems(withDeals().with(DEAL + "-", field));
        }

        @Test
        void doesNotBecomeWhatHasOptions() {
            assertThat(document(formula("x", "name", "select")))
                    .containsExactly(DEAL + "5/result value-unknown: There is no \"select\".");
        }

        @Test
        void saysWhatItComputes() {
            assertThat(document("{\"key\": \"x\", %s, \"type\": \"formula\", \"result\": \"text\"}".formatted(LABEL)))
                    .containsExactly(DEAL + "5/formula field-malformed: The formula is missing.");
        }

        @Test
        void namesNoRecord() {
            Document document = withDeals()
                    .with("/objects/3/fields/-", formula("called", "name + '!'", "text"))
                    .with("/objects/3/nameField", "\"called\"");

            assertThat(problems(document))
                    .containsExactly("/objects/3/nameField unknown-field: There is no \"called\".");
        }

        @Test
        void takesThePlaceOfNoFieldThePlatformWrites() {
            Document document = withDeals().with("/objects/4/fields/3", formula("note", "kind", "text"));

            assertThat(problems(document))
                    .containsExactly("/objects standard-part-missing: The platform needs activity.note (long_text).");
        }
    }

    static final List<String> ASKED =
            List.of("required:true", "unique:true", "min:1", "max:9", "requiredWhen:\"true\"", "readOnlyWhen:\"true\"");

    @ParameterizedTest
    @FieldSource("ASKED")
    void nothingIsAskedOfWhatNobodyWrites(String asked) {
        String member = asked.substring(0, asked.indexOf(':'));
        String field = formula("x", "amount", "decimal")
                .replaceFirst("\\{", "{\"" + member + "\":" + asked.substring(asked.indexOf(':') + 1) + ",");

        assertThat(problems(withDeals().with(DEAL + "-", field)))
                .containsExactly(DEAL + "5/" + member + " field-malformed: A computed value cannot be asked to be so.");
    }

    @ParameterizedTest
    @CsvSource({
        "formula, '\"amount\"', Only a field of type formula has this.",
        "result, '\"text\"', Only a field of type formula has this.",
        "rollup, '{\"of\": \"deals\", \"function\": \"count\"}', Only a field of type rollup has this.",
    })
    void nothingElseIsComputed(String member, String value, String message) {
        String field = "{\"key\": \"x\", %s, \"type\": \"text\", \"%s\": %s}".formatted(LABEL, member, value);

        assertThat(problems(withDeals().with(DEAL + "-", field)))
                .containsExactly(DEAL + "5/" + member + " field-malformed: " + message);
    }

    @Nested
    class ARollUp {

        @ParameterizedTest
        @CsvSource({
            "count, , INTEGER",
            "sum, amount, CURRENCY",
            "avg, amount, CURRENCY",
            "min, closed_on, DATE",
            "max, closed_on, DATE",
            "avg, whole, DECIMAL",
            "sum, whole, INTEGER",
            "max, whole, INTEGER",
        })
        void hasTheTypeOfWhatItComputes(String function, String field, FieldType type) {
            Document document = withDeals()
                    .with(DEAL + "-", "{\"key\": \"whole\", %s, \"type\": \"integer\"}".formatted(LABEL))
                    .with(
                            CUSTOMER + "-",
                            rollUp(
                                    "x",
                                    "\"of\": \"deals\", \"function\": \"%s\"".formatted(function)
                                            + (field == null ? "" : ", \"field\": \"%s\"".formatted(field))));

            assertThat(problems(document)).isEmpty();
            assertThat(object(document, "customer").field("x").orElseThrow().type())
                    .isEqualTo(type);
        }

        @Test
        void feedsFormulasAndIsFedByTheRecordsItTakesIn() {
            Document document = withDeals()
                    .with(
                            CUSTOMER + "-",
                            rollUp(
                                    "calls",
                                    "\"of\": \"activities\", \"function\": \"count\", \"where\": \"kind == 'call'\""))
                    .with(CUSTOMER + "-", formula("busy", "calls > 5", "boolean"));

            Model model = document.compiled().model().orElseThrow();
            Derivations customer = model.object("customer").derived();

            assertThat(customer.rollUps()).extracting(each -> each.of()).containsExactly("activity");
            assertThat(customer.formulas())
                    .extracting(each -> each.field().key())
                    .containsExactly("busy");
            assertThat(model.object("activity").derived().fed()).isEqualTo(customer.rollUps());
        }

        static final List<List<String>> REFUSED = List.of(
                List.of("\"of\": \"deal\", \"function\": \"count\"", "of unknown-list: There is no \"deal\"."),
                List.of(
                        "\"of\": \"deals\", \"function\": \"median\"",
                        "function value-unknown: There is no \"median\"."),
                List.of("\"of\": \"deals\", \"function\": \"sum\"", "field unknown-field: There is no \"null\"."),
                List.of(
                        "\"of\": \"deals\", \"function\": \"sum\", \"field\": \"name\"",
                        "field unknown-field: There is no \"name\"."),
                List.of(
                        "\"of\": \"deals\", \"function\": \"sum\", \"field\": \"closed_on\"",
                        "field unknown-field: There is no \"closed_on\"."),
                List.of(
                        "\"of\": \"deals\", \"function\": \"count\", \"field\": \"amount\"",
                        "field field-malformed: A count has no field."),
                List.of(
                        "\"of\": \"deals\", \"function\": \"count\", \"where\": \"closed_on < today\"",
                        "where formula-not-storable: The value would change though nobody writes a record: now, today and me cannot be stored."),
                List.of(
                        "\"of\": \"deals\", \"function\": \"sum\", \"field\": \"worth\"",
                        "field rollup-of-rollup: \"worth\" of deal is rolled up itself, or computed from a roll-up."),
                List.of(
                        "\"of\": \"deals\", \"function\": \"sum\", \"field\": \"doubled\"",
                        "field rollup-of-rollup: \"doubled\" of deal is rolled up itself, or computed from a roll-up."),
                List.of(
                        "\"of\": \"deals\", \"function\": \"count\", \"where\": \"doubled > 5\"",
                        "where rollup-of-rollup: \"doubled\" of deal is rolled up itself, or computed from a roll-up."));

        @ParameterizedTest
        @FieldSource("REFUSED")
        void isOverValuesThatPeopleWrite(List<String> sample) {
            Document document = withDeals()
                    .with(
                            DEAL + "-",
                            rollUp(
                                    "worth",
                                    "\"of\": \"activities\", \"function\": \"sum\", \"field\": \"duration_seconds\""))
                    .with(DEAL + "-", formula("doubled", "worth * 2", "integer"))
                    .with(CUSTOMER + "-", rollUp("x", sample.getFirst()));

            assertThat(problems(document)).containsExactly(CUSTOMER + "2/rollup/" + sample.getLast());
        }

        @Test
        void saysWhereItsConditionIsWrong() {
            assertThat(problems(withDeals()
                            .with(
                                    CUSTOMER + "-",
                                    rollUp(
                                            "x",
                                            "\"of\": \"deals\", \"function\": \"count\", \"where\": \"amout > 1\""))))
                    .singleElement()
                    .asString()
                    .startsWith(CUSTOMER + "2/rollup/where expression-unknown-name");
        }

        @Test
        void saysWhatItComputes() {
            assertThat(problems(withDeals()
                            .with(CUSTOMER + "-", "{\"key\": \"x\", %s, \"type\": \"rollup\"}".formatted(LABEL))))
                    .containsExactly(CUSTOMER + "2/rollup field-malformed: The roll-up does not say what it computes.");
        }
    }
}
