package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// Every operation on records, with the id of another company's record, of another rep's, and of one in the bin: the
/// record is not there, and stays as it is. The operations are taken from the application itself, so a new one has to
/// say here how it is called.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + SightMatrixIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class SightMatrixIT {

    static final String OPERATOR = "rpl_operator-of-the-matrix";
    private static final String RECORDS = "/api/v1/records/{object}";
    private static final String RECORD = RECORDS + "/{id}";
    private static final String FEED = "/api/v1/me/calendar-feed";
    private static final String LEAVES = "/api/v1/members/{id}/leaves";
    private static final String TOKENS = "/api/v1/members/{id}/tokens";
    private static final List<String> WATCHED = List.of(
            RECORDS,
            "/api/v1/worklist",
            LEAVES,
            TOKENS,
            "/api/v1/pools",
            "/api/v1/transfers",
            "/api/v1/bulk",
            "/api/v1/search",
            "/api/v1/days",
            "/api/v1/team",
            "/api/v1/sheets",
            "/api/v1/overrides",
            "/api/v1/calls",
            FEED);
    private static final Set<Integer> ABSENT = Set.of(404);
    private static final Set<Integer> ANSWERED = Set.of(200);
    private static final Set<Integer> REFUSED = Set.of(403, 404, 422);

    /// How an operation is called: `{id}` is the record's, `{own}` one of the caller's, `{member}` its owner's.
    ///
    /// @param query with its question mark
    private record Call(String object, String query, String body, Set<Integer> answers) {}

    private static final Map<String, Call> CALLS = calls();

    private static Map<String, Call> calls() {
        Map<String, Call> calls = new LinkedHashMap<>();
        calls.put("GET " + RECORDS, new Call("customer", "?filter=id%20%3D%3D%20%22{id}%22", "", ANSWERED));
        calls.put(
                "POST " + RECORDS,
                new Call("contact", "", "{\"values\": {\"name\": \"N\", \"customer\": \"{id}\"}}", Set.of(422)));
        calls.put("POST " + RECORDS + "/form-state", body("customer", "{\"id\": \"{id}\"}"));
        calls.put(
                "POST " + RECORDS + "/aggregate",
                new Call(
                        "customer",
                        "",
                        "{\"groupBy\": [\"name\"], \"measures\": [{\"fn\": \"count\"}], \"filter\": \"id == \\\"{id}\\\"\"}",
                        ANSWERED));
        calls.put("POST " + RECORDS + "/batch", new Call("customer", "", """
                        {"operations": [{"op": "update", "id": "{id}", "values": {"name": "Stolen"}},
                                        {"op": "delete", "id": "{id}"}]}""", Set.of(200, 404, 422)));
        calls.put(
                "POST " + RECORDS + "/bulk",
                new Call("customer", "", "{\"ids\": [\"{id}\"], \"op\": \"delete\"}", Set.of(202)));
        calls.put(
                "POST " + RECORDS + "/merge",
                new Call("customer", "", "{\"into\": \"{own}\", \"from\": [\"{id}\"]}", Set.of(403, 404)));
        calls.put(
                "POST " + RECORDS + "/duplicates",
                new Call(
                        "customer",
                        "",
                        "{\"values\": {\"name\": \"Quite another\"}, \"id\": \"{id}\"}",
                        Set.of(200, 404)));
        calls.put(
                "POST " + RECORDS + "/transfer",
                new Call("customer", "", "{\"ids\": [\"{id}\"], \"to\": \"{me}\"}", Set.of(403, 404)));
        calls.put("PATCH " + RECORD, body("customer", "{\"values\": {\"name\": \"Stolen\"}, \"ownerId\": \"{me}\"}"));
        calls.put("DELETE " + RECORD, body("customer", ""));
        calls.put("POST " + RECORD + "/restore", body("customer", ""));
        calls.put("POST " + RECORD + "/move", body("deal", "{\"stage\": \"lost\"}"));
        calls.put("POST " + RECORD + "/moves/undo", body("deal", ""));
        calls.put("POST " + RECORD + "/tasks/{task}", body("deal", "{\"done\": true}"));
        calls.put("POST " + RECORDS + "/moves/dry-run", new Call("deal", "", "{\"ids\": [\"{id}\"]}", ANSWERED));
        calls.put("POST " + RECORDS + "/cards", new Call("deal", "", "{\"ids\": [\"{id}\"]}", ANSWERED));
        calls.put(
                "POST " + RECORDS + "/regrade",
                new Call("customer", "", "{\"filter\": \"id == \\\"{id}\\\"\", \"dryRun\": true}", ANSWERED));
        calls.put("GET /api/v1/overrides", new Call("deal", "", "", ANSWERED));
        calls.put("POST " + RECORD + "/grade", body("customer", "{\"grade\": \"d\"}"));
        calls.put("POST " + RECORD + "/shares", body("customer", "{\"member\": \"{me}\", \"access\": \"edit\"}"));
        calls.put("DELETE " + RECORD + "/shares/{share}", body("customer", ""));
        calls.put("POST " + RECORD + "/comments", body("customer", "{\"text\": \"Hm\"}"));
        calls.put("DELETE " + RECORD + "/comments/{comment}", body("customer", ""));
        calls.put("POST " + RECORD + "/claim", body("customer", "{\"pool\": \"public_sea\"}"));
        calls.put("POST " + RECORD + "/release", body("customer", "{\"pool\": \"public_sea\", \"reason\": \"no\"}"));
        calls.put("POST " + RECORD + "/mail", body("customer", "{\"subject\": \"S\", \"body\": \"B\"}"));
        calls.put("POST /api/v1/calls", new Call("customer", "", """
                        {"externalId": "{id}-{me}", "number": "13900000000", "direction": "out",
                         "startedAt": "2026-01-05T08:00:00Z", "member": "{member}"}""", Set.of(202, 422)));
        calls.put("POST /api/v1/calls/batch", new Call("customer", "", """
                        {"calls": [{"externalId": "{id}-{me}-2", "number": "13900000000", "direction": "out",
                         "startedAt": "2026-01-05T08:00:00Z", "member": "{member}"}]}""", ANSWERED));
        calls.put("GET /api/v1/calls/unknown", new Call("customer", "", "", ANSWERED));
        calls.put(
                "POST /api/v1/calls/unknown/{id}/assign",
                body("customer", "{\"object\": \"customer\", \"id\": \"{id}\"}"));
        calls.put("POST /api/v1/calls/unknown/{id}/dismiss", body("customer", "{\"reason\": \"no\"}"));
        calls.put("GET /api/v1/worklist", new Call("follow_up", "?member={member}", "", Set.of(200, 404)));
        calls.put(
                "POST /api/v1/worklist/{id}/complete",
                body("follow_up", "{\"activity\": {\"kind\": \"call\", \"outcome\": \"connected\"}}"));
        calls.put(
                "POST /api/v1/worklist/{id}/snooze",
                body("follow_up", "{\"until\": \"2030-01-02\", \"reason\": \"no\"}"));
        calls.put("POST /api/v1/worklist/{id}/cancel", body("follow_up", "{\"reason\": \"no\"}"));
        calls.put("POST /api/v1/worklist/{id}/start", body("follow_up", ""));
        calls.put("GET /api/v1/team/now", new Call("customer", "", "", ANSWERED));
        calls.put("GET /api/v1/sheets/{kind}", new Call("customer", "?member={member}", "", Set.of(200, 404)));
        calls.put(
                "POST /api/v1/worklist",
                body(
                        "customer",
                        "{\"subject\": {\"object\": \"customer\", \"id\": \"{id}\"}, \"dueOn\": \"2030-01-02\", \"channel\": \"call\"}"));
        calls.put(
                "GET /api/v1/worklist/calendar",
                new Call("follow_up", "?member={member}&from=2029-12-30&to=2030-01-02", "", Set.of(200, 404)));
        calls.put("POST /api/v1/worklist/close-day", new Call("follow_up", "", "{}", Set.of(200, 409)));
        calls.put("GET " + LEAVES, body("member", ""));
        calls.put("POST " + LEAVES, body("member", "{\"from\": \"2030-01-01\", \"to\": \"2030-01-02\"}"));
        calls.put("DELETE " + LEAVES + "/{leave}", body("member", ""));
        calls.put("GET " + TOKENS, new Call("member", "", "", Set.of(403, 404)));
        calls.put("POST " + TOKENS, new Call("member", "", "{\"name\": \"Mine\"}", Set.of(403, 404)));
        calls.put("DELETE " + TOKENS + "/{tokenId}", new Call("member", "", "", Set.of(403, 404)));
        calls.put("GET /api/v1/pools", new Call("customer", "", "", ANSWERED));
        calls.put("GET /api/v1/pools/{key}/warnings", new Call("customer", "", "", Set.of(200, 404)));
        calls.put("GET /api/v1/transfers", new Call("customer", "", "", ANSWERED));
        calls.put("POST /api/v1/transfers/{id}/undo", body("transfer", ""));
        calls.put("GET /api/v1/bulk", new Call("customer", "", "", ANSWERED));
        calls.put("POST /api/v1/bulk/{id}/undo", body("bulk", ""));
        String day = "/api/v1/days/{member}/{on}";
        calls.put("GET " + day, new Call("customer", "", "", Set.of(200, 404)));
        calls.put("GET " + day + "/comments", new Call("customer", "", "", Set.of(200, 404)));
        calls.put("POST " + day + "/comments", new Call("customer", "", "{\"text\": \" \"}", Set.of(404, 422)));
        calls.put("DELETE " + day + "/comments/{comment}", body("customer", ""));
        calls.put("GET " + FEED, new Call("customer", "", "", ANSWERED));
        calls.put("POST " + FEED, new Call("customer", "", "", Set.of(201)));
        calls.put("DELETE " + FEED, new Call("customer", "", "", Set.of(204)));
        calls.put("GET /api/v1/search", new Call("customer", "?q=Zanzibar", "", ANSWERED));
        return calls;
    }

    private static Call body(String object, String body) {
        return new Call(object, "", body, ABSENT);
    }

    /// What reads one record needs no words: it is asked for it.
    private static Optional<Call> call(String operation) {
        return Optional.ofNullable(CALLS.get(operation))
                .or(() -> operation.startsWith("GET " + RECORD) ? Optional.of(body("customer", "")) : Optional.empty());
    }

    /// Somebody's records, and who they are.
    private record Owned(
            ApiClient client, String member, Map<String, String> ids, String share, String token, String name) {}

    /// Who asks for whose record.
    private record Situation(String name, String schema, ApiClient caller, String me, Owned owned, String own) {}

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private JdbcClient jdbc;

    private List<Situation> situations;

    @BeforeAll
    void provision() {
        ApiClient operator = new ApiClient(port, OPERATOR);
        ApiClient alpha = company(operator, "matrix-alpha");
        ApiClient beta = company(operator, "matrix-beta");
        Owned foreign = owned(operator, beta, "matrix-beta", "rita", false);
        Owned others = owned(operator, alpha, "matrix-alpha", "rita", false);
        Owned binned = owned(operator, alpha, "matrix-alpha", "lena", true);
        ApiClient sam = operator.as(hire(alpha, "matrix-alpha", "sam"));
        String own = sam.post("/api/v1/records/customer", "{\"values\": {\"name\": \"Mine\"}}")
                .text("/id");
        String me = sam.get("/api/v1/me").text("/member/id");
        String admin = alpha.get("/api/v1/me").text("/member/id");
        String here = schema("matrix-alpha");
        situations = List.of(
                new Situation("another company's, for an admin", schema("matrix-beta"), alpha, admin, foreign, own),
                new Situation("another company's, for a rep", schema("matrix-beta"), sam, me, foreign, own),
                new Situation("another rep's", here, sam, me, others, own),
                new Situation("another rep's in the bin", here, sam, me, binned, own),
                new Situation("her own in the bin", here, binned.client(), binned.member(), binned, own));
    }

    private static ApiClient company(ApiClient operator, String slug) {
        return operator.as(
                operator.post("/operator/v1/tenants", """
                        {"slug": "%1$s", "name": "Matrix", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@%1$s.example", "name": "Ada"}}""".formatted(slug)).text("/adminToken"));
    }

    private static String hire(ApiClient admin, String slug, String name) {
        Answer member = admin.post(
                "/api/v1/members",
                "{\"email\": \"%1$s@%2$s.example\", \"name\": \"%1$s\", \"role\": \"rep\"}".formatted(name, slug));
        return admin.post("/api/v1/members/" + member.text("/id") + "/tokens", "{\"name\": \"test\"}")
                .text("/token");
    }

    private static Owned owned(ApiClient operator, ApiClient admin, String slug, String name, boolean binned) {
        ApiClient client = operator.as(hire(admin, slug, name));
        Map<String, String> ids = new LinkedHashMap<>();
        ids.put("customer", made(client, "customer", "{\"values\": {\"name\": \"%s\"}}".formatted(name(slug, name))));
        ids.put("deal", made(client, "deal", "{\"values\": {\"name\": \"%s\"}}".formatted(name(slug, name))));
        String about = "\"subject\": {\"object\": \"customer\", \"id\": \"%s\"}".formatted(ids.get("customer"));
        ids.put(
                "follow_up",
                made(
                        client,
                        "follow_up",
                        "{\"values\": {\"due_on\": \"2030-01-01\", \"channel\": \"call\", \"state\": \"open\"}, %s}"
                                .formatted(about)));
        String manager = admin.get("/api/v1/me").text("/member/id");
        String share = admin.post(
                        "/api/v1/records/customer/" + ids.get("customer") + "/shares",
                        "{\"member\": \"%s\", \"access\": \"read\"}".formatted(manager))
                .text("/id");
        String member = client.get("/api/v1/me").text("/member/id");
        ids.put("member", member);
        admin.post(
                "/api/v1/records/customer/transfer",
                "{\"filter\": \"name == \\\"nobody\\\"\", \"to\": \"%s\"}".formatted(member));
        ids.put("transfer", admin.get("/api/v1/transfers").text("/items/0/id"));
        admin.post("/api/v1/records/customer/bulk", "{\"filter\": \"name == \\\"nobody\\\"\", \"op\": \"delete\"}");
        ids.put("bulk", admin.get("/api/v1/bulk").text("/items/0/id"));
        if (binned) {
            Stream.of("follow_up", "deal", "customer")
                    .forEach(object -> assertThat(
                                    client.send("DELETE", "/api/v1/records/" + object + "/" + ids.get(object))
                                            .status())
                            .isEqualTo(204));
        }
        String token = admin.get("/api/v1/members/" + member + "/tokens").text("/items/0/id");
        return new Owned(client, member, ids, share, token, name(slug, name));
    }

    private static String name(String slug, String owner) {
        return "Zanzibar of %s in %s".formatted(owner, slug);
    }

    private static String made(ApiClient client, String object, String body) {
        Answer answer = client.post("/api/v1/records/" + object, body);
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("/id");
    }

    private String schema(String slug) {
        return jdbc.sql("SELECT schema_name FROM platform.tenant WHERE slug = ?")
                .param(slug)
                .query(String.class)
                .single();
    }

    private Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        mappings.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getPatternValues().stream()
                        .filter(path -> WATCHED.stream().anyMatch(path::startsWith))
                        .forEach(path -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(method -> operations.add(method + " " + path))));
        return operations;
    }

    @Test
    void everyOperationSaysHowItIsCalled() {
        assertThat(operations())
                .hasSizeGreaterThan(20)
                .allSatisfy(
                        operation -> assertThat(call(operation)).as(operation).isPresent());
    }

    @TestFactory
    Stream<DynamicTest> findNothingAndChangeNothing() {
        return operations().stream()
                .filter(operation -> call(operation).isPresent())
                .flatMap(operation -> situations.stream()
                        .filter(situation -> !isHers(operation, situation))
                        .map(situation -> DynamicTest.dynamicTest(
                                operation + ": " + situation.name(), () -> isRefused(operation, situation))));
    }

    /// She may take her own out of the bin; a transfer of nobody's records is not in it.
    private static boolean isHers(String operation, Situation situation) {
        return situation.name().startsWith("her own")
                && (operation.endsWith("/restore")
                        || operation.startsWith("GET /api/v1/worklist")
                        || operation.contains(LEAVES)
                        || operation.contains(TOKENS));
    }

    private void isRefused(String operation, Situation situation) {
        Call call = call(operation).orElseThrow();
        String record = call.object().equals("contact") ? "customer" : call.object();
        String id = Objects.requireNonNull(situation.owned().ids().get(record));
        String method = operation.substring(0, operation.indexOf(' '));
        String path = operation.substring(operation.indexOf(' ') + 1) + call.query();
        String hash = hash(situation);

        Answer answer = send(
                situation.caller(),
                method,
                filled(path, call, situation, id),
                filled(call.body(), call, situation, id));

        assertThat(call.answers()).as(answer.response().body()).contains(answer.status());
        assertThat(answer.response().body()).doesNotContain(situation.owned().name());
        if (operation.equals("POST " + RECORDS + "/batch") && answer.status() == 200) {
            assertThat(answer.json().at("/results").findValues("status"))
                    .allSatisfy(status -> assertThat(status.asInt()).isIn(REFUSED));
        }
        assertThat(hash(situation)).as("the rows").isEqualTo(hash);
    }

    private static Answer send(ApiClient caller, String method, String path, String body) {
        return switch (method) {
            case "POST" -> caller.post(path, body);
            case "PATCH" -> caller.patch(path, body);
            default -> caller.send(method, path);
        };
    }

    private static String filled(String text, Call call, Situation situation, String id) {
        return text.replace("{object}", call.object())
                .replace("{id}", id)
                .replace("{key}", "public_sea")
                .replace("{leave}", situation.own())
                .replace("{task}", "find_contact")
                .replace("{own}", situation.own())
                .replace("{me}", situation.me())
                .replace("{member}", situation.owned().member())
                .replace("{tokenId}", situation.owned().token())
                .replace("{share}", situation.owned().share())
                .replace("{comment}", situation.owned().share())
                .replace("{on}", "2026-03-02")
                .replace("{kind}", "report");
    }

    /// The records with all that is written about them.
    private String hash(Situation situation) {
        UUID[] ids =
                situation.owned().ids().values().stream().map(UUID::fromString).toArray(UUID[]::new);
        return jdbc.sql("""
                        SELECT md5(concat(
                            (SELECT string_agg(r::text, ',' ORDER BY id) FROM "%1$s".customer r WHERE id = ANY (:ids)),
                            (SELECT string_agg(r::text, ',' ORDER BY id) FROM "%1$s".deal r WHERE id = ANY (:ids)),
                            (SELECT string_agg(r::text, ',' ORDER BY id) FROM "%1$s".follow_up r WHERE id = ANY (:ids)),
                            (SELECT count(*) FROM "%1$s".activity),
                            (SELECT string_agg(r::text, ',' ORDER BY id) FROM "%1$s"._stay r WHERE record_id = ANY (:ids)),
                            (SELECT string_agg(r::text, ',' ORDER BY record_id, version) FROM "%1$s"._change r
                             WHERE record_id = ANY (:ids)),
                            (SELECT string_agg(r::text, ',' ORDER BY id) FROM "%1$s"._share r WHERE record_id = ANY (:ids)),
                            (SELECT string_agg(concat(t.id, t.revoked_at), ',' ORDER BY t.id) FROM platform.service_token t
                             WHERE t.member_id = ANY (:ids)),
                            (SELECT count(*) FROM "%1$s"._claim), (SELECT count(*) FROM "%1$s"._bulk WHERE kind = 'transfer'),
                            (SELECT count(*) FROM "%1$s"._bulk WHERE undone_at IS NOT NULL)))""".formatted(situation.schema()))
                .param("ids", ids)
                .query(String.class)
                .single();
    }
}
