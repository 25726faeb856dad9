package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.job.UpkeepTicker;
import io.ripeline.openapi.Described;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What those above see of the people below them, and the sheets of their days.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + TeamIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class TeamIT {

    static final String OPERATOR = "rpl_operator-of-the-team-test";
    private static final String DAY = "2026-03-02";

    @LocalServerPort
    private int port;

    @Autowired
    private UpkeepTicker ticker;

    @Autowired
    private JdbcClient jdbc;

    private ApiClient operator;
    private ApiClient admin;
    private Person mia;
    private Person rita;
    private Person sam;

    private record Person(ApiClient client, String id) {}

    @BeforeAll
    void provision() {
        operator = new ApiClient(port, OPERATOR).before(new Described());
        admin = operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "team", "name": "Team", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@team.example", "name": "Ada"}}""").text("/adminToken"));
        mia = hire("Mia", "manager", null);
        rita = hire("Rita", "rep", mia.id());
        sam = hire("Sam", "rep", null);
    }

    private Person hire(String name, String role, @Nullable String manager) {
        String under = manager == null ? "" : ", \"managerId\": \"%s\"".formatted(manager);
        String id = admin.post(
                        "/api/v1/members",
                        "{\"email\": \"%1$s@team.example\", \"name\": \"%1$s\", \"role\": \"%2$s\"%3$s}"
                                .formatted(name, role, under))
                .text("/id");
        String token = admin.post("/api/v1/members/" + id + "/tokens", "{\"name\": \"test\"}")
                .text("/token");
        return new Person(operator.as(token), id);
    }

    private static String customer(Person person, String name) {
        return person.client()
                .post("/api/v1/records/customer", "{\"values\": {\"name\": \"%s\"}}".formatted(name))
                .text("/id");
    }

    private static void call(Person person, String customer, Instant at, int seconds, String note) {
        Answer answer = person.client().post("/api/v1/records/activity", """
                {"values": {"kind": "call", "outcome": "connected", "started_at": "%s", "duration_seconds": %d,
                            "note": "%s"},
                 "subject": {"object": "customer", "id": "%s"}}""".formatted(at, seconds, note, customer));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    }

    private static String item(Person person, String customer, LocalDate dueOn) {
        Answer answer = person.client().post("/api/v1/records/follow_up", """
                {"values": {"due_on": "%s", "original_due_on": "%1$s", "channel": "call", "state": "open",
                            "purpose": "=Ask"},
                 "subject": {"object": "customer", "id": "%s"}}""".formatted(dueOn, customer));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("/id");
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    @Test
    void theStripOfADayShowsCallsGapsAndTalk() {
        String id = customer(rita, "Strip Ltd");
        call(rita, id, Instant.parse(DAY + "T09:00:00Z"), 600, "one");
        call(rita, id, Instant.parse(DAY + "T09:45:00Z"), 300, "two");
        call(rita, id, Instant.parse("2026-03-01T23:59:59Z"), 60, "the day before");

        Answer strip = mia.client().get("/api/v1/days/" + rita.id() + "/" + DAY);

        assertThat(strip.status()).as(strip.response().body()).isEqualTo(200);
        assertThat(strip.json().at("/activities")).hasSize(2);
        assertThat(strip.text("/activities/0/subject/name")).isEqualTo("Strip Ltd");
        assertThat(strip.number("/gaps/0/minutes")).isEqualTo(35);
        assertThat(strip.text("/gaps/0/from")).isEqualTo(DAY + "T09:10:00Z");
        assertThat(strip.number("/talkSeconds")).isEqualTo(900);
        assertThat(strip.number("/contacts")).isEqualTo(2);
        assertThat(strip.number("/longGaps")).isEqualTo(1);
        assertThat(strip.text("/firstAt")).isEqualTo(DAY + "T09:00:00Z");
        assertThat(sam.client().get("/api/v1/days/" + rita.id() + "/" + DAY).status())
                .isEqualTo(404);
        assertThat(mia.client().get("/api/v1/days/" + rita.id() + "/2026-02-30").text("/code"))
                .isEqualTo("date-invalid");
    }

    @Test
    void whoIsAtWhatNow() {
        Person tess = hire("Tess", "rep", mia.id());
        String id = customer(tess, "Now Ltd");
        String due = item(tess, id, today());
        item(tess, customer(tess, "Late Ltd"), today().minusDays(9));

        Answer started = tess.client().post("/api/v1/worklist/" + due + "/start", "");
        JsonNode busy = now(mia, tess);
        Answer done = tess.client()
                .post(
                        "/api/v1/worklist/" + due + "/complete",
                        "{\"activity\": {\"kind\": \"call\", \"outcome\": \"connected\", \"durationSeconds\": 0}}");
        JsonNode after = now(mia, tess);
        Answer again = tess.client().post("/api/v1/worklist/" + due + "/start", "");

        assertThat(started.status()).as(started.response().body()).isEqualTo(200);
        assertThat(busy.at("/state").asString()).isEqualTo("busy");
        assertThat(busy.at("/at/name").asString()).isEqualTo("Now Ltd");
        assertThat(busy.at("/today/overdue").asInt()).isEqualTo(1);
        assertThat(done.status()).as(done.response().body()).isEqualTo(200);
        assertThat(after.at("/state").asString()).isIn("free", "off");
        assertThat(after.at("/last/subject/name").asString()).isEqualTo("Now Ltd");
        assertThat(after.at("/today/done").asInt()).isEqualTo(1);
        assertThat(after.at("/today/due").asInt()).isEqualTo(1);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("/code")).isEqualTo("item-closed");
        assertThat(sam.client().get("/api/v1/team/now").json().at("/items")).hasSize(1);
        assertThat(sam.client().post("/api/v1/worklist/" + due + "/start", "").status())
                .isEqualTo(404);
    }

    private static JsonNode now(Person reader, Person of) {
        for (JsonNode item : reader.client().get("/api/v1/team/now").json().at("/items")) {
            if (item.at("/member/id").asString().equals(of.id())) {
                return item;
            }
        }
        throw new AssertionError("not there");
    }

    @Test
    void sheetsTellThePlanAndWhatCameOfIt() {
        Person uma = hire("Uma", "rep", mia.id());
        String first = customer(uma, "First Ltd");
        String one = item(uma, first, today());
        String two = item(uma, customer(uma, "Second Ltd"), today());
        item(uma, customer(uma, "Third Ltd"), today().minusDays(3));
        uma.client()
                .post(
                        "/api/v1/worklist/" + one + "/complete",
                        "{\"activity\": {\"kind\": \"call\", \"outcome\": \"connected\", \"durationSeconds\": 120, \"note\": \"=1+1\"}}");
        Answer moved = uma.client()
                .post(
                        "/api/v1/worklist/" + two + "/snooze",
                        "{\"until\": \"%s\", \"reason\": \"In a meeting\"}".formatted(today().plusDays(2)));
        assertThat(moved.status()).as(moved.response().body()).isEqualTo(200);
        mia.client().post("/api/v1/days/" + uma.id() + "/" + today() + "/comments", "{\"text\": \"Call earlier\"}");

        Answer plan = mia.client().get("/api/v1/sheets/plan?member=" + uma.id());
        Answer report = mia.client().get("/api/v1/sheets/report?member=" + uma.id() + "&on=" + today());

        assertThat(plan.json().at("/sections/0/rows")).hasSize(3);
        assertThat(fact(plan, "planned")).isEqualTo("2");
        assertThat(fact(plan, "late")).isEqualTo("1");
        assertThat(fact(report, "planned")).isEqualTo("2");
        assertThat(fact(report, "done")).isEqualTo("1");
        assertThat(fact(report, "completion")).isEqualTo("50 %");
        assertThat(fact(report, "carried")).isEqualTo("1");
        assertThat(fact(report, "contacts")).isEqualTo("1");
        assertThat(report.text("/sections/0/rows/0/subject")).isEqualTo("First Ltd");
        assertThat(report.json().at("/sections/1/rows")).hasSize(2);
        assertThat(report.response().body()).contains("In a meeting", "Moved to " + today().plusDays(2));
        assertThat(report.text("/sections/2/rows/0/text")).isEqualTo("Call earlier");
    }

    private static String fact(Answer sheet, String key) {
        for (JsonNode fact : sheet.json().at("/facts")) {
            if (fact.at("/key").asString().equals(key)) {
                return fact.at("/value").asString();
            }
        }
        throw new AssertionError("no " + key);
    }

    private void publish(String patch) {
        String tag = admin.get("/api/v1/config/draft").header("ETag");
        Answer patched = admin.patch("/api/v1/config/draft", patch, tag);
        assertThat(patched.status()).as(patched.response().body()).isEqualTo(200);
        Answer published = admin.post("/api/v1/config/draft/publish", "{\"note\": \"more\"}");
        assertThat(published.status()).as(published.response().body()).isEqualTo(200);
    }

    private static List<String> escalations(Person manager) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item :
                manager.client().get("/api/v1/notifications").json().at("/items")) {
            if (item.at("/kind").asString().equals("escalation")) {
                texts.add(item.at("/text").asString());
            }
        }
        return texts;
    }

    private void upkeep() throws InterruptedException {
        jdbc.sql("DELETE FROM platform.upkeep").update();
        ticker.tick();
        for (int look = 0; look < 400; look++) {
            int open = jdbc.sql("SELECT count(*) FROM platform.job WHERE kind = 'upkeep' AND state <> 'done'")
                    .query(Integer.class)
                    .single();
            if (open == 0) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("the upkeep does not end");
    }

    @Test
    void whatIsLateIsToldToTheManagerOnce() throws InterruptedException {
        Person max = hire("Max", "manager", null);
        Person vera = hire("Vera", "rep", max.id());
        item(vera, customer(vera, "Waiting Ltd"), today().minusDays(9));
        item(vera, customer(vera, "Fresh Ltd"), today());
        upkeep();
        assertThat(escalations(max)).as("while the company says nothing of it").isEmpty();

        publish("[{\"op\": \"add\", \"path\": \"/workday\", \"value\": {\"escalateAfterDays\": 3}}]");
        upkeep();
        upkeep();

        assertThat(escalations(max))
                .containsExactly("Vera’s follow-up of Waiting Ltd was due on %s and is still open."
                        .formatted(today().minusDays(9)));
        assertThat(escalations(vera)).isEmpty();
    }

    @Test
    void whatIsAboutALostDealOrWaitsForTheReturnIsToldToNobody() throws InterruptedException {
        publish("""
                [{"op": "add", "path": "/workday", "value": {"escalateAfterDays": 3, "onLeave": "wait"}}]""");
        Person lou = hire("Lou", "manager", null);
        Person kim = hire("Kim", "rep", lou.id());
        Person away = hire("Ivy", "rep", lou.id());
        String open = deal(kim, "Open deal");
        String lost = deal(kim, "Lost deal");
        lateItem(kim, open);
        lateItem(kim, lost);
        Answer moved = kim.client()
                .post(
                        "/api/v1/records/deal/" + lost + "/move",
                        "{\"stage\": \"lost\", \"values\": {\"lost_reason\": \"price\"}}");
        assertThat(moved.status()).as(moved.response().body()).isEqualTo(200);
        item(away, customer(away, "Waiting for Ivy"), today().minusDays(9));
        jdbc.sql("""
                        INSERT INTO "%s"._leave (id, member_id, first_day, last_day, created_by, created_at)
                        VALUES (gen_random_uuid(), ?::uuid, ?, ?, ?::uuid, now())""".formatted(schema()))
                .params(away.id(), today().minusDays(10), today().minusDays(1), away.id())
                .update();
        Answer leave = away.client()
                .post(
                        "/api/v1/members/" + away.id() + "/leaves",
                        "{\"from\": \"%s\", \"to\": \"%1$s\"}".formatted(today()));
        assertThat(leave.status()).as(leave.response().body()).isEqualTo(201);

        upkeep();

        assertThat(escalations(lou))
                .containsExactly("Kim’s follow-up of Open deal was due on %s and is still open."
                        .formatted(today().minusDays(9)));
        publish("[{\"op\": \"remove\", \"path\": \"/workday\"}]");
    }

    private static String deal(Person person, String name) {
        return person.client()
                .post("/api/v1/records/deal", "{\"values\": {\"name\": \"%s\"}}".formatted(name))
                .text("/id");
    }

    private static void lateItem(Person person, String deal) {
        Answer answer = person.client().post("/api/v1/records/follow_up", """
                {"values": {"due_on": "%s", "original_due_on": "%1$s", "channel": "call", "state": "open"},
                 "subject": {"object": "deal", "id": "%s"}}""".formatted(today().minusDays(9), deal));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    }

    private String schema() {
        return jdbc.sql("SELECT schema_name FROM platform.tenant WHERE slug = 'team'")
                .query(String.class)
                .single();
    }

    private static List<String> reclaims(Person owner, boolean unread) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : owner.client()
                .get("/api/v1/notifications?unread=" + unread)
                .json()
                .at("/items")) {
            if (item.at("/kind").asString().equals("reclaim")) {
                texts.add(item.at("/text").asString());
            }
        }
        return texts;
    }

    @Test
    void theOwnerIsWarnedOnceBeforeARecordFallsBackUntilSheIsInTouch() throws InterruptedException {
        publish("""
                [{"op": "add", "path": "/pools/-", "value":
                  {"key": "fading", "object": "customer", "label": {"en": "Fading", "zh-CN": "公海"},
                   "when": "city == \\"Fadingham\\"", "reclaimAfterDays": 6, "warnDays": 3}}]""");
        Person pam = hire("Pam", "rep", mia.id());
        String id = pam.client().post("/api/v1/records/customer", """
                        {"values": {"name": "Fading Ltd", "city": "Fadingham"}}""").text("/id");
        jdbc.sql("UPDATE \"%s\".customer SET created_at = created_at - interval '4 days' WHERE id = ?::uuid"
                        .formatted(schema()))
                .param(id)
                .update();
        upkeep();
        upkeep();

        assertThat(reclaims(pam, true))
                .containsExactly("Fading Ltd falls back to its pool on %s unless somebody is in touch."
                        .formatted(today().plusDays(2)));
        assertThat(reclaims(mia, true)).isEmpty();
        Answer chinese = pam.client().inChinese().get("/api/v1/notifications");
        assertThat(chinese.text("/items/0/text"))
                .isEqualTo("若不跟进，“Fading Ltd”将于 %s 收回公海。".formatted(today().plusDays(2)));

        call(pam, id, Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS), 60, "in touch");

        assertThat(reclaims(pam, true)).isEmpty();
        assertThat(reclaims(pam, false)).hasSize(1);
        assertThat(pam.client().get("/api/v1/notifications").number("/unread")).isZero();
        upkeep();
        assertThat(reclaims(pam, true)).isEmpty();
    }

    @Test
    void theStripCountsContactsAsTheCompanyDoes() {
        publish("""
                [{"op": "add", "path": "/contacts", "value":
                   {"effective": "kind == \\"visit\\" || duration_seconds >= 30"}}]""");
        Person ned = hire("Ned", "rep", mia.id());
        String id = customer(ned, "Effective Ltd");
        call(ned, id, Instant.parse(DAY + "T09:00:00Z"), 10, "too short");
        call(ned, id, Instant.parse(DAY + "T10:00:00Z"), 40, "long enough");

        Answer strip = ned.client().get("/api/v1/days/" + ned.id() + "/" + DAY);
        Answer report = ned.client().get("/api/v1/sheets/report?on=" + DAY);

        assertThat(strip.json().at("/activities")).hasSize(2);
        assertThat(strip.number("/contacts")).isEqualTo(1);
        assertThat(strip.text("/firstAt")).isEqualTo(DAY + "T10:00:00Z");
        assertThat(fact(report, "contacts")).isEqualTo("1");
        publish("[{\"op\": \"remove\", \"path\": \"/contacts\"}]");
    }

    @Test
    void lunchIsNoGapAndWhoIsAwayIsOnLeave() {
        publish("""
                [{"op": "add", "path": "/calendars/0/lunch", "value": {"from": "12:00", "to": "13:00"}}]""");
        Person zoe = hire("Zoe", "rep", mia.id());
        String id = customer(zoe, "Lunch Ltd");
        call(zoe, id, Instant.parse(DAY + "T11:30:00Z"), 600, "before");
        call(zoe, id, Instant.parse(DAY + "T13:10:00Z"), 60, "after");
        Answer leave = mia.client()
                .post(
                        "/api/v1/members/" + zoe.id() + "/leaves",
                        "{\"from\": \"%s\", \"to\": \"%1$s\"}".formatted(today()));
        assertThat(leave.status()).as(leave.response().body()).isEqualTo(201);

        Answer strip = mia.client().get("/api/v1/days/" + zoe.id() + "/" + DAY);

        assertThat(strip.number("/gaps/0/minutes")).isEqualTo(30);
        assertThat(strip.text("/lunch/from")).isEqualTo(DAY + "T12:00:00Z");
        assertThat(now(mia, zoe).at("/state").asString()).isEqualTo("leave");
    }

    @Test
    void sheetsComeAsFilesToo() {
        call(rita, customer(rita, "File Ltd"), Instant.now().truncatedTo(ChronoUnit.SECONDS), 60, "note");

        Answer pdf = mia.client().get("/api/v1/sheets/report?format=pdf&member=" + rita.id());
        Answer workbook = rita.client().get("/api/v1/sheets/plan?format=xlsx");

        assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(pdf.response().body()).startsWith("%PDF");
        assertThat(pdf.header("Content-Disposition")).startsWith("attachment; filename=");
        assertThat(workbook.header("Content-Type")).contains("spreadsheetml");
        assertThat(workbook.response().body()).startsWith("PK");
        assertThat(rita.client().get("/api/v1/sheets/plan?format=doc").text("/code"))
                .isEqualTo("format-invalid");
        assertThat(rita.client().get("/api/v1/sheets/gossip").status()).isEqualTo(404);
        assertThat(sam.client().get("/api/v1/sheets/plan?member=" + rita.id()).status())
                .isEqualTo(404);
        assertThat(rita.client().get("/api/v1/sheets/plan?on=tomorrow").text("/code"))
                .isEqualTo("date-invalid");
    }
}
