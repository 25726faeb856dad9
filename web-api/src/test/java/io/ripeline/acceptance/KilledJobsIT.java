package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.KilledNode;
import io.ripeline.embedded.OnRealServers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A node is killed amid its jobs, and another one goes on with them: everything is done exactly once.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + KilledJobsIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class KilledJobsIT {

    static final String OPERATOR = "rpl_operator-of-the-killed-jobs-test";
    private static final int MANY = 2_000;
    private static final int LARGE = 6_000;
    private static final String AUTOMATIC = """
            [{"op": "add", "path": "/gradeScales/0/grades/3/criteria", "value": [
               {"key": "named", "label": {"en": "Named", "zh-CN": "有名称"}, "when": "has(name)"}]},
             {"op": "add", "path": "/gradeScales/0/mode", "value": "automatic"}]""";

    @LocalServerPort
    private int port;

    @Autowired
    private Environment environment;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    @Qualifier("jobRunner")
    private SmartLifecycle jobs;

    private Company changed;
    private Company returned;
    private Company regraded;

    private record Company(ApiClient admin, String schema) {}

    @BeforeAll
    void provision() {
        changed = company("killed-bulk", MANY);
        returned = company("killed-undo", MANY);
        regraded = company("killed-regrade", LARGE);
    }

    private Company company(String slug, int customers) {
        ApiClient admin = Founded.by(new ApiClient(port, OPERATOR), slug).admin();
        admin.post("/api/v1/records/customer", "{\"values\": {\"name\": \"First\", \"city\": \"Ulm\"}}");
        String schema = jdbc.sql("SELECT schema_name FROM platform.tenant WHERE slug = ?")
                .param(slug)
                .query(String.class)
                .single();
        jdbc.sql("""
                        INSERT INTO "%1$s".customer (id, version, owner_id, created_at, created_by, updated_at, updated_by,
                                                     name, name__key, city)
                        SELECT uuidv7(), 1, c.owner_id, c.created_at, c.created_by, c.updated_at, c.updated_by,
                               'Of many ' || n, 'ofmany' || n, 'Ulm'
                        FROM generate_series(2, %2$d) n, "%1$s".customer c WHERE c.name = 'First'""".formatted(schema, customers)).update();
        return new Company(admin, schema);
    }

    private static Answer bulk(Company company) {
        return company.admin().post("/api/v1/records/customer/bulk", """
                {"filter": "city == \\"Ulm\\"", "op": "update", "values": {"city": "Neu-Ulm"}}""");
    }

    /// Publishes a scale by which grades are taken, and answers where the job is that takes them for everybody.
    private String regrade() {
        String tag = regraded.admin().get("/api/v1/config/draft").header("ETag");
        Answer edited = regraded.admin().patch("/api/v1/config/draft", AUTOMATIC, tag);
        assertThat(edited.status()).as(edited.response().body()).isEqualTo(200);
        Answer published = regraded.admin().post("/api/v1/config/draft/publish", "{\"note\": \"automatic\"}");
        assertThat(published.status()).as(published.response().body()).isEqualTo(200);
        return "/api/v1/jobs/"
                + jdbc.sql("SELECT id FROM platform.job WHERE kind = 'regrade'")
                        .query(UUID.class)
                        .single();
    }

    private static long done(Company company, String job) {
        return company.admin().get(job).number("/done");
    }

    private long count(Company company, String rows) {
        return jdbc.sql("SELECT count(*) FROM \"%s\".%s".formatted(company.schema(), rows))
                .query(Long.class)
                .single();
    }

    @Test
    void areDoneByAnotherNodeWithEachRecordChangedOnce() throws Exception {
        JsonNode before = returned.admin().finished(bulk(returned));
        assertThat(before.at("/result/done").asInt()).isEqualTo(MANY);
        jobs.stop();
        String change;
        String undo;
        String grades;
        try (KilledNode node = WholeNode.start(environment)) {
            change = bulk(changed).header("Location");
            undo = returned.admin()
                    .post("/api/v1/bulk/" + before.at("/result/id").asString() + "/undo", "")
                    .header("Location");
            grades = regrade();
            Instant end = Instant.now().plus(Duration.ofMinutes(3));
            while (done(changed, change) < 200 || done(returned, undo) < 200 || done(regraded, grades) < 1_000) {
                assertThat(Instant.now()).isBefore(end);
                LockSupport.parkNanos(10_000_000);
            }
            node.kill();
        }
        for (JsonNode killed : new JsonNode[] {
            changed.admin().get(change).json(),
            returned.admin().get(undo).json(),
            regraded.admin().get(grades).json()
        }) {
            assertThat(killed.at("/state").asString()).as(killed.toString()).isEqualTo("running");
            assertThat(killed.at("/done").asInt())
                    .isLessThan(killed.at("/total").asInt());
        }
        int already = (int) done(regraded, grades);
        jdbc.sql("UPDATE platform.job SET lease_until = now() - interval '1 second' WHERE state = 'running'")
                .update();
        long begun = System.nanoTime();
        jobs.start();
        Duration slowest = listsMeanwhile(grades);
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "regrading: %.0f customers/s beside two jobs, slowest list meanwhile %d ms%n",
                (LARGE - already) / seconds, slowest.toMillis());

        assertChanged(over(changed, change));
        assertReturned(over(returned, undo));
        assertRegraded(over(regraded, grades));
        assertThat(slowest).isLessThan(Duration.ofSeconds(5));
    }

    /// Asks for lists until a job is over, and answers how long the slowest one took.
    private Duration listsMeanwhile(String job) {
        Duration slowest = Duration.ZERO;
        String state = "running";
        while (!state.equals("done") && !state.equals("failed")) {
            long begun = System.nanoTime();
            Answer list = regraded.admin().list("customer", Map.of("sort", "name", "filter", "city == \"Ulm\""));
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            assertThat(list.json().at("/items")).hasSize(50);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            LockSupport.parkNanos(100_000_000);
            state = regraded.admin().get(job).text("/state");
        }
        return slowest;
    }

    /// The job when it is over.
    private static JsonNode over(Company company, String job) {
        Instant end = Instant.now().plus(Duration.ofMinutes(3));
        JsonNode standing = company.admin().get(job).json();
        while (!standing.at("/state").asString().matches("done|failed")) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(50_000_000);
            standing = company.admin().get(job).json();
        }
        return standing;
    }

    private void assertChanged(JsonNode job) {
        assertThat(job.at("/done").asInt())
                .isEqualTo(MANY)
                .isEqualTo(job.at("/total").asInt());
        assertThat(job.at("/result/done").asInt()).isEqualTo(MANY);
        assertThat(job.at("/result/failed").asInt()).isZero();
        assertThat(count(changed, "customer WHERE city = 'Neu-Ulm' AND version = 2"))
                .isEqualTo(MANY);
        assertThat(count(changed, "_change WHERE object = 'customer' AND cause = 'api' AND version = 2"))
                .isEqualTo(MANY);
    }

    private void assertReturned(JsonNode job) {
        assertThat(job.at("/done").asInt())
                .isEqualTo(MANY)
                .isEqualTo(job.at("/total").asInt());
        assertThat(job.at("/result/done").asInt()).isEqualTo(MANY);
        assertThat(job.at("/result/skipped").asInt()).isZero();
        assertThat(count(returned, "customer WHERE city = 'Ulm' AND version = 3"))
                .isEqualTo(MANY);
        assertThat(count(returned, "_change WHERE object = 'customer' AND cause = 'revert'"))
                .isEqualTo(MANY);
    }

    private void assertRegraded(JsonNode job) {
        assertThat(job.at("/result/records").asInt()).as(job.toString()).isEqualTo(LARGE);
        assertThat(job.at("/result/changed").asInt()).isEqualTo(LARGE);
        assertThat(count(regraded, "customer WHERE grade = 'd' AND version = 2"))
                .isEqualTo(LARGE);
        assertThat(count(regraded, "_stay WHERE field = 'grade' AND left_at IS NULL AND cause = 'grade'"))
                .isEqualTo(LARGE);
        assertThat(count(regraded, "_stay WHERE field = 'grade'")).isEqualTo(LARGE);
        assertThat(count(regraded, "follow_up WHERE state = 'open' AND rule = 'monthly'"))
                .isEqualTo(LARGE);
    }
}
