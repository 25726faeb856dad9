package io.ripeline.feed;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import io.ripeline.acceptance.ApiClient;
import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.signin.Browser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A member's calendar as her telephone reads it.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + CalendarFeedIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class CalendarFeedIT {

    static final String OPERATOR = "rpl_operator-of-the-calendar-feeds";
    private static final String FEED = "/api/v1/me/calendar-feed";
    private static final String NAUGHTY = "青瓜, 种子; \\\"公司\\\" \\\\ 🥒🥒🥒 END:VEVENT 一个很长很长很长很长很长很长很长的名字";
    private static final String READ = "青瓜, 种子; \"公司\" \\ 🥒🥒🥒 END:VEVENT 一个很长很长很长很长很长很长很长的名字";

    private final HttpClient phone = HttpClient.newHttpClient();
    private final LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private ApiClient admin;

    @BeforeAll
    void provision() {
        admin = company("feeds");
        company("elsewhere");
    }

    @AfterAll
    void hangUp() {
        phone.close();
    }

    private ApiClient company(String slug) {
        ApiClient operator = new ApiClient(port, OPERATOR);
        return operator.as(
                operator.post("/operator/v1/tenants", """
                        {"slug": "%1$s", "name": "Feeds", "template": "telesales", "locale": "en", "timeZone": "UTC",
                         "admin": {"email": "admin@%1$s.example", "name": "Ada"}}""".formatted(slug)).text("/adminToken"));
    }

    /// A member with her token.
    private record Hired(String id, ApiClient client) {}

    private Hired hire(String name) {
        String id = admin.post(
                        "/api/v1/members",
                        "{\"email\": \"%1$s@feeds.example\", \"name\": \"%1$s\", \"role\": \"rep\"}".formatted(name))
                .text("/id");
        String token = admin.post("/api/v1/members/" + id + "/tokens", "{\"name\": \"test\"}")
                .text("/token");
        return new Hired(id, admin.as(token));
    }

    private String planned(ApiClient by, String name, String purpose) {
        String customer = by.post("/api/v1/records/customer", "{\"values\": {\"name\": \"%s\"}}".formatted(name))
                .text("/id");
        Answer item = by.post("/api/v1/worklist", """
                        {"subject": {"object": "customer", "id": "%s"}, "dueOn": "%s", "channel": "call",
                         "purpose": "%s"}""".formatted(customer, tomorrow, purpose));
        assertThat(item.status()).as(item.response().body()).isEqualTo(201);
        return item.text("/id");
    }

    private static String made(ApiClient by) {
        Answer made = by.post(FEED, "");
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return made.text("/url");
    }

    private HttpResponse<byte[]> read(String url) {
        try {
            return phone.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private List<String> items(String url) {
        return Biweekly.parse(text(read(url))).first().getEvents().stream()
                .map(CalendarFeedIT::item)
                .toList();
    }

    private static String item(VEvent event) {
        return event.getUid().getValue().replace("@ripeline", "");
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void showsWhatIsPlannedOnItsDayAndNothingOfOthers() {
        ApiClient rita = hire("Rita").client();
        String item = planned(rita, NAUGHTY, "Prices\\r\\nBEGIN:VEVENT\\u0007, and more");
        planned(hire("Sam").client(), "Sam's secret", "No");

        HttpResponse<byte[]> answer = read(made(rita));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/calendar;charset=utf-8");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private, max-age=300");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(text(answer)).doesNotContain("Sam's secret").contains("DTSTART;VALUE=DATE:2");
        ICalendar calendar = Biweekly.parse(text(answer)).first();
        assertThat(calendar.validate(calendar.getVersion()).isEmpty()).isTrue();
        // The rhythm of new customers has planned one as well.
        assertThat(calendar.getEvents())
                .hasSize(2)
                .filteredOn(event -> item(event).equals(item))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getSummary().getValue()).isEqualTo("Call · " + READ);
                    assertThat(event.getDescription().getValue())
                            .startsWith("Prices\nBEGIN:VEVENT, and more\nhttp://localhost:");
                    assertThat(event.getDateStart().getValue().hasTime()).isFalse();
                    assertThat(event.getDateStart()
                                    .getValue()
                                    .getRawComponents()
                                    .toString())
                            .startsWith(DateTimeFormatter.BASIC_ISO_DATE.format(tomorrow));
                });
    }

    @Test
    void everyLineIsShortAndEndsAsTheStandardSays() {
        ApiClient rita = hire("Lina").client();
        planned(rita, NAUGHTY, "价格".repeat(140));

        String calendar = text(read(made(rita)));

        assertThat(calendar).endsWith("END:VCALENDAR\r\n");
        assertThat(calendar.replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(calendar.split("\r\n"))
                .allSatisfy(line -> assertThat(line.getBytes(StandardCharsets.UTF_8).length)
                        .as(line)
                        .isLessThanOrEqualTo(75));
    }

    @Test
    void whatIsDoneIsNoLongerThere() {
        ApiClient rita = hire("Dora").client();
        String item = planned(rita, "Cucumbers", "Call");
        String url = made(rita);
        assertThat(items(url)).contains(item);

        rita.post("/api/v1/worklist/" + item + "/cancel", "{\"reason\": \"closed down\"}");

        assertThat(items(url)).isNotEmpty().doesNotContain(item);
    }

    @Test
    void anAddressIsToldOnceAndANewOneReplacesIt() {
        ApiClient rita = hire("Nora").client();
        assertThat(rita.get(FEED).response().body()).isEqualTo("{\"url\":null,\"createdAt\":null}");
        String first = made(rita);
        Answer known = rita.get(FEED);

        String second = made(rita);

        assertThat(known.json().at("/url").isNull()).isTrue();
        assertThat(known.text("/createdAt")).isNotBlank();
        assertThat(second).isNotEqualTo(first);
        assertThat(read(first).statusCode()).isEqualTo(404);
        assertThat(read(second).statusCode()).isEqualTo(200);
        assertThat(jdbc.sql("SELECT count(*) FROM platform.calendar_feed f WHERE f::text LIKE '%' || ? || '%'")
                        .param(secret(second))
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static String secret(String url) {
        return url.substring(url.lastIndexOf('/') + 1, url.length() - ".ics".length());
    }

    @Test
    void aRevokedOrUnknownAddressLeadsNowhere() {
        ApiClient rita = hire("Vera").client();
        String url = made(rita);

        Answer revoked = rita.send("DELETE", FEED);

        assertThat(revoked.status()).isEqualTo(204);
        assertThat(rita.send("DELETE", FEED).status()).isEqualTo(204);
        assertThat(read(url).statusCode()).isEqualTo(404);
        assertThat(text(read(url))).contains("\"code\":\"feed-not-found\"");
        String base = url.substring(0, url.lastIndexOf('/') + 1);
        for (String other : List.of("x.ics", ".ics", "%00.ics", "a%2Fb.ics", secret(url), "x".repeat(2_000) + ".ics")) {
            assertThat(read(base + other).statusCode()).as(other).isIn(400, 404);
        }
    }

    @Test
    void whoHasLeftHasNoCalendar() {
        Hired rita = hire("Gone");
        String url = made(rita.client());

        admin.patch("/api/v1/members/" + rita.id(), "{\"active\": false}");

        assertThat(read(url).statusCode()).isEqualTo(404);
    }

    @Test
    void anotherCompanysHostDoesNotShowIt() {
        ApiClient rita = hire("Hanna").client();
        String path = URI.create(made(rita)).getRawPath();

        assertThat(statusAt("feeds", path)).isEqualTo(200);
        assertThat(statusAt("elsewhere", path)).isEqualTo(404);
    }

    private int statusAt(String slug, String path) {
        return new Browser(port)
                .send("GET", "http://%s.localhost:%d%s".formatted(slug, port, path), "")
                .statusCode();
    }
}
