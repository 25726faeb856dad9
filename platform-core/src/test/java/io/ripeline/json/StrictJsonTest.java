package io.ripeline.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StrictJsonTest {

    record Basket(String owner, int melons, @Nullable String note, List<Melon> best, Map<String, Melon> bySlot) {}

    record Melon(String name, @Nullable Boolean ripe, List<@Nullable String> marks) {}

    private static final String SOUND = """
            {"owner": "Ada", "melons": 2, "best": [{"name": "a", "marks": ["x", null]}],
             "bySlot": {"s/1": {"name": "b", "ripe": true, "marks": []}}}""";

    private static Refused refusal(String json) {
        return catchThrowableOfType(Refused.class, () -> StrictJson.read(json, Basket.class));
    }

    @Test
    void readsWhatIsComplete() {
        Basket basket = StrictJson.read(SOUND, Basket.class);

        assertThat(basket.melons()).isEqualTo(2);
        assertThat(basket.note()).isNull();
        assertThat(basket.best().getFirst().marks()).containsExactly("x", null);
    }

    @Test
    void refusesAnUnknownPropertyAtItsPointer() {
        Refused refused = refusal(SOUND.replace("\"ripe\"", "\"colour\""));

        assertThat(refused.code().code()).isEqualTo("unknown-property");
        assertThat(refused.violations())
                .extracting(Violation::pointer, fault -> fault.message().en())
                .containsExactly(tuple("/bySlot/s~11/colour", "There is no property \"colour\" here."));
    }

    @Nested
    class AWrongType {

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
                        "owner": "Ada" | "owner": 5            | /owner
                        "owner": "Ada" | "owner": true         | /owner
                        "owner": "Ada" | "owner": ["Ada"]      | /owner
                        "melons": 2    | "melons": "2"         | /melons
                        "melons": 2    | "melons": 2.5         | /melons
                        "melons": 2    | "melons": 2e0         | /melons
                        "melons": 2    | "melons": 99999999999 | /melons
                        "melons": 2    | "melons": null        | /melons
                        "ripe": true   | "ripe": "true"        | /bySlot/s~11/ripe
                        "ripe": true   | "ripe": 1             | /bySlot/s~11/ripe
                        "marks": []    | "marks": {}           | /bySlot/s~11/marks
                        {"name": "a", "marks": ["x", null]} | "a" | /best/0
                        """)
        void isRefusedAtItsPointer(String sound, String wrong, String pointer) {
            Refused refused = refusal(SOUND.replace(sound, wrong));

            assertThat(refused.code().code()).isEqualTo("wrong-type");
            assertThat(refused.violations())
                    .extracting(Violation::pointer, fault -> fault.message().en())
                    .containsExactly(
                            tuple(pointer, "The value at \"%s\" is not of the expected type.".formatted(pointer)));
        }

        @ParameterizedTest
        @ValueSource(strings = {"[]", "\"basket\"", "5", "null", "", " \n"})
        void ofTheWholeIsRefused(String json) {
            Refused refused = refusal(json);

            assertThat(refused.code().code()).isEqualTo("wrong-type");
            assertThat(refused.violations()).extracting(Violation::pointer).containsExactly("");
        }
    }

    @Nested
    class UnstorableTexts {

        @ParameterizedTest
        @ValueSource(strings = {"\\u0000", "a\\u0000b", "\\ud83c", "\\udf48 half"})
        void areNamedAllAtOnce(String text) {
            Refused refused = refusal("""
                    {"melons": 2, "owner": "%s", "best": [{"name": "%s", "marks": []}], "bySlot": {}}""".formatted(text, text));

            assertThat(refused.code().code()).isEqualTo("text-unstorable");
            assertThat(refused.violations()).extracting(Violation::pointer).containsExactly("/owner", "/best/0/name");
        }
    }

    @Nested
    class MissingMembers {

        @Test
        void areNamedAllAtOnce() {
            Refused refused = refusal("""
                    {"melons": 2, "best": [{"name": "a", "marks": []}, {"ripe": true}],
                     "bySlot": {"s": {"name": null, "marks": []}}}""");

            assertThat(refused.code().code()).isEqualTo("missing-property");
            assertThat(refused.detail().en())
                    .isEqualTo("Missing property: /owner, /best/1/name, /best/1/marks, /bySlot/s/name.");
            assertThat(refused.violations())
                    .allSatisfy(fault -> assertThat(fault.message().en()).isEqualTo("This member is missing."))
                    .extracting(Violation::pointer)
                    .containsExactly("/owner", "/best/1/name", "/best/1/marks", "/bySlot/s/name");
        }

        @Test
        void includeNullAsAnElement() {
            Refused refused = refusal("""
                    {"owner": "Ada", "melons": 1, "best": [null], "bySlot": {}}""");

            assertThat(refused.code().code()).isEqualTo("missing-property");
            assertThat(refused.violations()).extracting(Violation::pointer).containsExactly("/best/0");
        }

        @Test
        void includeNumbers() {
            Refused refused = refusal("""
                    {"owner": "Ada", "best": [], "bySlot": {}}""");

            assertThat(refused.violations()).extracting(Violation::pointer).containsExactly("/melons");
        }
    }

    @Nested
    class MalformedText {

        @ParameterizedTest
        @ValueSource(
                strings = {"{", "{\"owner\": }", "{'owner': 1}", "{\"owner\": \"a\u0000\"}", "// hi\n{}", "NaN", "01"})
        void isRefusedWithLineAndColumn(String json) {
            Refused refused = refusal(json);

            assertThat(refused.code().code()).isEqualTo("malformed-json");
            assertThat(refused.detail().en()).matches("The body is not well-formed JSON: line \\d+, column \\d+\\.");
        }

        @Test
        void includesADoubleMember() {
            Refused refused = refusal(SOUND.replace("\"melons\": 2", "\"melons\": 2, \"melons\": 3"));

            assertThat(refused.code().code()).isEqualTo("malformed-json");
        }

        @Test
        void includesADoubleMemberOfATree() {
            Refused refused = catchThrowableOfType(
                    Refused.class, () -> StrictJson.read("{\"a\": {\"b\": 1, \"b\": 2}}", JsonNode.class));

            assertThat(refused.code().code()).isEqualTo("malformed-json");
        }

        @ParameterizedTest
        @ValueSource(strings = {",", " x", "]"})
        void includesTextThatTrails(String trailing) {
            assertThat(refusal(SOUND + trailing).code().code()).isEqualTo("malformed-json");
        }

        @Test
        void includesAValueThatTrails() {
            assertThat(refusal(SOUND + " {}").code().code()).isEqualTo("wrong-type");
        }

        @ParameterizedTest
        @ValueSource(strings = {"[", "{\"a\":"})
        void includesNesting10000LevelsDeep(String opening) {
            Refused refused =
                    catchThrowableOfType(Refused.class, () -> StrictJson.read(opening.repeat(10_000), JsonNode.class));

            assertThat(refused.code().code()).isEqualTo("malformed-json");
            assertThat(refused.detail().en())
                    .isEqualTo("The body is nested too deeply or has a number or text that is too long.");
        }

        @Test
        void isNotRepeatedInTheRefusal() {
            Refused refused = refusal("{\"owner\": \"s3cret\", oops");

            assertThat(refused.detail().en()).doesNotContain("s3cret");
            assertThat(refused).hasMessageNotContaining("s3cret");
        }
    }
}
