package io.ripeline.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.json.StrictJson;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@SuppressWarnings("NullAway.Init") // filled before each test
class ProblemIT extends EdgeTest {

    private String token;

    @BeforeEach
    void comesIn() {
        token = company().token();
    }

    @Test
    void tellsARefusalInFull() {
        HttpResponse<String> answer = get("/api/v1/probe/refused", "Accept-Language", "zh-TW");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json;charset=utf-8");
        assertThat(answer.headers().firstValue("Content-Language")).hasValue("zh-CN");
        assertThat(answer.body()).isEqualTo("""
                        {"type":"urn:ripeline:problem:not-found","title":"未找到","status":404,"detail":"没有这个瓜。",\
                        "code":"not-found","unmet":["成熟"],"instance":"/api/v1/probe/refused","requestId":"%s"}""".formatted(
                        answer.headers().firstValue("X-Request-Id").orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nothing, 404, not-found, Not found, 未找到",
        "DELETE, /api/v1/probe, 405, method-not-allowed, Method not allowed, 不支持的请求方法",
        "GET, /api/v1/probe/count, 400, parameter-invalid, Invalid parameter, 参数无效",
        "GET, /api/v1/probe/count?number=x, 400, parameter-invalid, Invalid parameter, 参数无效",
        "GET, /api/v1/probe/bug, 500, internal-error, Internal error, 内部错误",
        "GET, /api/v1/probe/outage, 503, unavailable, Temporarily unavailable, 暂时无法使用",
    })
    void namesEachClassOfErrorInBothLanguages(
            String method, String path, int status, String code, String english, String chinese) {
        HttpResponse<String> first = send(method, path, "", "Accept-Language", "en");
        HttpResponse<String> second = send(method, path, "", "Accept-Language", "zh-CN");

        assertThat(first.statusCode()).isEqualTo(status);
        assertThat(json(first).path("code").asString()).isEqualTo(code);
        assertThat(json(first).path("title").asString()).isEqualTo(english);
        assertThat(json(second).path("title").asString()).isEqualTo(chinese);
        assertThat(json(first).path("requestId").asString())
                .isEqualTo(first.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void tellsNothingOfABug() {
        HttpResponse<String> answer = get("/api/v1/probe/bug");

        assertThat(json(answer).has("detail")).isFalse();
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void saysWhenToComeBackAfterAnOutage() {
        assertThat(get("/api/v1/probe/outage").headers().firstValue("Retry-After"))
                .hasValue("5");
    }

    @Test
    void pointsAtTheParameter() {
        JsonNode error =
                json(get("/api/v1/probe/count?number=x")).path("errors").path(0);

        assertThat(error.path("pointer").asString()).isEqualTo("/number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"hami\",\"plots\":[{\"place\":\"a\",\"area\":1,\"colour\":2}]} | 422 | unknown-property | /plots/0/colour",
                "{\"name\":1,\"plots\":[]} | 422 | wrong-type | /name",
                "{\"name\":\"hami\",\"plots\":[{\"place\":\"a\"}]} | 422 | missing-property | /plots/0/area",
                "{\"plots\":[]} | 422 | missing-property | /name",
                "null | 422 | wrong-type | ''",
            })
    void pointsAtWhatIsWrongInABody(String body, int status, String code, String pointer) {
        HttpResponse<String> answer = post(body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).path("code").asString()).isEqualTo(code);
        assertThat(json(answer).path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": | malformed-json",
                "{\"name\":\"a\",\"name\":\"b\",\"plots\":[]} | malformed-json",
                "{\"name\":\"a\",\"plots\":[]} x | malformed-json",
                "'' | body-missing",
            })
    void refusesWhatIsNoBody(String body, String code) {
        HttpResponse<String> answer = post(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("code").asString()).isEqualTo(code);
    }

    @Test
    void refusesOtherFormatsThanJson() {
        HttpResponse<String> sent = send("POST", "/api/v1/probe", "<seed/>", "Content-Type", "application/xml");
        HttpResponse<String> wanted = get("/api/v1/probe/count?number=1", "Accept", "application/xml");

        assertThat(sent.statusCode()).isEqualTo(415);
        assertThat(json(sent).path("code").asString()).isEqualTo("unsupported-media-type");
        assertThat(wanted.statusCode()).isEqualTo(406);
        assertThat(json(wanted).path("code").asString()).isEqualTo("not-acceptable");
    }

    @Test
    void refusesABodyOverFiveMegabytes() {
        HttpResponse<String> answer = post("{\"name\":\"" + "m".repeat(5 * 1024 * 1024) + "\",\"plots\":[]}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(json(answer).path("code").asString()).isEqualTo("body-too-large");
    }

    @Test
    void countsABodyThatDoesNotTellItsLength() {
        byte[] much = ("{\"name\":\"" + "m".repeat(5 * 1024 * 1024)).getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer = browser().stream(
                "/api/v1/probe", much, "Authorization", "Bearer " + token, "Content-Type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @Test
    void writesInstantsToTheMicrosecondAndNumbersInFull() {
        assertThat(get("/api/v1/probe/fruit").body())
                .isEqualTo("{\"picked\":\"2026-11-22T03:04:05.123456Z\",\"weight\":1000,\"note\":null}");
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/probe;x=1", "/api/v1/%2e%2e/probe", "/api//v1/probe", "/api/v1/probe%00"})
    void answersWhatTheFirewallTurnsAwayAsAProblemToo(String path) {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(json(answer).path("code").asString()).isEqualTo("request-malformed");
    }

    private HttpResponse<String> post(String body) {
        return send("POST", "/api/v1/probe", body, "Content-Type", "application/json");
    }

    private HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) {
        String[] all = Stream.concat(Stream.of("Authorization", "Bearer " + token), Stream.of(headers))
                .toArray(String[]::new);
        return browser().send(method, path, body, all);
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return StrictJson.MAPPER.readTree(answer.body());
    }
}
