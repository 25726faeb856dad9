package io.ripeline.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.LocalDate;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldCompilerTest {

    private static final String LABEL = "{\"zh-CN\": \"名\", \"en\": \"Name\"}";
    private static final String AT = "/objects/3/fields/1";

    private static Compiled compiled(String members) {
        return new Document()
                .with("/objects/3/fields/-", "{\"key\": \"x\", \"label\": %s, %s}".formatted(LABEL, members))
                .compiled();
    }

    private static FieldModel field(String members) {
        Compiled compiled = compiled(members);
        assertThat(compiled.problems()).isEmpty();
        return compiled.model().orElseThrow().object("product").field("x").orElseThrow();
    }

    private static List<Tuple> problems(String members) {
        return compiled(members).problems().stream()
                .map(problem -> tuple(
                        problem.pointer(), problem.code(), problem.message().en()))
                .toList();
    }

    @Test
    void refusesAnOptionsColourThatIsNone() {
        assertThat(problems("\"type\": \"select\", \"options\": [{\"key\": \"a\", \"label\": %s, \"color\": \"red\"}]"
                        .formatted(LABEL)))
                .extracting(problem -> problem.toList().getFirst())
                .containsExactly(AT + "/options/0/color");
    }

    @Nested
    class SeveralOptions {

        private static final String OPTIONS =
                "\"options\": [{\"key\": \"a\", \"label\": %1$s}, {\"key\": \"b\", \"label\": %1$s}]".formatted(LABEL);

        @Test
        void areChoicesInTheirOrder() {
            FieldModel field = field("\"type\": \"multi_select\", " + OPTIONS);

            assertThat(field.choices()).containsOnlyKeys("a", "b");
        }

        @Test
        void areNeeded() {
            assertThat(problems("\"type\": \"multi_select\""))
                    .containsExactly(tuple(AT + "/options", "field-malformed", "A select field needs options."));
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"a\"", "[\"a\", \"c\"]", "[1]", "{}"})
        void takeADefaultOfTheirOwnOnly(String fallback) {
            assertThat(problems("\"type\": \"multi_select\", \"default\": " + fallback + ", " + OPTIONS))
                    .containsExactly(
                            tuple(AT + "/default", "field-malformed", "The default is not a value of this type."));
        }

        @Test
        void areNeverUnique() {
            assertThat(problems("\"type\": \"multi_select\", \"unique\": true, " + OPTIONS))
                    .containsExactly(tuple(AT + "/unique", "field-malformed", "Values of this type cannot be unique."));
        }
    }

    @Nested
    class AnAutomaticNumber {

        @ParameterizedTest
        @CsvSource({
            "'\"prefix\": \"SO-{yyyy}-\", \"digits\": 5', SO-2026-00042",
            "'\"prefix\": \"{yyyy}{mm}{dd}/\", \"digits\": 1', 20260307/42",
            "'', 00042",
            "'\"digits\": 1', 42"
        })
        void isWrittenWithItsPrefixAndDigits(String number, String written) {
            FieldModel field = field("\"type\": \"auto_number\", \"number\": {" + number + "}");

            assertThat(field.numbering().text(42, LocalDate.of(2026, 3, 7))).isEqualTo(written);
        }

        @Test
        void growsBeyondItsDigits() {
            FieldModel field = field("\"type\": \"auto_number\", \"number\": {\"digits\": 2}");

            assertThat(field.numbering().text(1234, LocalDate.of(2026, 3, 7))).isEqualTo("1234");
        }

        @ParameterizedTest
        @CsvSource({
            "'\"prefix\": \"{year}-\"', number/prefix, field-malformed",
            "'\"prefix\": \"a}b\"', number/prefix, field-malformed",
            "'\"prefix\": \"12345678901234567890123456789012345678901\"', number/prefix, field-malformed",
            "'\"digits\": 0', number/digits, out-of-range",
            "'\"digits\": 19', number/digits, out-of-range",
            "'\"start\": -1', number/start, field-malformed"
        })
        void refusesWhatCannotBeWritten(String number, String member, String code) {
            assertThat(compiled("\"type\": \"auto_number\", \"number\": {" + number + "}")
                            .problems())
                    .extracting(Problem::pointer, Problem::code)
                    .containsExactly(tuple(AT + "/" + member, code));
        }

        @Test
        void hasNoDefault() {
            assertThat(problems("\"type\": \"auto_number\", \"default\": \"1\""))
                    .containsExactly(
                            tuple(AT + "/default", "field-malformed", "The default is not a value of this type."));
        }

        @Test
        void aloneHasANumbering() {
            assertThat(problems("\"type\": \"text\", \"number\": {}"))
                    .containsExactly(
                            tuple(AT + "/number", "field-malformed", "Only an automatic number has a numbering."));
        }
    }

    @Nested
    class ALookup {

        @ParameterizedTest
        @CsvSource({
            "'', CLEAR",
            "', \"required\": true', RESTRICT",
            "', \"onDelete\": \"restrict\"', RESTRICT",
            "', \"onDelete\": \"clear\"', CLEAR",
            "', \"onDelete\": \"cascade\"', CASCADE",
            "', \"onDelete\": \"cascade\", \"required\": true', CASCADE"
        })
        void saysWhatDeletingItsTargetDoes(String members, OnDelete rule) {
            assertThat(field("\"type\": \"lookup\", \"target\": \"customer\"" + members)
                            .onDelete())
                    .isEqualTo(rule);
        }

        @Test
        void thatIsRequiredCannotBeCleared() {
            assertThat(
                            problems(
                                    "\"type\": \"lookup\", \"target\": \"customer\", \"required\": true, \"onDelete\": \"clear\""))
                    .containsExactly(tuple(
                            AT + "/onDelete",
                            "field-malformed",
                            "A required value cannot be cleared: restrict or cascade."));
        }

        @Test
        void knowsThreeRules() {
            assertThat(problems("\"type\": \"lookup\", \"target\": \"customer\", \"onDelete\": \"destroy\""))
                    .extracting(problem -> problem.toList().get(1))
                    .containsExactly("value-unknown");
        }

        @Test
        void aloneHasARuleForDeleting() {
            assertThat(problems("\"type\": \"text\", \"onDelete\": \"clear\""))
                    .containsExactly(
                            tuple(AT + "/onDelete", "field-malformed", "Only a lookup has a rule for deleting."));
        }
    }

    @Nested
    class AConditionOfAField {

        @ParameterizedTest
        @ValueSource(strings = {"requiredWhen", "visibleWhen", "readOnlyWhen"})
        void isCheckedAgainstTheObject(String member) {
            assertThat(compiled("\"type\": \"text\", \"%s\": \"colour == 1\"".formatted(member))
                            .problems())
                    .extracting(Problem::pointer, Problem::code)
                    .containsExactly(tuple(AT + "/" + member, "expression-unknown-name"));
        }

        @Test
        void isThereOnlyForTheFieldsThatHaveOne() {
            Compiled compiled = compiled("\"type\": \"text\", \"visibleWhen\": \"has(name)\"");

            FieldRules rules = compiled.model().orElseThrow().object("product").rules();
            assertThat(rules.byField()).containsOnlyKeys("x");
        }
    }
}
