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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// A flood of those whom nobody knows is held up by where it comes from, and nobody else.
class StrangersIT {

    static final String OPERATOR = "rpl_operator-of-the-strangers-test";
    private static final int LIMIT = 30;

    private static HttpResponse<String> ask(int port, String token, String forwarded) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:%d/api/v1/me".formatted(port)))
                .header("Authorization", "Bearer " + token)
                .header("X-Forwarded-For", forwarded)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /// The answers to one who shows tokens that nobody gave her, until she is held up. While Redis is slow a
    /// node counts for itself, and lets as many through again.
    private static List<Integer> flood(int port, String forwarded) {
        List<Integer> answers = new ArrayList<>();
        for (int number = 0; number < 5 * LIMIT && !answers.contains(429); number++) {
            answers.add(ask(port, "rpl_guess-" + number, forwarded.formatted(number % 250))
                    .statusCode());
        }
        return answers;
    }

    private static String admin(int port, String slug) {
        return new ApiClient(port, OPERATOR)
                .post("/operator/v1/tenants", """
                        {"slug": "%1$s", "name": "Strangers", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@%1$s.example", "name": "Ada"}}""".formatted(slug))
                .text("/adminToken");
    }

    @Nested
    @OnRealServers
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @SpringBootTest(
            classes = RipelineApplication.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = {
                "ripeline.operator.token=" + OPERATOR,
                "ripeline.limits.stranger-requests=" + LIMIT,
                "ripeline.limits.window=300s"
            })
    class WithoutAProxy {

        @LocalServerPort
        private int port;

        private String token;

        @BeforeAll
        void provision() {
            token = admin(port, "strangers");
            assertThat(ask(port, token, "203.0.113.1").statusCode()).isEqualTo(200);
        }

        @Test
        void waitsWhateverAddressItClaimsAndThoseWhoAreKnownDoNot() {
            List<Integer> answers = flood(port, "203.0.113.%d");
            HttpResponse<String> refused = ask(port, "rpl_guess", "203.0.113.99");

            assertThat(answers.subList(0, LIMIT)).containsOnly(401);
            assertThat(answers).containsOnly(401, 429);
            assertThat(answers.getLast()).as(answers.toString()).isEqualTo(429);
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                    .isPositive();
            assertThat(refused.headers().firstValue("RateLimit-Policy"))
                    .hasValue("\"stranger\";q=%d;w=300".formatted(LIMIT));
            assertThat(refused.body()).contains("\"rate-limited\"");
            assertThat(ask(port, token, "203.0.113.99").statusCode()).isEqualTo(200);
        }
    }

    @Nested
    @OnRealServers
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @SpringBootTest(
            classes = RipelineApplication.class,
            webEnvironment = WebEnvironment.RANDOM_PORT,
            properties = {
                "ripeline.operator.token=" + OPERATOR,
                "ripeline.limits.stranger-requests=" + LIMIT,
                "ripeline.limits.window=299s",
                "ripeline.trusted-proxies=127.0.0.0/8, ::1, 10.0.0.0/8"
            })
    class BehindAProxy {

        @LocalServerPort
        private int port;

        @Test
        void waitsByTheAddressThatTheProxySawAndNotByThoseBeforeIt() {
            List<Integer> answers = flood(port, "198.51.100.%d, 192.0.2.7, 10.1.2.3");

            assertThat(answers.getLast()).as(answers.toString()).isEqualTo(429);
            assertThat(ask(port, "rpl_guess", "192.0.2.7, 10.1.2.3").statusCode())
                    .isEqualTo(429);
            assertThat(ask(port, "rpl_guess", "192.0.2.8, 10.1.2.3").statusCode())
                    .isEqualTo(401);
            assertThat(ask(port, "rpl_guess", "nonsense, 10.1.2.3").statusCode())
                    .isEqualTo(401);
        }
    }
}
