package io.ripeline.expression;

import static io.ripeline.expression.Samples.expression;
import static io.ripeline.expression.Samples.problems;
import static io.ripeline.expression.Samples.verdict;
import static io.ripeline.expression.Verdict.FALSE;
import static io.ripeline.expression.Verdict.NONE;
import static io.ripeline.expression.Verdict.TRUE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripeline.refusal.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

    @Test
    void keepsItsSourceAndTheFieldsItReadsInOrder() {
        Expression expression = expression("has(closed_on) && amount > 5 && me != \"\" || closed_on < today");

        assertThat(expression.source()).startsWith("has(closed_on)");
        assertThat(expression.fields()).containsExactly("closed_on", "amount");
    }

    @Nested
    class SaysAboutARecord {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "true",
                    "stage == \"won\" && amount > 1000",
                    "stage in [\"won\", 'lost']",
                    "!(stage in [])",
                    "amount == 1250.5",
                    "amount in [1, 1250.5]",
                    "amount >= 1250 && 1251 > amount",
                    "seats == 7.0 && seats in [7.0]",
                    "seats / 2 == 3 && -seats / 2 == -3 && seats % 4 == 3 && -seats % 4 == -3",
                    "seats / 2.0 == 3.5",
                    "seats * 2 + 1 - 3 == 12",
                    "0.1 + 0.2 == 0.3",
                    "amount < 99999999999999.9 && amount > -.5e-3 && amount < 1e9",
                    "1.0 / 8.0 == 0.125 && 2.0 / 3.0 < 0.6666666666666667",
                    "owner_id == me",
                    "id != \"no id\"",
                    "closed_on == date(\"2026-11-20\")",
                    "closed_on < today && closed_on < now",
                    "closed_on + duration(\"120h\") == today",
                    "created_at <= now - duration(\"72h\")",
                    "now - created_at > duration(\"576h\")",
                    "timestamp(\"2026-11-01T16:00:00+08:00\") == created_at",
                    "stage.startsWith(\"w\") && stage.endsWith(\"n\") && stage.contains(\"o\")",
                    "size(stage) == 3 && stage.size() == 3",
                    "size(\"\\U0001F600\") == 1",
                    "stage + \"!\" == \"won!\"",
                    "active ? seats > 5 : seats > 50",
                    "active == true && active != false",
                    "\"\\uFFFF\" < \"\\U0001F600\"",
                    "has(stage) && !has(note)",
                    "\"a\" in interests && !(\"b\" in interests) && stage in interests",
                    "size(interests) == 2 && interests.size() == 2 && has(interests) && !has(topics)",
                })
        void meetsIt(String source) {
            assertThat(verdict(source)).isEqualTo(TRUE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"false", "amount > 5000", "stage == \"Won\"", "has(note)", "id == \"no id\""})
        void doesNotMeetIt(String source) {
            assertThat(verdict(source)).isEqualTo(FALSE);
        }

        @Test
        void comparesWithTheCallersMomentOnly() {
            Facts facts = new Facts(Map.of(), Samples.MOMENT.now(), Samples.MOMENT.today(), "someone");

            assertThat(expression("me == \"someone\" && today < now").holds(facts))
                    .isTrue();
        }

        @Test
        void ignoresValuesOfNamesItDoesNotKnow() {
            assertThat(verdict("seats == 7 && !has(note)", "surprise", 5, "@has:note", "x", "now", "x"))
                    .isEqualTo(TRUE);
        }
    }

    @Nested
    class WithoutAValue {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "note == \"x\"",
                    "note != \"x\"",
                    "!(note == \"x\")",
                    "note in [\"x\"]",
                    "note in []",
                    "note.contains(\"\")",
                    "size(note) == 0",
                    "note + \"\" == \"\"",
                    "discount > 1",
                    "paid",
                    "!paid",
                    "paid == paid",
                    "paid ? true : true",
                    "(active ? note : stage) == \"x\"",
                    "true && paid",
                    "false || paid",
                    "paid && note == \"x\"",
                    "\"a\" in topics",
                    "note in interests",
                    "size(topics) == 0",
                })
        void hasNoVerdict(String source) {
            assertThat(verdict(source)).isEqualTo(NONE);
            assertThat(expression(source).holds(Samples.facts(Samples.HALF_FILLED)))
                    .isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "true || paid",
                    "paid || active",
                    "!(paid && false)",
                    "!(false && paid)",
                    "active ? true : paid",
                    "!has(paid)",
                    "!holds(paid)",
                    "!holds(discount > 1)",
                    "holds(active) && !holds(!active)",
                })
        void isDecidedByTheRest(String source) {
            assertThat(verdict(source)).isEqualTo(TRUE);
        }
    }

    @Nested
    class WithoutAResult {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "seats / 0 == 1",
                    "seats % (seats - 7) == 1",
                    "amount / 0.0 > 1",
                    "9223372036854775807 + seats > 0",
                    "-9223372036854775808 - seats < 0",
                    "9223372036854775807 * seats > 0",
                    "-(-9223372036854775807 - 1) > 0",
                    "-9223372036854775808 / (seats - 8) > 0",
                    "amount * 1e30 * 1e30 > 0",
                    "closed_on + duration(\"35000000h\") + duration(\"35000000h\") > today",
                    "seats in [1, 1 / 0]",
                })
        void hasNoVerdict(String source) {
            assertThat(verdict(source)).isEqualTo(NONE);
        }

        @Test
        void isAbsorbedLikeAnAbsentValue() {
            assertThat(verdict("seats / 0 == 1 || active")).isEqualTo(TRUE);
        }
    }

    @Nested
    class Refuses {

        @Test
        void aNameNobodyKnowsAndSuggestsTheNearest() {
            Problem problem = only("amount > 5 && stge == \"won\"");

            assertThat(problem.code().key()).isEqualTo("expression-unknown-name");
            assertThat(problem.offset()).isEqualTo(14);
            assertThat(problem.message().en()).isEqualTo("There is no field “stge” here.");
            assertThat(problem.message().in(Locale.CHINA)).isEqualTo("这里没有字段“stge”。");
            assertThat(problem.remedy().in(Locale.ENGLISH)).isEqualTo("Did you mean “stage”?");
            assertThat(problem.remedy().zh()).isEqualTo("您是不是想写“stage”？");
        }

        @Test
        void aNameInHasAsWell() {
            assertThat(only("has(amonut)").code()).isEqualTo(Problem.Code.UNKNOWN_NAME);
            assertThat(only("has(amonut)").message().en()).contains("“amonut”");
        }

        @Test
        void aNameFarFromAllAndListsSome() {
            assertThat(only("zzzzzzzz == 1").remedy().en()).startsWith("Use one of: active, activities, amount, ");
        }

        @Test
        void allThatIsWrongAtOnce() {
            List<Problem> problems = problems("stge == \"won\" && amount > \"5\" && uper(note) == \"X\"");

            assertThat(problems)
                    .extracting(problem -> problem.code().key())
                    .containsExactly("expression-unknown-name", "expression-type", "expression-unknown-function");
            assertThat(problems).extracting(Problem::offset).containsExactly(0, 24, 33);
        }

        @Test
        void aComparisonOfNumberAndText() {
            Problem problem = only("amount > \"5\"");

            assertThat(problem.code()).isEqualTo(Problem.Code.TYPE);
            assertThat(problem.message().en()).isEqualTo("“>” does not apply to decimal and text.");
            assertThat(problem.message().zh()).isEqualTo("“>”不能用于小数和文本。");
        }

        @Test
        void aComparisonOfADateAndText() {
            assertThat(only("closed_on == \"2026-01-31\"").message().en())
                    .isEqualTo("“==” does not apply to date or time and text.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"amount", "\"won\"", "now - now", "seats + 1"})
        void whatIsNoCondition(String source) {
            Problem problem = only(source);

            assertThat(problem.code()).isEqualTo(Problem.Code.TYPE);
            assertThat(problem.remedy().en()).contains("amount > 0");
        }

        @ParameterizedTest
        @ValueSource(strings = {"note == null", "null != closed_on", "amount in [null]"})
        void nullAndPointsToHas(String source) {
            assertThat(problems(source).getFirst().remedy().en()).isEqualTo("Ask has(name) or !has(name).");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "stage in [note]",
                    "amount in [1, seats]",
                    "date(stage) == today",
                    "duration(\"1\" + \"h\") == now - now",
                    "created_at + (now - created_at) > now",
                    "amount > 1e39",
                    "amount > 1e-21",
                    "amount > 12345678901234567.89",
                    "amount > -0.33333333333333333333",
                    "stage == \"a\\u0000b\"",
                    "{\"a\": 1} == {\"a\": 1}",
                    "b\"a\" == b\"a\"",
                    "1u == 1u",
                })
        void whatSqlCouldNotDoAlike(String source) {
            assertThat(problems(source))
                    .extracting(Problem::code)
                    .containsAnyOf(Problem.Code.NOT_PUSHABLE, Problem.Code.TYPE);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "date(\"2026-02-30\") == today",
                    "date(\"0000-01-01\") == today",
                    "timestamp(\"yesterday\") < now",
                    "duration(\"3 days\") < now - created_at",
                    "duration(\"99999999999h\") < now - created_at",
                })
        void datesAndDurationsThatAreNone(String source) {
            Problem problem = only(source);

            assertThat(problem.code()).isEqualTo(Problem.Code.TYPE);
            assertThat(problem.remedy().en()).startsWith("Write for example ");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "amount >",
                    "(amount > 5",
                    "stage == \"won",
                    "a b",
                    "has(1)",
                    "has(stage + note)",
                    "amount = 5"
                })
        void whatCannotBeRead(String source) {
            assertThat(problems(source)).extracting(Problem::code).containsOnly(Problem.Code.SYNTAX);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                ^^                               | There is nothing here yet (character 1). | Write a condition, for example amount > 100. | 这里还没有内容（第 1 个字符）。
                amount >                         | The expression is unfinished: after “>” something is missing (character 9). | Write what comes after “>”, or remove it. | 表达式没有写完：“>”后面缺少内容（第 9 个字符）。
                amount > 5 &&                    | The expression is unfinished: after “&&” something is missing (character 14). | Write what comes after “&&”, or remove it. | 表达式没有写完：“&&”后面缺少内容（第 14 个字符）。
                amount = 5                       | “=” is no operator here (character 8). | Write == instead. | 这里不能使用运算符“=”（第 8 个字符）。
                amount => 5                      | “=>” is no operator here (character 8). | Write >= instead. | 这里不能使用运算符“=>”（第 8 个字符）。
                amount <> 5                      | “<>” is no operator here (character 8). | Write != instead. | 这里不能使用运算符“<>”（第 8 个字符）。
                amount > 5 & has(stage)          | “&” is no operator here (character 12). | Write && instead. | 这里不能使用运算符“&”（第 12 个字符）。
                ^amount > 5 | has(stage)^        | ^“|” is no operator here (character 12).^ | ^Write || instead.^ | ^这里不能使用运算符“|”（第 12 个字符）。^
                amount > 5 and has(stage)        | “and” is no operator here (character 12). | Write && instead. | 这里不能使用运算符“and”（第 12 个字符）。
                (amount > 5                      | This “(” is never closed (character 1). | Add “)” where it ends. | 这个“(”没有闭合（第 1 个字符）。
                amount > 5)                      | This “)” closes nothing that is open (character 11). | Remove it, or open the bracket before. | 这个“)”没有对应的左括号（第 11 个字符）。
                stage == "won                    | The text that begins here has no end (character 10). | Close it with ". | 这里开始的文本没有结束（第 10 个字符）。
                stage == 'it\\'s                 | The text that begins here has no end (character 10). | Close it with '. | 这里开始的文本没有结束（第 10 个字符）。
                stage == “won”                   | ““” is not of the English keyboard (character 10). | Write " instead. | ““”是中文标点或全角字符（第 10 个字符）。
                stage in ["a"，"b"]              | “，” is not of the English keyboard (character 14). | Write , instead. | “，”是中文标点或全角字符（第 14 个字符）。
                amount ＝ 5                      | “＝” is not of the English keyboard (character 8). | Write == instead. | “＝”是中文标点或全角字符（第 8 个字符）。
                has（stage）                     | “（” is not of the English keyboard (character 4). | Write ( instead. | “（”是中文标点或全角字符（第 4 个字符）。
                stage == "𠮷" amount             | This cannot be read from “amount” on (character 14). | Check quotes, parentheses and operators near here, for example stage == "won" && amount > 100. | 从“amount”起无法读懂（第 14 个字符）。
                """)
        void slipsInWordsAndWithTheirPlace(String source, String message, String remedy, String zh) {
            Problem problem = problems(source).getFirst();

            assertThat(problem.code()).isEqualTo(Problem.Code.SYNTAX);
            assertThat(problem.message()).isEqualTo(new Text(message, zh));
            assertThat(problem.remedy().en()).isEqualTo(remedy);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"note == \"a = b & c，（\"", "note == 'and' || stage == r\"\\d\"", "note == \"\"\"a \" b\"\"\""
                })
        void butNotWhatStandsInTexts(String source) {
            assertThat(Expressions.check(source, Samples.DEAL)).isInstanceOf(Expression.class);
            assertThat(problems(source + " amount"))
                    .singleElement()
                    .satisfies(problem ->
                            assertThat(problem.message().en()).startsWith("This cannot be read from “amount” on"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "matches(stage, \"w.*\")",
                    "[1].exists(x, x > 0)",
                    "stage.lowest() == \"won\"",
                    "type(1) == 1"
                })
        void functionsOutsideTheLanguage(String source) {
            assertThat(problems(source)).extracting(Problem::code).contains(Problem.Code.UNKNOWN_FUNCTION);
        }

        @Test
        void aFunctionAndSuggestsTheNearest() {
            assertThat(only("stage.startWith(\"w\")").remedy().en()).isEqualTo("Did you mean “startsWith”?");
        }

        @Test
        void fieldsOfValues() {
            assertThat(problems("owner_id.name == \"x\"").getFirst().message().en())
                    .isEqualTo("Values have no fields of their own.");
        }

        @Test
        void andCountsOffsetsAsJavaScriptDoes() {
            assertThat(only("note == \"\uD83D\uDE00\" &&\n  stge == \"a\"").offset())
                    .isEqualTo(18);
        }

        private Problem only(String source) {
            assertThat(problems(source)).hasSize(1);
            return problems(source).getFirst();
        }
    }

    @Nested
    class AroundTheRecord {
        private static final Facts FACTS = new Facts(
                Samples.HALF_FILLED_WITH_LINKS,
                Map.of("customer", Map.of("grade", "a", "employees", 20L), "original", Map.of()),
                Map.of(
                        "contacts",
                        List.of(
                                Map.of("role", "boss", "level", 9L),
                                Map.of("role", "user", "topics", List.of("a")),
                                Map.of("level", 3L)),
                        "renewals",
                        List.of(),
                        "activities",
                        List.of(Map.of("kind", "call", "started_at", Instant.parse("2026-11-24T00:00:00Z")))),
                Samples.MOMENT);

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "customer.grade == \"a\" && customer.employees > seats",
                    "has(customer.grade) && !has(customer.phone) && has(customer)",
                    "has(original) && !has(original.stage)",
                    "contacts.exists(c, c.role == \"boss\" && c.level > 5)",
                    "contacts.exists(c, c.level > seats)",
                    "contacts.exists(c, \"a\" in c.topics)",
                    "!contacts.exists(c, c.level > 9)",
                    "!contacts.all(c, c.level > 0)",
                    "contacts.all(c, !has(c.level) || c.level > 0)",
                    "contacts.exists_one(c, c.role == \"boss\") && !contacts.exists_one(c, has(c.role))",
                    "size(contacts) == 3 && contacts.size() == 3 && size(renewals) == 0",
                    "contacts.filter(c, has(c.level)).size() == 2 && size(contacts.filter(c, c.level > 5)) == 1",
                    "renewals.all(r, false) && !renewals.exists(r, true)",
                    "activities.exists(a, a.kind == \"call\" && now - a.started_at < duration(\"48h\"))",
                    "contacts.exists(stage, stage.role == \"boss\") && stage == \"won\"",
                    "contacts.exists(c, c.role == \"boss\") && activities.exists(c, c.kind == \"call\")",
                    "contacts.filter(c, c.level < customer.employees).size() * 2 == 4",
                })
        void isReadByDottedNamesAndLists(String source) {
            assertThat(expression(source).evaluate(FACTS)).isEqualTo(TRUE);
        }

        @Test
        void hasNoVerdictWhereTheOtherRecordHasNoValue() {
            assertThat(expression("customer.phone == \"1\"").evaluate(FACTS)).isEqualTo(NONE);
            assertThat(expression("original.amount > 5").evaluate(FACTS)).isEqualTo(NONE);
            assertThat(expression("customer.grade == \"a\"").evaluate(Samples.facts(Samples.HALF_FILLED)))
                    .isEqualTo(NONE);
        }

        @Test
        void saysWhatHasToBeFetched() {
            Needs needs = expression("customer.grade == \"a\" && contacts.exists(c, c.level > seats && has(c.role))"
                            + " || size(activities) > 2 && today > closed_on && has(customer.phone)")
                    .needs();

            assertThat(needs.own()).containsExactly("customer", "seats", "closed_on");
            assertThat(needs.parents()).isEqualTo(Map.of("customer", Set.of("grade", "phone")));
            assertThat(needs.children()).isEqualTo(Map.of("contacts", Set.of("level", "role"), "activities", Set.of()));
            assertThat(needs.moment()).isTrue();
            assertThat(expression("amount > 5").needs().areOwn()).isTrue();
        }

        @Test
        void isABugWhereItWasNotFetched() {
            Facts bare = new Facts(Samples.HALF_FILLED_WITH_LINKS, Samples.MOMENT);

            assertThatThrownBy(() -> expression("customer.grade == \"a\"").evaluate(bare))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("What customer points to was not fetched.");
            assertThatThrownBy(() -> expression("size(contacts) > 0").evaluate(bare))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The list contacts was not fetched.");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '`',
                value = {
                    "custmer.grade == \"a\"                      | There is no field “custmer” here.  | Did you mean “customer”?",
                    "customer.grad == \"a\"                      | There is no field “customer.grad” here. | Did you mean “customer.grade”?",
                    "has(customer.grad)                          | There is no field “customer.grad” here. | Did you mean “customer.grade”?",
                    "contacts.exists(c, c.rol == \"a\")         | There is no field “c.rol” here.   | Did you mean “c.role”?",
                    "contacts.exists(c, c == \"a\")              | “c” is a record, not a value.      | Name one of its fields, for example c.name.",
                    "contacts.role == \"a\"                      | “contacts” is a list of records.   | Write for example contacts.exists(x, x.created_at > now - duration(\"720h\")).",
                    "has(contacts)                               | “contacts” is a list of records.   | Write size(contacts) > 0.",
                    "stage.exists(c, true)                       | “exists” asks a list of records, and this is none. | Use one of: activities, contacts, renewals.",
                    "contacts.exists(c, renewals.exists(r, true)) | A list cannot be asked for each element of another. | Ask the two one after the other, joined by &&.",
                    "customer.owner_id.name == \"x\"             | A name leads one step from the record. | Write customer.grade; what lies further away cannot be read here.",
                    "contacts.exists(true)                       | “exists” takes a name for the element and a condition. | Write for example contacts.exists(x, x.created_at > now - duration(\"720h\")).",
                    "contacts == renewals                        | “==” does not apply to list of records and list of records. | Compare text with text in quotes, numbers with numbers, dates with date(\"2026-01-31\").",
                    "size(active ? contacts : renewals) > 0      | A list of records can only be asked or counted. | Write for example contacts.exists(x, x.created_at > now - duration(\"720h\")).",
                    "contacts.exists(c, c.level)                 | “exists” does not apply to list of records and integer. | Compare text with text in quotes, numbers with numbers, dates with date(\"2026-01-31\").",
                    "contacts                                    | The expression yields a list of records, not true or false. | Compare it with something, for example amount > 0.",
                })
        void isRefusedWhereItCannotBeRead(String source, String message, String remedy) {
            assertThat(problems(source)).first().satisfies(problem -> {
                assertThat(problem.message().en()).isEqualTo(message);
                assertThat(problem.remedy().en()).isEqualTo(remedy);
                assertThat(problem.message().zh()).isNotBlank().isNotEqualTo(message);
            });
        }

        @Test
        void isRefusedAllAtOnce() {
            assertThat(problems("custmer.grade == \"a\" && contacts.exists(c, c.levl > 5) && amount > \"5\""))
                    .extracting(Problem::offset)
                    .containsExactly(0, 43, 65);
        }
    }

    @Nested
    class AFunctionOfTheDomain {
        private static final Moment SHANGHAI = new Moment(
                Samples.MOMENT.now(),
                Samples.MOMENT.today(),
                Samples.ME,
                "manager",
                ZoneId.of("Asia/Shanghai"),
                day -> WorkingDays.WEEKDAYS.isWorked(day) && !day.equals(LocalDate.parse("2026-11-23")));
        private static final Facts FACTS = new Facts(
                Map.of(
                        "stage",
                        "won",
                        "note",
                        "张伟 Acme",
                        "seats",
                        -7L,
                        "amount",
                        new BigDecimal("1250.505"),
                        "closed_on",
                        LocalDate.parse("2026-11-20"),
                        "created_at",
                        Instant.parse("2026-11-20T18:00:00Z")),
                Map.of(),
                Map.of(
                        "activities",
                        List.of(
                                Map.of("kind", "call", "started_at", Instant.parse("2026-11-25T00:00:00Z")),
                                Map.of("kind", "call", "started_at", Instant.parse("2026-11-18T10:00:00Z")),
                                Map.of("kind", "call", "started_at", Instant.parse("2026-11-26T00:00:00Z")),
                                Map.of("kind", "visit", "started_at", Instant.parse("2026-11-24T00:00:00Z")),
                                Map.of("kind", "call"))),
                SHANGHAI);

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "days_since(closed_on) == 5 && days_since(today) == 0 && days_since(date(\"2026-12-01\")) == -6",
                    "days_since(created_at) == 4",
                    "days_since(closed_on + duration(\"24h\")) == 4 && days_since(closed_on + duration(\"23h\")) == 4",
                    "working_days(closed_on, today) == 2 && working_days(today, closed_on) == -2",
                    "working_days(closed_on, closed_on) == 0",
                    "working_days_since(closed_on) == 2 && working_days_since(created_at) == 2",
                    "has_role(\"manager\") && !has_role(stage)",
                    "initials(note) == \"ZWA\" && initials(\"重庆O'Brien und 3 Söhne\") == \"CQOUS\"",
                    "initials(\"\") == \"\" && initials(\"123\") == \"\" && initials(\"李雷Bob\") == \"LLB\"",
                    "lower(\"ÄB\") == \"äb\" && upper(\"straße\") == \"STRASSE\" && lower(\"İ\") == \"i̇\"",
                    "round(amount) == 1251.0 && round(amount, 2) == 1250.51 && round(-amount, 2) == -1250.51",
                    "round(2.5) == 3.0 && round(-2.5) == -3.0 && round(0.1, 20) == 0.1",
                    "abs(seats) == 7 && abs(amount - 2000) == 749.495",
                    "min(seats, 3) == -7 && max(seats, 3.5) == 3.5 && max(3, 3.0) == 3",
                    "min(closed_on, today) == closed_on && max(closed_on, created_at) == created_at",
                    "year(closed_on) == 2026 && month(closed_on) == 11 && day(closed_on) == 20",
                    "day(created_at) == 21 && day(min(closed_on, today)) == 20 && day(now) == 25",
                    "activity_count(\"call\", duration(\"168h\")) == 1 && activity_count(\"visit\", duration(\"168h\")) == 1",
                    "activity_count(\"call\", duration(\"1680h\")) == 2 && activity_count(stage, duration(\"1h\")) == 0",
                })
        void saysWhatItsDescriptionDoes(String source) {
            assertThat(expression(source).evaluate(FACTS)).as(source).isEqualTo(TRUE);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "min(amount, discount) > 0.0",
                    "max(discount, 5) > 0",
                    "days_since(expected_close) > 0",
                    "abs(-9223372036854775808) > 0",
                    "round(99999999999999e24 + 0.9) > 0 && round(discount) > 0",
                    "working_days(date(\"1800-01-01\"), today) > 0",
                    "day(timestamp(\"9999-12-31T23:00:00Z\")) > 0",
                })
        void hasNoVerdictWithoutAnArgumentOrAResult(String source) {
            assertThat(expression(source).holds(FACTS)).isFalse();
            assertThat(expression("!(" + source + ")").holds(FACTS)).isFalse();
        }

        @Test
        void needsWhatItCounts() {
            Needs needs = expression("activity_count(\"call\", duration(\"168h\")) > 3")
                    .needs();

            assertThat(needs.children()).isEqualTo(Map.of("activities", Set.of("kind", "started_at")));
            assertThat(needs.moment()).isTrue();
        }

        @Test
        void dependsOnTheMomentOrNot() {
            for (String source :
                    List.of("days_since(closed_on) > 1", "has_role(\"a\")", "working_days_since(today) > 1")) {
                assertThat(expression(source).needs().moment()).as(source).isTrue();
            }
            for (String source : List.of("year(closed_on) > 1", "lower(stage) == \"a\"", "round(amount) > 1.0")) {
                assertThat(expression(source).needs().moment()).as(source).isFalse();
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "working_days_since(closed_on) > 3",
                    "working_days(created_at, now) > 3",
                    "initials(note) == \"ZW\"",
                    "contacts.exists(c, initials(c.role) == \"B\")",
                })
        void isRefusedInFiltersWhereSqlCannotSayIt(String source) {
            assertThat(expression(source).isPushable()).isFalse();
            Rejection rejection = (Rejection) Expressions.checkFilter(source, Samples.DEAL);

            assertThat(rejection.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(Problem.Code.NOT_PUSHABLE);
                assertThat(problem.message().en()).contains("not of a whole list in the database");
            });
            assertThatThrownBy(() -> expression(source).condition(Samples.MOMENT))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("SQL cannot say ");
        }

        @Test
        void isAllowedInFiltersWhereItReadsNoField() {
            String source = "seats > working_days_since(date(\"2026-11-20\")) && note == initials(\"张伟\")";

            assertThat(Expressions.checkFilter(source, Samples.DEAL)).isInstanceOf(Expression.class);
            assertThat(expression(source).condition(SHANGHAI).toString())
                    .contains("> 2")
                    .contains("'ZW'");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "round(amount, -1) > 1.0",
                    "round(amount, 21) > 1.0",
                    "round(amount, seats) > 1.0",
                    "activity_count(\"call\", now - created_at) > 1",
                    "contacts.exists(c, activity_count(c.role, duration(\"1h\")) > 1)",
                })
        void isRefusedWithArgumentsItCannotTake(String source) {
            assertThat(problems(source)).extracting(Problem::code).containsOnly(Problem.Code.NOT_PUSHABLE);
        }
    }

    @Nested
    class AValue {

        @ParameterizedTest
        @MethodSource("io.ripeline.expression.ExpressionTest#values")
        void isComputedWithItsKind(String source, ValueKind kind, Object value) {
            ValueExpression expression = Samples.value(source);

            assertThat(expression.kind()).isEqualTo(kind);
            assertThat(expression.value(Samples.facts(Samples.HALF_FILLED))).contains(value);
        }

        @Test
        void isAbsentWhereItCannotBeComputed() {
            for (String source : List.of("note", "amount / 0.0", "note + stage", "topics", "paid ? 1 : 2")) {
                assertThat(Samples.value(source).value(Samples.facts(Samples.HALF_FILLED)))
                        .as(source)
                        .isEmpty();
            }
        }

        @Test
        void saysWhatItReads() {
            ValueExpression expression = Samples.value("has(note) ? amount : amount * seats");

            assertThat(expression.fields()).containsExactly("note", "amount", "seats");
            assertThat(expression.readsMoment()).isFalse();
            for (String source : List.of("now", "closed_on < today", "owner_id in [me]", "!holds(me == stage)")) {
                assertThat(Samples.value(source).readsMoment()).as(source).isTrue();
            }
        }

        @Test
        void takesTheKindAskedFor() {
            assertThat(as("seats + 1", ValueKind.DECIMAL)).contains(new BigDecimal(8));
            assertThat(as("created_at", ValueKind.DATE)).contains(LocalDate.parse("2026-11-01"));
            assertThat(as("created_at + duration(\"16h\")", ValueKind.DATE)).contains(LocalDate.parse("2026-11-02"));
        }

        @Test
        void isRefusedWhereItIsOfAnotherKind() {
            Rejection rejection = (Rejection) Expressions.checkValue("amount * 2", Samples.DEAL, ValueKind.INTEGER);

            assertThat(rejection.problems()).singleElement().satisfies(problem -> {
                assertThat(problem.code()).isEqualTo(Problem.Code.TYPE);
                assertThat(problem.message().en()).isEqualTo("The expression yields a decimal, not a integer.");
            });
        }

        @ParameterizedTest
        @ValueSource(strings = {"now - created_at", "[1, 2]", "duration(\"1h\")"})
        void isRefusedWhereNoFieldHoldsIt(String source) {
            Rejection rejection = (Rejection) Expressions.checkValue(source, Samples.DEAL);

            assertThat(rejection.problems())
                    .extracting(problem -> problem.remedy().en())
                    .contains("Yield a text, a number, a date, a time or true/false.");
        }

        private Optional<Object> as(String source, ValueKind kind) {
            return ((ValueExpression) Expressions.checkValue(source, Samples.DEAL, kind))
                    .value(Samples.facts(Samples.HALF_FILLED));
        }
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("stage + \"!\"", ValueKind.TEXT, "won!"),
                Arguments.of("owner_id", ValueKind.TEXT, Samples.ME),
                Arguments.of("seats * 2", ValueKind.INTEGER, 14L),
                Arguments.of("amount * 2", ValueKind.DECIMAL, new BigDecimal("2501.00")),
                Arguments.of("0.1 + 0.2", ValueKind.DECIMAL, new BigDecimal("0.3")),
                Arguments.of("1", ValueKind.INTEGER, 1L),
                Arguments.of("closed_on", ValueKind.DATE_TIME, Instant.parse("2026-11-20T00:00:00Z")),
                Arguments.of("now", ValueKind.DATE_TIME, Samples.MOMENT.now()),
                Arguments.of("has(note)", ValueKind.BOOLEAN, false),
                Arguments.of("amount > 1000 ? \"big\" : \"small\"", ValueKind.TEXT, "big"),
                Arguments.of("interests", ValueKind.TEXTS, List.of("won", "a")));
    }

    @Nested
    class AVocabulary {

        @Test
        void refusesANameOfTheLanguage() {
            assertThat(Vocabulary.reserves("today")).isTrue();
            assertThat(Vocabulary.reserves("in")).isTrue();
            assertThat(Vocabulary.reserves("package")).isFalse();
            assertThatThrownBy(() -> name("now"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("No expression can use the name now.");
        }

        @Test
        void refusesTheSameNameTwice() {
            assertThatThrownBy(() -> new Vocabulary(List.of(name("a"), name("a"))))
                    .hasMessage("The name a occurs twice.");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"package", "size", "date", "duration", "int", "string", "type", "list", "function", "has"})
        void mayUseWordsOfCel(String key) {
            Vocabulary vocabulary = new Vocabulary(List.of(name(key)));

            Checked checked = Expressions.check(key + " == 5 && has(" + key + ")", vocabulary);

            assertThat(checked).isInstanceOf(Expression.class);
            assertThat(((Expression) checked).holds(Samples.facts(Map.of(key, new BigDecimal(5)))))
                    .isTrue();
            assertThat(((Expression) checked).evaluate(Samples.facts(Map.of()))).isEqualTo(FALSE);
        }

        private Vocabulary.Name name(String key) {
            return new Vocabulary.Name(key, ValueKind.DECIMAL, Samples.column("t", "c", SQLDataType.NUMERIC));
        }
    }
}
