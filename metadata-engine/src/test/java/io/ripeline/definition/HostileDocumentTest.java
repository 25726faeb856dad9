package io.ripeline.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Refused;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Documents that are meant badly, or made by a program gone wrong.
class HostileDocumentTest {

    private static final String LABEL = "{\"zh-CN\": \"名\", \"en\": \"Name\"}";

    private static String list(int count, IntFunction<String> element) {
        return IntStream.range(0, count).mapToObj(element).collect(Collectors.joining(",", "[", "]"));
    }

    private static List<String> codes(Compiled compiled) {
        return compiled.problems().stream().map(Problem::code).toList();
    }

    private static String field(String key) {
        return "{\"key\": \"%s\", \"label\": %s, \"type\": \"text\"}".formatted(key, LABEL);
    }

    @Test
    void nestedTenThousandDeepIsRefusedAsMalformed() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);
        String document =
                new Document().json().replace("\"when\":\"amount > 0\"", "\"when\":\"amount > 0\",\"builder\":" + deep);

        Refused refused = catchThrowableOfType(Refused.class, () -> StrictJson.read(document, Definition.class));

        assertThat(refused.code().code()).isEqualTo("malformed-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Name", "NAME", "nAme", "名称", "name ", "na-me", "select;", "a__b", "имя", "ｎａｍｅ"})
    void keysThatAreNoKeysAreRefused(String key) {
        assertThat(codes(new Document().with("/objects/3/fields/-", field(key)).compiled()))
                .containsExactly("key-malformed");
    }

    @Test
    void aKeyOf64CharactersIsRefusedAndOneOf40Not() {
        assertThat(codes(new Document()
                        .with("/objects/3/fields/-", field("a".repeat(64)))
                        .compiled()))
                .containsExactly("key-malformed");
        assertThat(new Document()
                        .with("/objects/3/fields/-", field("a".repeat(40)))
                        .compiled()
                        .model())
                .isPresent();
    }

    @Test
    void keysThatAreWordsOfSqlAreKeysLikeOthers() {
        Document document = new Document();
        for (String word : List.of("select", "from", "where", "group", "user", "table", "limit", "end", "default")) {
            document.with("/objects/3/fields/-", field(word));
        }

        assertThat(document.compiled().problems()).isEmpty();
    }

    @Test
    void aMegabyteOfAKeyIsNotRepeatedToItsAuthor() {
        Compiled compiled = new Document()
                .with("/objects/3/fields/-", field("k".repeat(1_000_000)))
                .with("/objects/3/nameField", "\"" + "n".repeat(1_000_000) + "\"")
                .compiled();

        assertThat(compiled.problems())
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem.message().en()).hasSizeLessThan(120));
    }

    @Test
    void aTextWithoutEndIsRefused() {
        Compiled compiled = new Document()
                .with("/objects/3/label", "{\"en\": \"%s\", \"zh-CN\": \"名\"}".formatted("x".repeat(4_001)))
                .compiled();

        assertThat(codes(compiled)).containsExactly("label-too-long");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/roles | 201 | {\"key\": \"r%d\", \"label\": L, \"permissions\": {\"admin\": true, \"scope\": \"all\", \"objects\": {}}}",
                "/views | 1001 | {\"key\": \"v%d\", \"object\": \"deal\", \"label\": L}",
                "/pools | 301 | {\"key\": \"p%d\", \"object\": \"deal\", \"label\": L}",
                "/assignments | 301 | {\"key\": \"a%d\", \"object\": \"deal\", \"label\": L, \"method\": \"load\", \"role\": \"rep\"}",
                "/automations | 301 | {\"key\": \"a%d\", \"object\": \"deal\", \"label\": L, \"on\": \"created\", \"then\": [{\"set\": {\"name\": \"name\"}}]}",
                "/dashboards | 101 | {\"key\": \"d%d\", \"label\": L}",
                "/calendars/0/holidays | 1001 | {\"solar\": \"05-01\", \"days\": %d}",
                "/cadences/0/steps | 101 | {\"after\": {\"days\": %d}, \"channel\": \"call\"}",
                "/funnels/0/stages/0/criteria | 51 | {\"key\": \"c%d\", \"label\": L, \"when\": \"amount > 0\"}",
                "/objects/2/validations | 301 | {\"key\": \"v%d\", \"message\": L, \"when\": \"amount < 0\"}"
            })
    void aListWithoutEndIsRefused(String pointer, int count, String element) {
        String elements = list(count, number -> element.replace("L", LABEL).replace("%d", String.valueOf(number + 1)));

        Compiled compiled = new Document().with(pointer, elements).compiled();

        assertThat(compiled.problems()).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo("too-many");
            assertThat(problem.pointer()).isEqualTo(pointer);
            assertThat(problem.message().en()).isEqualTo("There are %d here.".formatted(count));
        });
    }

    @Test
    void aHundredThousandFaultsComeBackAsAThousand() {
        String options = list(100_000, number -> "{\"key\": \"X%d\", \"label\": %s}".formatted(number, LABEL));
        Compiled compiled = new Document()
                .with(
                        "/objects/3/fields/-",
                        "{\"key\": \"s\", \"label\": %s, \"type\": \"select\", \"options\": %s}"
                                .formatted(LABEL, options))
                .compiled();

        assertThat(compiled.problems()).hasSize(1_001);
        assertThat(compiled.problems().getLast().code()).isEqualTo("too-many-problems");
    }

    @Test
    void expressionsWithoutEndAreCheckedOnlySoFar() {
        String rules = list(
                290,
                number -> "{\"key\": \"v%d\", \"message\": %s, \"when\": \"price < %d\"}"
                        .formatted(number, LABEL, number));
        String objects = list(
                20,
                number -> ("{\"key\": \"o%d\", \"label\": %s, \"nameField\": \"name\", \"validations\": %s, \"fields\":"
                                + " [%s, {\"key\": \"price\", \"label\": %s, \"type\": \"integer\"}]}")
                        .formatted(number, LABEL, rules, field("name"), LABEL));
        Document document = new Document();
        StrictJson.MAPPER.readTree(objects).forEach(object -> document.with("/objects/-", object.toString()));

        Compiled compiled = document.compiled();

        assertThat(codes(compiled)).containsOnlyOnce("too-many-expressions");
    }

    @Test
    void aCircleOfTwoHundredRolesIsFoundAtEach() {
        String roles = list(
                200,
                number -> "{\"key\": \"r%d\", \"label\": %s, \"parent\": \"r%d\", \"permissions\": {\"admin\": true,"
                                .formatted(number, LABEL, (number + 1) % 200)
                        + " \"scope\": \"all\", \"objects\": {\"*\": [\"read\"]}}}");

        Compiled compiled = new Document().with("/roles", roles).compiled();

        assertThat(codes(compiled)).hasSize(200).containsOnly("role-cycle");
    }
}
