package io.ripeline.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient;
import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.json.StrictJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + OpenApiIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class OpenApiIT {

    static final String OPERATOR = "rpl_operator-of-the-description-test";
    private static final String OPEN_API = "/api/v1/openapi.json";

    /// One field of each kind, and one object that reps may not read.
    private static final String EVERYTHING = """
            [{"op": "add", "path": "/objects/-", "value": {"key": "crate", "label": L, "nameField": "name", "visibility": "public", "fields": [
                {"key": "name", "label": L, "type": "text", "required": true, "maxLength": 20},
                {"key": "note", "label": L, "type": "long_text", "help": {"en": "Help", "zh-CN": "帮助"}},
                {"key": "count", "label": L, "type": "integer", "min": 1, "max": 9},
                {"key": "weight", "label": L, "type": "decimal"},
                {"key": "price", "label": L, "type": "currency", "min": 0},
                {"key": "share", "label": L, "type": "percent", "max": 100},
                {"key": "day", "label": L, "type": "date"},
                {"key": "at", "label": L, "type": "date_time"},
                {"key": "open", "label": L, "type": "boolean"},
                {"key": "colour", "label": L, "type": "select", "options": [{"key": "red", "label": L}, {"key": "blue", "label": L}]},
                {"key": "marks", "label": L, "type": "multi_select", "options": [{"key": "new", "label": L}, {"key": "old", "label": L}]},
                {"key": "mobile", "label": L, "type": "phone", "masked": true},
                {"key": "mail", "label": L, "type": "email"},
                {"key": "site", "label": L, "type": "url"},
                {"key": "inside", "label": L, "type": "lookup", "target": "crate", "reverse": "inner"},
                {"key": "keeper", "label": L, "type": "member"},
                {"key": "secret", "label": L, "type": "text"},
                {"key": "number", "label": L, "type": "auto_number"},
                {"key": "twice", "label": L, "type": "formula", "result": "integer", "formula": "count * 2"},
                {"key": "inners", "label": L, "type": "rollup", "rollup": {"of": "inner", "function": "count"}}]}},
             {"op": "add", "path": "/objects/-", "value": {"key": "vault", "label": L, "nameField": "name",
                "fields": [{"key": "name", "label": L, "type": "text", "required": true}]}},
             {"op": "add", "path": "/roles/%1$d/permissions/fields", "value": {"crate": {"secret": "none", "site": "read"}}},
             {"op": "add", "path": "/roles/%1$d/permissions/objects/vault", "value": []}]""".replace(": L", ": {\"en\": \"X\", \"zh-CN\": \"项\"}");

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    private ApiClient admin;
    private ApiClient rep;

    @BeforeAll
    void provision() {
        ApiClient operator = new ApiClient(port, OPERATOR);
        admin = operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "described", "name": "Described", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@described.example", "name": "Ada"}}""").text("/adminToken"));
        Answer draft = admin.get("/api/v1/config/draft");
        int role = draft.json().at("/roles").findValuesAsString("key").indexOf("rep");
        Answer edited = admin.patch("/api/v1/config/draft", EVERYTHING.formatted(role), draft.header("ETag"));
        assertThat(edited.status()).as(edited.response().body()).isEqualTo(200);
        Answer published = admin.post("/api/v1/config/draft/publish", "{\"note\": \"everything\"}");
        assertThat(published.status()).as(published.response().body()).isEqualTo(200);
        Answer member = admin.post(
                "/api/v1/members", "{\"email\": \"rita@described.example\", \"name\": \"Rita\", \"role\": \"rep\"}");
        rep = operator.as(admin.post("/api/v1/members/" + member.text("/id") + "/tokens", "{\"name\": \"t\"}")
                .text("/token"));
    }

    private static JsonNode document(ApiClient client) {
        Answer answer = client.get(OPEN_API);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void describesEveryHandlerOfTheApi() {
        Set<String> described = new Contract(document(admin))
                .operations().stream()
                        .map(each -> each.method() + " " + each.path().replace("/records/crate", "/records/{object}"))
                        .collect(Collectors.toSet());

        List<String> handled = handlers.getHandlerMethods().keySet().stream()
                .flatMap(info -> Objects.requireNonNull(info.getPathPatternsCondition()).getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/v1/"))
                        .flatMap(path ->
                                info.getMethodsCondition().getMethods().stream().map(method -> method + " " + path)))
                .toList();

        assertThat(described).containsAll(handled);
        assertThat(handled).contains("GET " + OPEN_API, "POST /api/v1/records/{object}/{id}/move");
    }

    @Test
    void isWholeInItself() {
        JsonNode document = document(admin);
        Set<String> ids = new HashSet<>();

        assertThat(document.at("/openapi").asString()).isEqualTo("3.1.1");
        assertThat(document.at("/info/title").asString()).isEqualTo("Described");
        assertThat(document.findValuesAsString("$ref").stream().filter(each -> each.startsWith("#")))
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
        assertThat(document.findValuesAsString("operationId")).allMatch(ids::add);
        assertThat(document.at("/components/schemas").propertyNames())
                .allMatch(name -> name.matches("[A-Za-z0-9._-]+"));
    }

    /// Where any JSON may stand, and why.
    private static final Map<String, String> ANYTHING = Map.of(
            "Definition.Criterion/builder", "what the condition builder keeps for itself, never read here",
            "Draft.Criterion/builder", "the same",
            "Definition.Field/default", "a value of the field's type, which the compiler checks",
            "Draft.Field/default", "a draft keeps what is written until it is checked",
            "Draft.Anchor/lunar", "the same",
            "PATCH /api/v1/config/draft application/json/-/value", "RFC 6902 puts any JSON anywhere",
            "PATCH /api/v1/config/draft application/json-patch+json/-/value", "the same",
            "Problem/*", "RFC 9457: members that a code adds",
            "Problem.Part/*", "the same");

    @Test
    void saysOfEveryPlaceWhatStandsThere() {
        assertThat(OpenPlaces.in(document(admin))).containsExactlyInAnyOrderElementsOf(ANYTHING.keySet());
        assertThat(ANYTHING).allSatisfy((place, reason) -> assertThat(reason).isNotBlank());
    }

    @Test
    void namesWhatEachOperationIsRefusedWith() {
        JsonNode document = document(admin);
        JsonNode paths = document.at("/paths");
        JsonNode changed = responses(paths, "/api/v1/records/crate/{id}", "patch");
        JsonNode listed = responses(paths, "/api/v1/records/crate", "get");
        JsonNode me = responses(paths, "/api/v1/me", "get");

        assertThat(changed.propertyNames())
                .contains("200", "400", "401", "403", "404", "409", "412", "413", "415", "422", "428", "429", "503");
        assertThat(listed.propertyNames()).contains("400", "404", "422").doesNotContain("409", "412", "415", "428");
        assertThat(me.propertyNames()).contains("401", "403", "429").doesNotContain("404", "409", "422");
        assertThat(codes(document, changed.get("404"))).contains("record-not-found");
        assertThat(codes(document, changed.get("412"))).contains("version-conflict");
        assertThat(codes(
                        document,
                        responses(paths, "/api/v1/views/{id}", "delete").get("404")))
                .contains("view-not-found")
                .doesNotContain("call-not-found");
        assertThat(document.toString()).doesNotContain("4XX", "5XX");
    }

    @Test
    void saysWhatAnImportIsTold() {
        JsonNode document = document(admin);

        assertThat(document.at(
                                "/paths/~1api~1v1~1imports/post/requestBody/content/multipart~1form-data/schema/properties/options/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/ImportOptions.Given");
        assertThat(document.at("/components/schemas/ImportOptions.Given/properties")
                        .propertyNames())
                .contains("object", "mode", "mapping", "encoding", "duplicates");
    }

    private static JsonNode responses(JsonNode paths, String path, String method) {
        return paths.get(path).get(method).get("responses");
    }

    private static List<String> codes(JsonNode document, JsonNode response) {
        List<String> codes = new ArrayList<>();
        document.at(response.get("$ref").asString().substring(1))
                .get(ProblemResponses.CODES)
                .forEach(code -> codes.add(code.asString()));
        return codes;
    }

    @Test
    void isSentOnceToWhoHasIt() {
        String tag = admin.get(OPEN_API).header("ETag");

        assertThat(admin.getUnless(OPEN_API, tag).status()).isEqualTo(304);
        assertThat(rep.getUnless(OPEN_API, tag).status()).isEqualTo(200);
        assertThat(admin.get(OPEN_API).header("ETag")).isEqualTo(tag);
    }

    @Test
    void saysExactlyWhatARecordIs() {
        JsonNode schemas = document(admin).at("/components/schemas");

        assertThat(schemas.get("crate.values.new")).isEqualTo(StrictJson.MAPPER.readTree("""
                {"type": "object", "additionalProperties": false, "required": ["name"], "properties": {
                  "name": {"type": "string", "maxLength": 20, "minLength": 1, "title": "X"},
                  "note": {"type": ["string", "null"], "maxLength": 200000, "title": "X", "description": "Help"},
                  "count": {"type": ["integer", "null"], "format": "int64", "minimum": 1, "maximum": 9, "title": "X"},
                  "weight": {"anyOf": [{"anyOf": [{"type": "number"}, D], "title": "X"}, {"type": "null"}]},
                  "price": {"anyOf": [{"anyOf": [{"type": "number", "minimum": 0}, D, M], "title": "X"}, {"type": "null"}]},
                  "share": {"anyOf": [{"anyOf": [{"type": "number", "maximum": 100}, D], "title": "X"}, {"type": "null"}]},
                  "day": {"type": ["string", "null"], "format": "date", "title": "X"},
                  "at": {"type": ["string", "null"], "format": "date-time", "title": "X"},
                  "open": {"type": ["boolean", "null"], "title": "X"},
                  "colour": {"type": ["string", "null"], "enum": ["red", "blue", null], "title": "X"},
                  "marks": {"type": ["array", "null"], "items": {"type": "string", "enum": ["new", "old"]}, "uniqueItems": true, "title": "X"},
                  "mobile": {"type": ["string", "null"], "maxLength": 4000, "title": "X"},
                  "mail": {"type": ["string", "null"], "maxLength": 4000, "format": "email", "title": "X"},
                  "site": {"type": ["string", "null"], "maxLength": 4000, "format": "uri", "title": "X"},
                  "inside": {"type": ["string", "null"], "format": "uuid", "title": "X"},
                  "keeper": {"type": ["string", "null"], "format": "uuid", "title": "X"},
                  "secret": {"type": ["string", "null"], "maxLength": 4000, "title": "X"}}}""".replace(
                        " M]",
                        " {\"type\": \"object\", \"additionalProperties\": false, \"required\": [\"amount\", \"currency\"], \"properties\": {\"amount\": D, \"currency\": {\"type\": \"string\", \"pattern\": \"^[A-Z]{3}$\"}}}]")
                .replace("D", "{\"type\": \"string\", \"pattern\": \"^[+-]?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$\"}")));
        assertThat(schemas.at("/crate.values/properties/twice"))
                .isEqualTo(StrictJson.MAPPER.readTree(
                        "{\"type\": \"integer\", \"format\": \"int64\", \"readOnly\": true, \"title\": \"X\"}"));
        assertThat(schemas.at("/crate.values/properties/inside/properties").propertyNames())
                .containsExactly("id", "name");
    }

    @Test
    void showsNobodyWhatHeMayNotSee() {
        JsonNode seen = document(rep);
        JsonNode values = seen.at("/components/schemas/crate.values/properties");
        JsonNode written = seen.at("/components/schemas/crate.values.changed/properties");

        assertThat(seen.toString()).doesNotContain("vault").doesNotContain("\"secret\"");
        assertThat(document(admin).toString()).contains("/records/vault").contains("\"secret\"");
        assertThat(values.get("mobile"))
                .isEqualTo(StrictJson.MAPPER.readTree("{\"type\": \"string\", \"readOnly\": true, \"title\": \"X\"}"));
        assertThat(written.propertyNames()).contains("name").doesNotContain("mobile", "site", "twice", "number");
    }

    @Test
    void speaksTheReadersLanguageAndIsNobodyElses() {
        ApiClient operator = new ApiClient(port, OPERATOR);
        ApiClient other = operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "elsewhere", "name": "Elsewhere", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@elsewhere.example", "name": "Bo"}}""").text("/adminToken"));

        assertThat(document(other).toString()).doesNotContain("crate").contains("/records/customer");
        assertThat(new ApiClient(port, "rpl_nobody").get(OPEN_API).status()).isEqualTo(401);
    }

    @Test
    void wouldShowWhatIsNotAsDescribed() {
        Contract contract = new Contract(document(admin));
        String path = "/api/v1/records/crate";
        Answer made = admin.post(path, "{\"values\": {\"name\": \"C\", \"price\": 5, \"count\": 2}}");
        String right = made.response().body();

        assertThat(contract.deviations("POST", path, 201, "application/json", right))
                .isEmpty();
        assertThat(contract.deviations("POST", path, 200, "application/json", right))
                .isNotEmpty();
        assertThat(contract.deviations("POST", path, 201, "text/html", right)).isNotEmpty();
        assertThat(contract.deviations("POST", "/api/v1/nowhere", 200, "application/json", "{}"))
                .isNotEmpty();
        assertThat(List.of(
                        right.replace("\"version\":1", "\"version\":\"1\""),
                        right.replace("\"version\":1,", ""),
                        right.replace("\"version\":1", "\"version\":1,\"more\":1"),
                        right.replace("\"count\":2", "\"count\":\"2\""),
                        right.replace("\"count\":2", "\"cuont\":2"),
                        right.replace("\"amount\":\"5.00\"", "\"amount\":5")))
                .allSatisfy(wrong -> {
                    assertThat(wrong).isNotEqualTo(right);
                    assertThat(contract.deviations("POST", path, 201, "application/json", wrong))
                            .as(wrong)
                            .isNotEmpty();
                });
    }

    @Test
    void isKeptWhateverIsAsked() {
        long seed = 20261122;
        Contract contract = new Contract(document(admin));
        Fuzzer fuzzer = new Fuzzer(contract, admin, new Random(seed));

        List<String> deviations = new ArrayList<>();
        for (Contract.Asked operation : contract.operations()) {
            if (!operation.path().contains("/events")) {
                deviations.addAll(fuzzer.deviations(operation));
            }
        }

        assertThat(deviations).as("seed %d", seed).isEmpty();
        assertThat(fuzzer.successes())
                .as("operations that were also asked rightly")
                .contains(
                        "POST /api/v1/records/crate",
                        "PATCH /api/v1/records/crate/{id}",
                        "GET /api/v1/records/crate",
                        "GET /api/v1/records/crate/{id}",
                        "DELETE /api/v1/records/crate/{id}",
                        "POST /api/v1/records/customer");
        assertThat(String.join(" ", fuzzer.successes()).toLowerCase(Locale.ROOT))
                .contains("/api/v1/me");
    }
}
