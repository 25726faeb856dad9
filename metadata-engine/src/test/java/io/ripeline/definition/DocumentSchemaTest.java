package io.ripeline.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;

class DocumentSchemaTest {

    private static final JsonNode JSON = DocumentSchema.json();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JSON);
    private static final String LABEL = "{'zh-CN': '名', 'en': 'Name'}";

    /// Something the form of the document forbids, put into the smallest one.
    record Sample(String put, String json) {}

    static final List<Sample> FORBIDDEN = List.of(
            new Sample("/colour", "1"),
            new Sample("/objects", "{}"),
            new Sample("/objects/3/key", "'Product'"),
            new Sample("/objects/3/key", "'" + "a".repeat(41) + "'"),
            new Sample("/objects/3/key", "'名'"),
            new Sample("/objects/3/visibility", "'secret'"),
            new Sample("/objects/3/fields/0/type", "'varchar'"),
            new Sample("/objects/3/fields/0/required", "'yes'"),
            new Sample("/objects/3/fields/0/maxLength", "0"),
            new Sample("/objects/3/fields/0/size", "5"),
            new Sample("/objects/1/fields/1/onDelete", "'explode'"),
            new Sample("/objects/3/validations", "[{'key': 'v', 'when': 'name == \\'\\''}]"),
            new Sample(
                    "/objects/3/duplicates", "[{'key': 'd', 'fields': ['name'], 'match': 'alike', 'action': 'warn'}]"),
            new Sample("/gradeScales/0/grades/0/ripeness", "101"),
            new Sample("/gradeScales/0/grades/0/color", "'red'"),
            new Sample("/gradeScales/0/minimumHoldDays", "-1"),
            new Sample("/funnels/0/stages/0/kind", "'maybe'"),
            new Sample("/funnels/0/stages/0/band", "'top'"),
            new Sample("/funnels/0/stages/0/probability", "101"),
            new Sample("/funnels/0/stages/0/criteria/0/severity", "'maybe'"),
            new Sample("/funnels/0/stages/0/criteria/0/when", "true"),
            new Sample("/cadences/0/from", "'birth'"),
            new Sample("/cadences/0/steps/0/after/calendar", "'lunar'"),
            new Sample("/cadences/0/steps/0/after/days", "3651"),
            new Sample("/cadences/0/on", "{'solar': '12/25'}"),
            new Sample("/calendars/0/workdays", "['monday']"),
            new Sample("/calendars/0/holidays", "['1 May']"),
            new Sample("/calendars/0/holidays", "[{'lunar': '1-1'}]"),
            new Sample("/calendars/0/holidays", "[{'solar': '05-01', 'days': 61}]"),
            new Sample("/roles/1/permissions/scope", "'some'"),
            new Sample("/roles/1/permissions/objects", "{'deal': ['write']}"),
            new Sample("/roles/1/permissions/fields", "{'deal': {'name': 'write'}}"),
            new Sample("/pools", "[{'key': 'p', 'object': 'customer', 'label': L, 'reclaimAfterDays': 'soon'}]"),
            new Sample("/pools", "[{'key': 'p', 'object': 'customer', 'label': L, 'claimLimit': 0}]"),
            new Sample(
                    "/assignments",
                    "[{'key': 'a', 'object': 'customer', 'label': L, 'method': 'luck', 'role': 'rep'}]"),
            new Sample("/automations", "[{'key': 'a', 'object': 'deal', 'label': L, 'on': 'born', 'then': []}]"),
            new Sample("/layouts/0/object", "null"),
            new Sample("/views/0/kind", "'map'"),
            new Sample(
                    "/dashboards",
                    "[{'key': 'd', 'label': L, 'tiles': [{'key': 't', 'label': L, 'object': 'deal', 'kind': 'gauge',"
                            + " 'measure': {'fn': 'count'}}]}]"),
            new Sample("/calendars/0/hours", "{'from': '9', 'to': '18:00'}"),
            new Sample("/workday", "{'capacity': 0}"),
            new Sample("/workday", "{'rank': ['luck']}"),
            new Sample("/workday", "{'nextStep': true}"),
            new Sample("/cadences/0/until", "true"),
            new Sample("/branding", "{'color': 'green'}"));

    private static String json(Sample sample) {
        return sample.json()
                .replace("\\'", "\u0000")
                .replace('\'', '"')
                .replace("\u0000", "'")
                .replace("L,", LABEL.replace('\'', '"') + ",");
    }

    private static boolean compilerRefuses(Document document) {
        try {
            return document.compiled().model().isEmpty();
        } catch (Refused refused) {
            return true;
        }
    }

    @Test
    void takesTheSmallestDocument() {
        assertThat(SCHEMA.validate(StrictJson.MAPPER.readTree(new Document().json())))
                .isEmpty();
    }

    @ParameterizedTest
    @FieldSource("FORBIDDEN")
    void refusesWhatTheCompilerRefuses(Sample sample) {
        Document document = new Document().with(sample.put(), json(sample));

        assertThat(SCHEMA.validate(StrictJson.MAPPER.readTree(document.json()))).isNotEmpty();
        assertThat(compilerRefuses(document)).isTrue();
    }

    @Test
    void takesTheShorterForms() {
        Document document = new Document()
                .with("/calendars/0/holidays", "[\"2026-10-01\", {\"lunar\": \"01-01\", \"days\": 7}]")
                .with(
                        "/pools",
                        "[{\"key\": \"p\", \"object\": \"customer\", \"label\": L, \"reclaimAfterDays\": {\"a\": 30}}, {\"key\": \"q\", \"object\": \"customer\", \"label\": L, \"reclaimAfterDays\": 30}]"
                                .replace("L,", LABEL.replace('\'', '"') + ","));

        assertThat(SCHEMA.validate(StrictJson.MAPPER.readTree(document.json()))).isEmpty();
        assertThat(document.compiled().problems()).isEmpty();
    }

    @Test
    void saysOfEveryPropertyWhatItMeans() {
        JSON.findParents("properties")
                .forEach(schema -> schema.get("properties")
                        .properties()
                        .forEach(property -> assertThat(
                                        property.getValue().path("description").asString(""))
                                .as(property.getKey())
                                .matches("[A-Z].{3,}\\.")));
    }

    @Test
    void knowsEveryFieldType() {
        JsonNode type = JSON.at("/$defs/Field/properties/type/enum");

        assertThat(type.valueStream().map(JsonNode::stringValue))
                .contains("text", "multi_select", "auto_number", "lookup", "formula", "rollup")
                .hasSize(FieldType.values().length + 2);
    }
}
