package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.job.Chore;
import io.ripeline.openapi.Described;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.Tenants;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// The same change of many records, as a job.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + BulkIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class BulkIT {

    static final String OPERATOR = "rpl_operator-of-the-bulk-test";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private List<Chore> chores;

    @Autowired
    private Tenants tenants;

    private ApiClient admin;
    private ApiClient rep;
    private String repId;

    @BeforeAll
    void provision() {
        Founded company = Founded.by(new ApiClient(port, OPERATOR).before(new Described()), "bulk");
        admin = company.admin();
        Founded.Person rita = company.hire("Rita", "rep");
        rep = rita.api();
        repId = rita.id();
    }

    private static String customer(ApiClient client, String name, String city) {
        return client.post(
                        "/api/v1/records/customer",
                        "{\"values\": {\"name\": \"%s\", \"city\": \"%s\"}}".formatted(name, city))
                .text("/id");
    }

    private static JsonNode done(ApiClient client, String object, String request) throws InterruptedException {
        Answer begun = client.post("/api/v1/records/" + object + "/bulk", request);
        assertThat(begun.status()).as(begun.response().body()).isEqualTo(202);
        return finished(client, begun.header("Location"));
    }

    private static JsonNode finished(ApiClient client, String job) throws InterruptedException {
        for (int look = 0; look < 400; look++) {
            JsonNode standing = client.get(job).json();
            if (standing.at("/state").asString().equals("done")) {
                return standing.at("/result");
            }
            assertThat(standing.at("/state").asString()).isNotEqualTo("failed");
            Thread.sleep(50);
        }
        throw new AssertionError("The job does not end");
    }

    private static int version(ApiClient client, String id) {
        return (int) client.get("/api/v1/records/customer/" + id).number("/version");
    }

    @Test
    void changesAllThatMatchAndNoOther() throws Exception {
        String create = "{\"op\": \"create\", \"values\": {\"name\": \"Many\", \"city\": \"Ulm\"}}";
        admin.post(
                "/api/v1/records/customer/batch",
                "{\"operations\": [%s]}".formatted(String.join(",", Collections.nCopies(150, create))));
        String other = customer(admin, "Other", "Bonn");

        JsonNode result = done(admin, "customer", """
                {"filter": "city == \\"Ulm\\"", "op": "update", "values": {"city": "Neu-Ulm"}}""");

        assertThat(result.at("/done").asInt()).isEqualTo(150);
        assertThat(result.at("/failed").asInt()).isZero();
        assertThat(admin.list("customer", Map.of("filter", "city == \"Neu-Ulm\"", "count", "true"))
                        .number("/total"))
                .isEqualTo(150);
        assertThat(version(admin, other)).isOne();
    }

    @Test
    void changesNothingASecondTimeWhereItGoesOn() throws Exception {
        String id = customer(admin, "Once", "Trier");
        Answer begun = admin.post(
                "/api/v1/records/customer/bulk",
                "{\"ids\": [\"%s\"], \"op\": \"update\", \"values\": {\"city\": \"Mainz\"}}".formatted(id));
        String job = begun.header("Location");
        finished(admin, job);
        int version = version(admin, id);

        admin.patch("/api/v1/records/customer/" + id, "{\"values\": {\"city\": \"Worms\"}}");
        jdbc.sql("UPDATE platform.job SET state = 'queued', finished_at = NULL WHERE id = ?")
                .param(UUID.fromString(begun.text("/id")))
                .update();
        JsonNode again = finished(admin, job);

        assertThat(again.at("/done").asInt()).isOne();
        assertThat(version(admin, id)).isEqualTo(version + 1);
    }

    @Test
    void isForgottenAfterAMonth() throws Exception {
        String id = customer(admin, "Long ago", "Zwickau");
        String request = "{\"ids\": [\"%s\"], \"op\": \"update\", \"values\": {\"city\": \"Gera\"}}".formatted(id);
        done(admin, "customer", request);
        Tenant tenant = tenants.all().stream()
                .filter(each -> each.slug().value().equals("bulk"))
                .findFirst()
                .orElseThrow();
        String rows = "\"%s\"._bulk".formatted(tenant.schema());
        jdbc.sql("UPDATE %s SET created_at = created_at - interval '31 days'".formatted(rows))
                .update();
        done(admin, "customer", request);

        forget(tenant);

        assertThat(count(rows)).isOne();
        assertThat(count("\"%s\"._bulk_record".formatted(tenant.schema()))).isOne();
        assertThat(admin.get("/api/v1/records/customer/" + id).text("/values/city"))
                .isEqualTo("Gera");
    }

    private void forget(Tenant tenant) {
        UUID member = UUID.fromString(admin.get("/api/v1/me").text("/member/id"));
        Chore chore = chores.stream()
                .filter(each -> each.key().equals("bulksForgotten"))
                .findFirst()
                .orElseThrow();
        new TenantScope(tenant, member, Locale.ENGLISH, "chore").run(() -> chore.run((done, total) -> {}));
    }

    private long count(String table) {
        return jdbc.sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    @Test
    void tellsWhichWereRefusedAndWhy() throws Exception {
        String hers = customer(rep, "Hers", "Essen");
        String others = customer(admin, "Others", "Essen");

        JsonNode result =
                done(rep, "customer", "{\"ids\": [\"%s\", \"%s\"], \"op\": \"delete\"}".formatted(hers, others));

        assertThat(result.at("/done").asInt()).isOne();
        assertThat(result.at("/results")).hasSize(1);
        assertThat(result.at("/results/0/id").asString()).isEqualTo(others);
        assertThat(result.at("/results/0/problem/code").asString()).isEqualTo("record-not-found");
        assertThat(result.toString()).doesNotContain("Others");
        assertThat(version(admin, others)).isOne();
        assertThat(done(rep, "customer", "{\"ids\": [\"%s\"], \"op\": \"restore\"}".formatted(hers))
                        .at("/done")
                        .asInt())
                .isOne();
        assertThat(rep.get("/api/v1/records/customer/" + hers).status()).isEqualTo(200);
    }

    @Test
    void asksTheCriteriaOfEachMove() throws Exception {
        String ready = admin.post("/api/v1/records/deal", "{\"values\": {\"name\": \"Ready\"}}")
                .text("/id");

        JsonNode result =
                done(admin, "deal", "{\"ids\": [\"%s\"], \"op\": \"move\", \"stage\": \"won\"}".formatted(ready));

        assertThat(result.at("/failed").asInt()).isOne();
        assertThat(result.at("/results/0/name").asString()).isEqualTo("Ready");
        assertThat(result.at("/results/0/problem/code").asString()).isEqualTo("stage-criteria-unmet");
        assertThat(result.at("/results/0/problem/unmet")).isNotEmpty();
    }

    @Test
    void givesRecordsOnAndKeepsWhy() throws Exception {
        String id = customer(admin, "Given on", "Kiel");

        done(
                admin,
                "customer",
                "{\"filter\": \"city == \\\"Kiel\\\"\", \"op\": \"owner\", \"ownerId\": \"%s\", \"reason\": \"moved north\"}"
                        .formatted(repId));

        assertThat(rep.get("/api/v1/records/customer/" + id).text("/ownerId")).isEqualTo(repId);
        assertThat(admin.get("/api/v1/records/customer/" + id + "/changes")
                        .response()
                        .body())
                .contains("moved north");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"op\": \"delete\"};422;bulk-invalid",
                "{\"op\": \"drop\", \"filter\": \"\"};422;bulk-invalid",
                "{\"op\": \"update\", \"filter\": \"\"};422;bulk-invalid",
                "{\"op\": \"move\", \"filter\": \"\"};422;bulk-invalid",
                "{\"op\": \"owner\", \"filter\": \"\"};422;bulk-invalid",
                "{\"op\": \"delete\", \"filter\": \"\", \"ids\": []};422;bulk-invalid",
                "{\"op\": \"update\", \"filter\": \"\", \"values\": {\"colour\": 1}};422;unknown-field",
                "{\"op\": \"delete\", \"filter\": \"city ==\"};422;filter-invalid",
                "{\"op\": \"delete\", \"filter\": \"\", \"pool\": \"none\"};404;pool-not-found"
            })
    void refusesWhatIsNoChange(String request, int status, String code) {
        Answer refused = admin.post("/api/v1/records/customer/bulk", request);

        assertThat(refused.status()).as(refused.response().body()).isEqualTo(status);
        assertThat(refused.text("/code")).isEqualTo(code);
    }
}
