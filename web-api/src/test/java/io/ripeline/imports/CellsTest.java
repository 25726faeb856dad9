package io.ripeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ripeline.definition.Compiler;
import io.ripeline.definition.Definition;
import io.ripeline.definition.Model;
import io.ripeline.definition.Money;
import io.ripeline.imports.ImportOptions.MappedColumn;
import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

class CellsTest {

    private static final String INTERESTS = """
            {"key": "interests", "label": {"en": "Interests", "zh-CN": "兴趣"}, "type": "multi_select", "options": [
              {"key": "pumps", "label": {"en": "Pumps, large", "zh-CN": "大型泵"}},
              {"key": "valves", "label": {"en": "Valves", "zh-CN": "阀门"}},
              {"key": "pipes", "label": {"en": "Pipes", "zh-CN": "管道"}}]}""";

    private static final String NUMBER =
            "{\"key\": \"no\", \"label\": {\"en\": \"No\", \"zh-CN\": \"号\"}, \"type\": \"auto_number\"}";

    private static final Model MODEL = model();

    private static Model model() {
        try (InputStream definition = Objects.requireNonNull(
                CellsTest.class.getResourceAsStream("/templates/direct-sales/definition.json"))) {
            String json = new String(definition.readAllBytes(), StandardCharsets.UTF_8);
            JsonNode document = StrictJson.MAPPER.readTree(json);
            customerFields(document).add(StrictJson.MAPPER.readTree(INTERESTS));
            customerFields(document).add(StrictJson.MAPPER.readTree(NUMBER));
            return Compiler.model(StrictJson.read(document.toString(), Definition.class), 1, "t_test");
        } catch (IOException broken) {
            throw new IllegalStateException("The template cannot be read", broken);
        }
    }

    private static ArrayNode customerFields(JsonNode document) {
        return document.at("/objects")
                .valueStream()
                .filter(object -> object.at("/key").asString().equals("customer"))
                .map(object -> (ArrayNode) object.at("/fields"))
                .findFirst()
                .orElseThrow();
    }

    private static Mapping mapping(String object, String mapping) {
        ImportOptions options = ImportOptions.read("{\"object\":\"%s\",\"mapping\":[%s]}".formatted(object, mapping));
        return Mapping.of(MODEL, options, List.of("x", "y"));
    }

    private static Object read(String field, String format, String cell) {
        String object =
                List.of("employees", "key_account", "industry", "interests").contains(field) ? "customer" : "deal";
        Mapping mapping = mapping(
                object,
                "{\"column\":\"x\",\"field\":\"%s\"%s}"
                        .formatted(field, format.isEmpty() ? "" : ",\"format\":\"" + format + "\""));
        Cells cells = new Cells(
                new Times(ZoneOffset.UTC, false), new NamedMembers(List.of()), (names, name) -> new Found.None());
        return switch (cells.read(mapping.columns().getFirst(), cell)) {
            case Cell.Holds holds -> holds.value();
            case Cell.Empty _ -> "empty";
            case Cell.Wrong wrong -> wrong.reason().en();
        };
    }

    @Test
    void readNumbers() {
        assertThat(read("employees", "", "1,250")).isEqualTo(1250L);
        assertThat(read("employees", "", "12.0")).isEqualTo(12L);
        assertThat(read("employees", "", "12.5")).isEqualTo("x: \"12.5\" is not a whole number.");
        assertThat(read("employees", "", "1,25")).isEqualTo("x: \"1,25\" is not a whole number.");
        assertThat(read("employees", "", "")).isEqualTo("empty");
    }

    @Test
    void readAmountsInTheFieldsCurrency() {
        assertThat(read("amount", "", "1,234.50")).isEqualTo(new Money(new BigDecimal("1234.50"), "CNY"));
        assertThat(read("amount", "", "-5")).isEqualTo(new Money(new BigDecimal("-5"), "CNY"));
        assertThat(read("amount", "decimal_comma", "1.234,50")).isEqualTo(new Money(new BigDecimal("1234.50"), "CNY"));
        assertThat(read("amount", "", "1.234,50")).isEqualTo("x: \"1.234,50\" is not an amount.");
    }

    @Test
    void readTruthInBothLanguages() {
        assertThat(read("key_account", "", "是")).isEqualTo(true);
        assertThat(read("key_account", "", "YES")).isEqualTo(true);
        assertThat(read("key_account", "", "0")).isEqualTo(false);
        assertThat(read("key_account", "", "maybe")).isEqualTo("x: \"maybe\" is not yes or no.");
    }

    @Test
    void readOptionsByKeyAndByLabelInEitherLanguage() {
        assertThat(read("stage", "", "won")).isEqualTo("won");
        assertThat(read("stage", "", "Won")).isEqualTo("won");
        assertThat(read("industry", "", "生产制造")).isEqualTo("manufacturing");
        assertThat(read("industry", "", "WAREHOUSING & logistics")).asString().startsWith("x: \"WAREHOUSING & log");
        assertThat(read("industry", "", "warehousing and Logistics")).isEqualTo("logistics");
    }

    @Test
    void readSeveralOptionsAsPeopleSeparateThem() {
        assertThat(read("interests", "", "Valves; pipes")).isEqualTo(List.of("valves", "pipes"));
        assertThat(read("interests", "", "阀门、管道，大型泵")).isEqualTo(List.of("valves", "pipes", "pumps"));
        assertThat(read("interests", "", "valves|valves|")).isEqualTo(List.of("valves"));
        assertThat(read("interests", "", "Pumps, large")).isEqualTo(List.of("pumps"));
        assertThat(read("interests", "", " ; ")).isEqualTo("empty");
        assertThat(read("interests", "", "valves, taps"))
                .isEqualTo("x: \"taps\" is none of: Pumps, large, Valves, Pipes.");
    }

    @Test
    void keepTextAsItIs() {
        assertThat(read("name", "", "  Acme ")).isEqualTo("  Acme ");
    }

    @Test
    void pointAtWhatIsWrongInTheMapping() {
        assertRefused("{\"column\":\"z\",\"field\":\"name\"}", "column-missing", "/mapping/0/column");
        assertRefused("{\"column\":\"x\",\"field\":\"zest\"}", "unknown-field", "/mapping/0/field");
        assertRefused("{\"column\":\"x\",\"field\":\"no\"}", "field-read-only", "/mapping/0/field", "customer");
        assertRefused("{\"column\":\"x\",\"field\":\"history.stage.zest\"}", "unknown-stage", "/mapping/0/field");
        assertRefused("{\"column\":\"x\",\"field\":\"history.grade.zest\"}", "unknown-grade", "/mapping/0/field");
        assertRefused(
                "{\"column\":\"x\",\"field\":\"customer\",\"matchBy\":\"zest\"}",
                "unknown-field",
                "/mapping/0/matchBy");
        assertRefused(
                "{\"column\":\"x\",\"field\":\"name\",\"format\":\"yyyy\"}", "format-invalid", "/mapping/0/format");
        assertRefused(
                "{\"column\":\"x\",\"field\":\"name\"},{\"column\":\"y\",\"field\":\"name\"}",
                "target-double",
                "/mapping/1/field");
    }

    private static void assertRefused(String mapping, String code, String pointer) {
        assertRefused(mapping, code, pointer, "deal");
    }

    private static void assertRefused(String mapping, String code, String pointer, String object) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> mapping(object, mapping))
                .satisfies(refused -> assertThat(refused.violations())
                        .singleElement()
                        .satisfies(fault -> assertThat(List.of(fault.code(), fault.pointer()))
                                .containsExactly(code, pointer)));
    }

    @Test
    void suggestNothingForValuesThatThePlatformMakes() {
        assertThat(SuggestedMapping.of(MODEL.object("customer"), List.of("No", "号", "Interests")))
                .extracting(MappedColumn::field)
                .containsExactly("interests");
    }

    @Test
    void suggestAMappingByKeysLabelsAndOwnersWords() {
        List<String> columns = List.of("商机名称", "Customer", "sales_agent", "AMOUNT", "weather", "创建时间");

        List<String> suggested = SuggestedMapping.of(MODEL.object("deal"), columns).stream()
                .map(mapped -> mapped.column() + "=" + mapped.field())
                .toList();

        assertThat(suggested).contains("Customer=customer", "sales_agent=owner", "AMOUNT=amount", "创建时间=created_at");
        assertThat(suggested).noneMatch(each -> each.startsWith("weather"));
    }
}
