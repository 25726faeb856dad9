package io.ripeline.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A flood of those whom nobody knows is held up by where it comes from, and nobody else.
class StrangersIT {

    static final String OPERATOR = "rpl_operator-of-the-strangers-test";

    // A day, so that however slow the machine is nothing comes back to the budget meanwhile. The budgets differ, for
    // all contexts of a run share one Redis and the name of a budget has its size in it.
    static final String WINDOW = "ripeline.limits.window=24h";
    private static final int LIMIT = 31;
    private static final int LIMIT_BEHIND_A_PROXY = 32;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static HttpResponse<String> ask(int port, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/me".formatted(port)));
        for (int header = 0; header < headers.length; header += 2) {
            request.header(headers[header], headers[header + 1]);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static HttpResponse<String> guess(int port, String token, String forwardedFor) {
        return ask(port, "Authorization", "Bearer " + token, "X-Forwarded-For", forwardedFor);
    }

    /// The answers to so many who show tokens that nobody gave them.
    private static List<Integer> flood(int port, int requests, String forwardedFor) {
        return IntStream.range(0, requests)
                .mapToObj(number -> guess(port, "rpl_guess-" + number, forwardedFor.formatted(number % 250))
                        .statusCode())
                .toList();
    }

    @Nested
    @OnRealServers
    @SpringBootTest(
            classes = RipelineApplication.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = {"ripeline.operator.token=" + OPERATOR, "ripeline.limits.stranger-requests=" + LIMIT, WINDOW})
    @SuppressWarnings("NullAway.Init")
    class WithoutAProxy {

        @LocalServerPort
        private int port;

        @Test
        void waitWhateverAddressTheyClaimAndThoseWhoAreKnownDoNot() {
            String known = admin();
            assertThat(guess(port, known, "203.0.113.1").statusCode()).isEqualTo(200);

            List<Integer> answers = flood(port, LIMIT + 10, "203.0.113.%d");
            HttpResponse<String> refused = guess(port, "rpl_guess", "203.0.113.99");
            HttpResponse<String> anonymous = ask(port, "Accept-Language", "zh-CN");

            assertThat(answers.subList(0, LIMIT)).containsOnly(401);
            // The one that found the budget empty was answered before it was.
            assertThat(answers.subList(LIMIT + 1, LIMIT + 10)).containsOnly(429);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Content-Type").orElseThrow())
                    .startsWith("application/problem+json");
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isPositive();
            assertThat(refused.headers().firstValue("RateLimit-Policy"))
                    .hasValue("\"stranger\";q=%d;w=86400".formatted(LIMIT));
            assertThat(refused.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(refused.body()).contains("\"rate-limited\"", "More was asked than the limit allows");
            assertThat(anonymous.statusCode()).isEqualTo(429);
            assertThat(anonymous.body()).contains("请求超出限制");
            assertThat(guess(port, known, "203.0.113.99").statusCode()).isEqualTo(200);
            assertThat(ask(port, "Authorization", "Bearer " + OPERATOR).statusCode())
                    .as("the operator, who was let in as well")
                    .isEqualTo(403);
        }

        private String admin() {
            return new ApiClient(port, OPERATOR)
                    .post("/operator/v1/tenants", """
                            {"slug": "strangers", "name": "Strangers", "template": "direct-sales", "locale": "en",
                             "timeZone": "UTC", "admin": {"email": "admin@strangers.example", "name": "Ada"}}""")
                    .text("/adminToken");
        }
    }

    @Nested
    @OnRealServers
    @SpringBootTest(
            classes = RipelineApplication.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = {
                "ripeline.limits.stranger-requests=" + LIMIT_BEHIND_A_PROXY,
                WINDOW,
                "server.tomcat.remoteip.internal-proxies=127.0.0.0/8, 10.0.0.0/8"
            })
    @SuppressWarnings("NullAway.Init")
    class BehindAProxy {

        @LocalServerPort
        private int port;

        @Test
        void waitByTheAddressThatTheProxySawAndNotByThoseTheyClaim() {
            List<Integer> answers = flood(port, LIMIT_BEHIND_A_PROXY + 10, "198.51.100.%d, 192.0.2.7, 10.1.2.3");

            assertThat(answers.subList(0, LIMIT_BEHIND_A_PROXY)).containsOnly(401);
            assertThat(answers.getLast()).isEqualTo(429);
            assertThat(guess(port, "rpl_guess", "192.0.2.7").statusCode()).isEqualTo(429);
            assertThat(guess(port, "rpl_guess", "192.0.2.8, 10.1.2.3").statusCode())
                    .isEqualTo(401);
            assertThat(guess(port, "rpl_guess", "192.0.2.7, 192.0.2.9").statusCode())
                    .isEqualTo(401);
        }

        @Test
        void countTheNetworkOfAnAddressOfIpv6() {
            flood(port, LIMIT_BEHIND_A_PROXY + 1, "2001:db8:1:2::%d");

            assertThat(guess(port, "rpl_guess", "2001:db8:1:2:ffff::9").statusCode())
                    .isEqualTo(429);
            assertThat(guess(port, "rpl_guess", "2001:db8:1:3::1").statusCode()).isEqualTo(401);
        }
    }
}
