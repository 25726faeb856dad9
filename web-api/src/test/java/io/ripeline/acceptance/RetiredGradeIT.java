package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A grade is retired while ten thousand customers bear it and people work on.
@OnRealServers
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + RetiredGradeIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class RetiredGradeIT {

    static final String OPERATOR = "rpl_operator-of-the-retired-grade-test";
    private static final int MANY = 10_000;
    private static final String RETIRED = """
            [{"op": "test", "path": "/gradeScales/0/grades/3/key", "value": "d"},
             {"op": "remove", "path": "/gradeScales/0/grades/3"},
             {"op": "replace", "path": "/pools/0/reclaimAfterDays", "value": {"a": 15}}]""";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private ApiClient admin;
    private String schema;

    private void provision() {
        ApiClient operator = new ApiClient(port, OPERATOR);
        admin = operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "retired", "name": "Retired", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@retired.example", "name": "Ada"}}""").text("/adminToken"));
        admin.post("/api/v1/records/customer", "{\"values\": {\"name\": \"First\", \"grade\": \"d\"}}");
        schema = jdbc.sql("SELECT schema_name FROM platform.tenant WHERE slug = 'retired'")
                .query(String.class)
                .single();
        sql("""
                INSERT INTO customer (id, version, owner_id, created_at, created_by, updated_at, updated_by, name, name__key,
                                      grade)
                SELECT uuidv7(), 1, c.owner_id, c.created_at, c.created_by, c.updated_at, c.updated_by, 'Of many ' || n,
                       'ofmany' || n, 'd'
                FROM generate_series(2, %d) n, customer c WHERE c.name = 'First'""".formatted(MANY));
        sql("""
                INSERT INTO _stay (id, object, record_id, field, value, entered_at, cause, actor, config_version, chosen)
                SELECT uuidv7(), 'customer', id, 'grade', 'd', created_at, 'api', created_by, 1, false
                FROM customer WHERE name <> 'First'""");
        sql("""
                INSERT INTO follow_up (id, version, owner_id, created_at, created_by, updated_at, updated_by, subject_object,
                                       subject_id, due_on, original_due_on, channel, state, rule, rule_version, step)
                SELECT uuidv7(), 1, owner_id, created_at, created_by, updated_at, updated_by, 'customer', id, current_date + 20,
                       current_date + 20, 'call', 'open', 'monthly', 1, 0
                FROM customer WHERE name <> 'First'""");
    }

    private void sql(String statement) {
        jdbc.sql(statement
                        .replace(" customer c", " \"" + schema + "\".customer c")
                        .replace("INTO ", "INTO \"" + schema + "\".")
                        .replace("FROM customer", "FROM \"" + schema + "\".customer"))
                .update();
    }

    private long count(String rows) {
        return jdbc.sql("SELECT count(*) FROM \"%s\".%s".formatted(schema, rows))
                .query(Long.class)
                .single();
    }

    /// Lists and edits customers until told to stop; answers what went wrong, and how long the slowest list took.
    private record Worked(List<String> faults, Duration slowest) {}

    private Worked work(AtomicBoolean over) {
        List<String> faults = new ArrayList<>();
        Duration slowest = Duration.ZERO;
        for (int round = 0; !over.get(); round++) {
            long begun = System.nanoTime();
            Answer list = admin.list("customer", Map.of("sort", "name", "limit", "50"));
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            if (list.status() != 200) {
                faults.add("list " + list.response().body());
                continue;
            }
            list.json().at("/items").forEach(item -> {
                if (!Set.of("c", "d").contains(item.at("/values/grade").asString())) {
                    faults.add("grade " + item);
                }
            });
            String id = list.text("/items/" + round % 50 + "/id");
            Answer edited = admin.patch(
                    "/api/v1/records/customer/" + id, "{\"values\": {\"city\": \"Ulm %d\"}}".formatted(round));
            if (edited.status() != 200) {
                faults.add("edit " + edited.response().body());
            }
        }
        return new Worked(faults, slowest);
    }

    @Test
    void leavesEveryoneWithAGradeAndItsRhythmWhileListsAnswer() throws Exception {
        provision();
        Answer draft = admin.get("/api/v1/config/draft");
        assertThat(admin.patch("/api/v1/config/draft", RETIRED, draft.header("ETag"))
                        .status())
                .isEqualTo(200);
        Answer unmapped = admin.post("/api/v1/config/draft/publish", "{\"note\": \"no d\"}");
        AtomicBoolean over = new AtomicBoolean();
        Answer published;
        Worked worked;
        double seconds;
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Worked> rep = people.submit(() -> work(over));
            long begun = System.nanoTime();
            published = admin.post("/api/v1/config/draft/publish", """
                    {"note": "no d", "migrations": [{"object": "customer", "field": "grade", "from": "d", "to": "c"}]}""");
            seconds = (System.nanoTime() - begun) / 1e9;
            Instant end = Instant.now().plus(Duration.ofMinutes(3));
            while (count("follow_up WHERE state = 'open' AND rule = 'every_2_weeks'") < MANY) {
                assertThat(Instant.now()).isBefore(end);
                LockSupport.parkNanos(100_000_000);
            }
            over.set(true);
            worked = rep.get();
        }
        System.out.printf(
                "retiring a grade of %d: published after %.1f s, slowest list meanwhile %d ms%n",
                MANY, seconds, worked.slowest().toMillis());

        assertThat(unmapped.status()).isEqualTo(422);
        assertThat(unmapped.text("/code")).isEqualTo("value-in-use");
        assertThat(published.status()).as(published.response().body()).isEqualTo(200);
        assertThat(worked.faults()).isEmpty();
        assertThat(count("customer WHERE grade = 'c'")).isEqualTo(MANY);
        assertThat(count("_stay WHERE field = 'grade' AND value = 'd' AND left_at IS NOT NULL"))
                .isEqualTo(MANY);
        assertThat(count("_stay WHERE field = 'grade' AND value = 'c' AND came_from = 'd' AND left_at IS NULL"
                        + " AND cause = 'migration'"))
                .isEqualTo(MANY);
        assertThat(count("_stay WHERE field = 'grade'")).isEqualTo(2 * MANY);
        assertThat(count("_change WHERE object = 'customer' AND cause = 'migration' AND before ->> 'grade' = 'd'"))
                .isEqualTo(MANY);
        assertThat(count("follow_up WHERE state = 'open'")).isEqualTo(MANY);
        assertThat(count("follow_up WHERE state = 'cancelled' AND rule = 'monthly'"))
                .isEqualTo(MANY);
        assertThat(admin.list("customer", Map.of("filter", "grade == \"c\"", "count", "true"))
                        .number("/total"))
                .isEqualTo(MANY);
    }
}
