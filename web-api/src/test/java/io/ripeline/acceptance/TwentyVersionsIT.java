package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Issue 3's acceptance: a company under load publishes twenty versions and goes back to the first; nobody is
/// refused meanwhile and no value is lost.
@OnRealServers
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + TwentyVersionsIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class TwentyVersionsIT {

    static final String OPERATOR = "rpl_operator-of-the-twenty-versions-test";

    private static final int WRITERS = 3;
    private static final String LABEL = "{\"en\": \"Size\", \"zh-CN\": \"规模\"}";
    private static final String ADD = "{\"op\": \"add\", \"path\": \"/objects/0/fields/-\", \"value\": %s}";
    private static final String SIZE = "{\"op\": \"replace\", \"path\": \"/objects/0/fields/16\", \"value\": %s}";

    /// What each version changes. The customer comes first in the template, with 15 fields; the first version
    /// here adds `size` behind them and the second `visits`.
    private static final List<String> VERSIONS = List.of(
            ADD.formatted(field("size", "\"type\": \"text\"")),
            ADD.formatted(field("visits", "\"type\": \"integer\"")),
            SIZE.formatted(field("size", "\"type\": \"text\", \"unique\": true")),
            SIZE.formatted(field("size", "\"type\": \"text\", \"maxLength\": 50")),
            SIZE.formatted(field("size", "\"type\": \"integer\"")),
            SIZE.formatted(field("size", "\"type\": \"decimal\"")),
            SIZE.formatted(field("size", "\"type\": \"currency\", \"currency\": \"EUR\"")),
            SIZE.formatted(field("size", "\"type\": \"text\"")),
            """
            {"op": "add", "path": "/objects/-", "value": {"key": "site", "label": %1$s, "nameField": "name",
             "fields": [{"key": "name", "label": %1$s, "type": "text", "required": true}]}}""".formatted(LABEL),
            ADD.formatted(field("site", "\"type\": \"lookup\", \"target\": \"site\"")),
            "{\"op\": \"remove\", \"path\": \"/objects/0/fields/17\"}",
            ADD.formatted(field("visits", "\"type\": \"integer\"")),
            "{\"op\": \"replace\", \"path\": \"/objects/0/nameField\", \"value\": \"size\"}",
            "{\"op\": \"replace\", \"path\": \"/objects/0/nameField\", \"value\": \"name\"}",
            ADD.formatted(field("seen_on", "\"type\": \"date\"")),
            "{\"op\": \"remove\", \"path\": \"/objects/0/fields/19\"}",
            """
            {"op": "add", "path": "/funnels/0/stages/1/criteria/-", "value":
              {"key": "named", "label": %s, "when": "has(name)", "severity": "block"}}""".formatted(LABEL),
            "{\"op\": \"add\", \"path\": \"/branding/name\", \"value\": \"Twenty\"}",
            "{\"op\": \"remove\", \"path\": \"/objects/0/fields/16\"}");

    @LocalServerPort
    private int port;

    private ApiClient admin;
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();

    /// Name by id of every customer whose last write was confirmed.
    private final Map<String, String> confirmed = new ConcurrentHashMap<>();

    private static String field(String key, String rest) {
        return "{\"key\": \"%s\", \"label\": %s, %s}".formatted(key, LABEL, rest);
    }

    @Test
    void areNoticedByNobodyWhoWorks() throws Exception {
        ApiClient operator = new ApiClient(port, OPERATOR);
        admin = operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "twenty", "name": "Twenty", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "ada@twenty.example", "name": "Ada"}}""").text("/adminToken"));
        String marked = admin.post("/api/v1/records/customer", "{\"values\": {\"name\": \"Marked\"}}")
                .text("/id");

        try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.add(threads.submit(() -> write(number)));
            }
            try {
                publishAll(marked);
                finished(admin.post("/api/v1/config/versions/1/republish", "{\"note\": \"back\"}"));
            } finally {
                going.set(false);
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }

        assertThat(refusals).isEmpty();
        assertThat(confirmed).hasSizeGreaterThan(WRITERS);
        assertThat(admin.get("/api/v1/config").json().at("/objects"))
                .isEqualTo(admin.get("/api/v1/config/versions/1").json().at("/objects"));
        confirmed.forEach((id, name) -> assertThat(
                        admin.get("/api/v1/records/customer/" + id).text("/values/name"))
                .isEqualTo(name));
        assertThatRetiredValuesReturn(marked);
    }

    private void publishAll(String marked) {
        for (int index = 0; index < VERSIONS.size(); index++) {
            finished(publish(VERSIONS.get(index)));
            if (index == 1) {
                admin.patch("/api/v1/records/customer/" + marked, "{\"values\": {\"size\": \"42\", \"visits\": 7}}");
            }
        }
        assertThat(admin.get("/api/v1/config").number("/version")).isEqualTo(VERSIONS.size() + 1L);
    }

    private Answer publish(String operation) {
        Answer draft = admin.get("/api/v1/config/draft");
        Answer edited = admin.patch("/api/v1/config/draft", "[" + operation + "]", draft.header("ETag"));
        assertThat(edited.status()).as(operation).isEqualTo(200);
        return admin.post("/api/v1/config/draft/publish", "{\"note\": \"one of twenty\"}");
    }

    private void finished(Answer published) {
        assertThat(published.status()).as(published.response().body()).isEqualTo(200);
        published
                .json()
                .at("/jobs")
                .forEach(job -> await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(admin.get(
                                                "/api/v1/jobs/" + job.get("id").stringValue())
                                        .text("/state"))
                                .isEqualTo("done")));
    }

    private void write(int writer) {
        for (int round = 0; going.get(); round++) {
            String name = "Customer %d of %d".formatted(round, writer);
            Answer created = admin.post(
                    "/api/v1/records/customer", "{\"values\": {\"name\": \"%s\", \"grade\": \"b\"}}".formatted(name));
            noteRefusal(created);
            String id = created.text("/id");
            Answer renamed =
                    admin.patch("/api/v1/records/customer/" + id, "{\"values\": {\"name\": \"%s!\"}}".formatted(name));
            noteRefusal(renamed);
            noteRefusal(admin.post(
                    "/api/v1/records/deal",
                    "{\"values\": {\"name\": \"Deal\", \"customer\": \"%s\", \"amount\": 5}}".formatted(id)));
            confirmed.put(id, name + "!");
        }
    }

    private void noteRefusal(Answer answer) {
        if (answer.status() >= 300) {
            refusals.add(answer.status() + " " + answer.response().body());
        }
    }

    /// The last version but one named both fields; what was written into them in the third is still there.
    private void assertThatRetiredValuesReturn(String marked) {
        finished(admin.post("/api/v1/config/versions/%d/republish".formatted(VERSIONS.size()), "{}"));
        Answer record = admin.get("/api/v1/records/customer/" + marked);
        assertThat(record.text("/values/size")).isEqualTo("42");
        assertThat(record.number("/values/visits")).isEqualTo(7);
    }
}
