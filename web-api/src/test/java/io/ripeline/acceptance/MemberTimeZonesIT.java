package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.job.UpkeepTicker;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// A company in UTC with a rep on Kiritimati and one on Pago Pago, 25 hours behind her: they never have the same day.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + MemberTimeZonesIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class MemberTimeZonesIT {

    static final String OPERATOR = "rpl_operator-of-the-time-zones";
    private static final String KIRITIMATI = "Pacific/Kiritimati";
    private static final String PAGO_PAGO = "Pacific/Pago_Pago";

    @LocalServerPort
    private int port;

    @Autowired
    private UpkeepTicker ticker;

    @Autowired
    private JdbcClient jdbc;

    private ApiClient admin;
    private Person kira;
    private Person paul;

    private record Person(ApiClient client, String id) {}

    @BeforeAll
    void provision() {
        admin = company("zones");
        kira = hire("Kira", KIRITIMATI);
        paul = hire("Paul", PAGO_PAGO);
    }

    private ApiClient company(String slug) {
        ApiClient operator = new ApiClient(port, OPERATOR);
        return operator.as(
                operator.post("/operator/v1/tenants", """
                        {"slug": "%1$s", "name": "Zones", "template": "direct-sales", "locale": "en", "timeZone": "UTC",
                         "admin": {"email": "admin@%1$s.example", "name": "Ada"}}""".formatted(slug)).text("/adminToken"));
    }

    private Person hire(String name, String zone) {
        String manager = admin.get("/api/v1/me").text("/member/id");
        Answer hired = admin.post("/api/v1/members", """
                {"email": "%1$s@zones.example", "name": "%1$s", "role": "rep", "timeZone": "%2$s", "managerId": "%3$s"}""".formatted(name, zone, manager));
        assertThat(hired.text("/timeZone")).isEqualTo(zone);
        String token = admin.post("/api/v1/members/" + hired.text("/id") + "/tokens", "{\"name\": \"test\"}")
                .text("/token");
        return new Person(admin.as(token), hired.text("/id"));
    }

    private static LocalDate today(String zone) {
        return LocalDate.now(ZoneId.of(zone));
    }

    private static String customer(Person person, String name) {
        return person.client()
                .post("/api/v1/records/customer", "{\"values\": {\"name\": \"%s\"}}".formatted(name))
                .text("/id");
    }

    private static String item(Person person, String customer, LocalDate dueOn) {
        Answer answer = person.client().post("/api/v1/records/follow_up", """
                {"values": {"due_on": "%s", "original_due_on": "%1$s", "channel": "call", "state": "open"},
                 "subject": {"object": "customer", "id": "%s"}}""".formatted(dueOn, customer));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
        return answer.text("/id");
    }

    private static void refuses(Answer answer) {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(422);
        assertThat(answer.text("/code")).isEqualTo("time-zone-unknown");
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/timeZone");
    }

    @Test
    void areChosenByTheMemberAndByAdmins() {
        Person mei = hire("Mei", "Europe/Paris");
        String path = "/api/v1/members/" + mei.id();

        Answer settled = mei.client().patch("/api/v1/me", "{\"timeZone\": \"%s\"}".formatted(KIRITIMATI));
        assertThat(settled.status()).as(settled.response().body()).isEqualTo(200);
        assertThat(settled.text("/today")).isEqualTo(today(KIRITIMATI).toString());
        assertThat(mei.client().get("/api/v1/me").text("/member/timeZone")).isEqualTo(KIRITIMATI);
        assertThat(mei.client().get("/api/v1/me").text("/tenant/timeZone")).isEqualTo("UTC");
        assertThat(admin.patch(path, "{\"name\": \"Mei Lin\"}").text("/timeZone"))
                .isEqualTo(KIRITIMATI);
        assertThat(mei.client().patch("/api/v1/me", "{}").text("/timeZone")).isEqualTo(KIRITIMATI);
        assertThat(admin.patch(path, "{\"timeZone\": null}")
                        .json()
                        .at("/timeZone")
                        .isNull())
                .isTrue();
        assertThat(mei.client().get("/api/v1/worklist").text("/day/timeZone")).isEqualTo("UTC");

        refuses(mei.client().patch("/api/v1/me", "{\"timeZone\": \"Mars/Olympus\"}"));
        refuses(mei.client().patch("/api/v1/me", "{\"timeZone\": 8}"));
        refuses(admin.patch(path, "{\"timeZone\": \"SystemV/EST5\"}"));
        refuses(admin.post(
                "/api/v1/members",
                "{\"email\": \"x@zones.example\", \"name\": \"X\", \"role\": \"rep\", \"timeZone\": \"x\"}"));
        assertThat(mei.client().patch("/api/v1/me", "{\"name\": \"M\"}").text("/code"))
                .isEqualTo("unknown-property");
        assertThat(mei.client().get("/api/v1/me").json().at("/member/timeZone").isNull())
                .isTrue();
    }

    @Test
    void ofOthersAreNotChangedFromOutside() {
        ApiClient other = company("zones-elsewhere");
        String body = "{\"timeZone\": \"Asia/Tokyo\"}";

        assertThat(other.patch("/api/v1/members/" + kira.id(), body).status()).isEqualTo(404);
        assertThat(paul.client().patch("/api/v1/members/" + kira.id(), body).text("/code"))
                .isEqualTo("right-missing");
        assertThat(other.get("/api/v1/worklist?member=" + kira.id()).status()).isEqualTo(404);

        assertThat(kira.client().get("/api/v1/me").text("/member/timeZone")).isEqualTo(KIRITIMATI);
    }

    @Test
    void letTheManagerSeeEachRepsOwnDay() {
        LocalDate due = today(PAGO_PAGO);
        item(kira, customer(kira, "Atoll Ltd"), due);
        item(paul, customer(paul, "Reef Ltd"), due);

        JsonNode hers = now(kira);
        JsonNode his = now(paul);

        assertThat(hers.at("/on").asString()).isEqualTo(today(KIRITIMATI).toString());
        assertThat(hers.at("/timeZone").asString()).isEqualTo(KIRITIMATI);
        assertThat(hers.at("/today/overdue").asInt()).isEqualTo(1);
        assertThat(his.at("/on").asString()).isEqualTo(due.toString());
        assertThat(his.at("/today/overdue").asInt()).isEqualTo(0);
        assertThat(his.at("/today/due").asInt()).isGreaterThanOrEqualTo(1);
        Answer list = admin.get("/api/v1/worklist?member=" + paul.id());
        assertThat(list.text("/day/on")).isEqualTo(due.toString());
        assertThat(list.text("/day/timeZone")).isEqualTo(PAGO_PAGO);
        Answer sheet = admin.get("/api/v1/sheets/plan?member=" + kira.id());
        assertThat(sheet.text("/on")).isEqualTo(today(KIRITIMATI).toString());
    }

    private JsonNode now(Person of) {
        for (JsonNode item : admin.get("/api/v1/team/now").json().at("/items")) {
            if (item.at("/member/id").asString().equals(of.id())) {
                return item;
            }
        }
        throw new AssertionError("not there");
    }

    @Test
    void divideTheStripsOfDays() {
        LocalDate his = today(PAGO_PAGO).minusDays(2);
        Instant midnight = his.atStartOfDay(ZoneId.of(PAGO_PAGO)).toInstant();
        call(paul, midnight);
        call(paul, midnight.minusSeconds(1));
        call(kira, midnight);

        Answer strip = admin.get("/api/v1/days/" + paul.id() + "/" + his);
        assertThat(strip.text("/timeZone")).isEqualTo(PAGO_PAGO);
        assertThat(strip.json().at("/activities")).hasSize(1);
        assertThat(strip.text("/activities/0/startedAt")).isEqualTo(midnight.toString());
        // Midnight in Pago Pago is one o'clock of the next day on Kiritimati.
        assertThat(admin.get("/api/v1/days/" + kira.id() + "/" + his).json().at("/activities"))
                .isEmpty();
        Answer hers = admin.get("/api/v1/sheets/report?member=" + kira.id() + "&on=" + his.plusDays(1));
        assertThat(hers.text("/sections/0/rows/0/time")).isEqualTo("01:00");
    }

    private static void call(Person person, Instant at) {
        Answer answer =
                person.client().post("/api/v1/records/activity", """
                {"values": {"kind": "call", "outcome": "connected", "started_at": "%s", "duration_seconds": 60},
                 "subject": {"object": "customer", "id": "%s"}}""".formatted(at, customer(person, "At " + at)));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    }

    @Test
    void standInTheFeedOfTheCalendar() throws Exception {
        String url = kira.client().post("/api/v1/me/calendar-feed", "").text("/url");

        try (HttpClient phone = HttpClient.newHttpClient()) {
            String calendar = phone.send(
                            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            assertThat(calendar.replace("\r\n ", "")).contains("X-WR-TIMEZONE:" + KIRITIMATI);
        }
    }

    @Test
    void decideWhatIsLateEnoughForTheManager() throws InterruptedException {
        String tag = admin.get("/api/v1/config/draft").header("ETag");
        Answer patched = admin.patch("/api/v1/config/draft", """
                [{"op": "add", "path": "/workday", "value": {"escalateAfterDays": 1}},
                 {"op": "replace", "path": "/calendars/0/workdays",
                  "value": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]},
                 {"op": "replace", "path": "/calendars/0/holidays", "value": []}]""", tag);
        assertThat(patched.status()).as(patched.response().body()).isEqualTo(200);
        assertThat(admin.post("/api/v1/config/draft/publish", "{\"note\": \"more\"}")
                        .status())
                .isEqualTo(200);
        Person una = hire("Una", KIRITIMATI);
        Person pia = hire("Pia", PAGO_PAGO);
        item(una, customer(una, "Her late one"), today(PAGO_PAGO));
        item(pia, customer(pia, "Not late"), today(PAGO_PAGO));

        jdbc.sql("DELETE FROM platform.upkeep").update();
        ticker.tick();

        List<String> told = escalations();
        for (int look = 0; look < 400 && told.stream().noneMatch(text -> text.contains("Her late one")); look++) {
            Thread.sleep(50);
            told = escalations();
        }
        assertThat(told).anyMatch(text -> text.contains("Her late one")).noneMatch(text -> text.contains("Not late"));
        tellsTheManagerWhenTheMembersOwnDayBegins(una);
    }

    /// The company's chores of the day are done; what is late for her by now waits for her midnight, not for theirs.
    private void tellsTheManagerWhenTheMembersOwnDayBegins(Person una) throws InterruptedException {
        Instant next = Stream.of(KIRITIMATI, PAGO_PAGO)
                .map(zone ->
                        today(zone).plusDays(1).atStartOfDay(ZoneId.of(zone)).toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
        awaitAlarm(next);
        item(una, customer(una, "Late since midnight"), today(KIRITIMATI).minusDays(1));

        jdbc.sql("UPDATE platform.alarm SET at = now() - interval '1 minute' WHERE kind = 'escalate'")
                .update();
        ticker.tick();

        List<String> told = escalations();
        for (int look = 0;
                look < 400 && told.stream().noneMatch(text -> text.contains("Late since midnight"));
                look++) {
            Thread.sleep(50);
            told = escalations();
        }
        assertThat(told)
                .filteredOn(text -> text.contains("Late since midnight"))
                .hasSize(1);
        assertThat(told).noneMatch(text -> text.contains("Not late"));
        awaitAlarm(next);
    }

    private void awaitAlarm(Instant at) throws InterruptedException {
        List<Instant> alarms = alarms();
        for (int look = 0; look < 400 && !alarms.contains(at); look++) {
            Thread.sleep(50);
            alarms = alarms();
        }
        assertThat(alarms).contains(at);
    }

    private List<Instant> alarms() {
        return jdbc.sql("SELECT at FROM platform.alarm WHERE kind = 'escalate'")
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .list();
    }

    private List<String> escalations() {
        List<String> texts = new ArrayList<>();
        admin.get("/api/v1/notifications")
                .json()
                .at("/items")
                .forEach(item -> texts.add(item.at("/text").asString()));
        return texts;
    }

    @Test
    void areDescribed() {
        JsonNode document = admin.get("/api/v1/openapi.json").json();

        JsonNode settle = document.path("paths").path("/api/v1/me").path("patch");
        assertThat(settle.path("responses").has("422")).isTrue();
        assertThat(document.at("/components/schemas/SettleRequest/properties").has("timeZone"))
                .isTrue();
        assertThat(document.toString()).contains("time-zone-unknown");
    }
}
