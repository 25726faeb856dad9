package io.ripeline.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient;
import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.http.ProblemWriter;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.Tenants;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/// A member who asks too much is held up, and nobody else.
@OnRealServers
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "ripeline.operator.token=" + LimitsIT.OPERATOR,
            "ripeline.limits.member-requests=30",
            "ripeline.limits.window=60s"
        })
@SuppressWarnings("NullAway.Init")
class LimitsIT {

    static final String OPERATOR = "rpl_operator-of-the-limits-test";

    @LocalServerPort
    private int port;

    @Autowired
    private RedisConnectionFactory redis;

    @Autowired
    private ProblemWriter problems;

    @Autowired
    private Tenants tenants;

    @Test
    void aMemberWhoAsksTooMuchWaitsAndNobodyElse() {
        ApiClient operator = new ApiClient(port, OPERATOR);
        ApiClient admin = operator.as(operator.post("/operator/v1/tenants", """
                        {"slug": "limits", "name": "Limits", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@limits.example", "name": "Ada"}}""").text("/adminToken"));
        String rep = admin.post(
                        "/api/v1/members", "{\"email\": \"r@limits.example\", \"name\": \"R\", \"role\": \"rep\"}")
                .text("/id");
        ApiClient other = operator.as(admin.post("/api/v1/members/" + rep + "/tokens", "{\"name\": \"t\"}")
                .text("/token"));

        Answer last = admin.get("/api/v1/me");
        for (int more = 0; more < 40 && last.status() == 200; more++) {
            last = admin.get("/api/v1/me");
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.text("/code")).isEqualTo("rate-limited");
        assertThat(last.header("RateLimit-Policy")).isEqualTo("\"member\";q=30;w=60");
        assertThat(last.header("RateLimit")).matches("\"member\";r=0;t=\\d+");
        assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
        assertThat(other.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void aCompanyHas256RequestsUnderWayBesidesItsStreams() throws Exception {
        new ApiClient(port, OPERATOR).post("/operator/v1/tenants", """
                {"slug": "crowd", "name": "Crowd", "template": "direct-sales", "locale": "en",
                 "timeZone": "UTC", "admin": {"email": "admin@crowd.example", "name": "Ada"}}""");
        LimitSettings settings = new LimitSettings(100_000, 200_000, 1_000, Duration.ofSeconds(10), 256);
        LimitedRequests limits = new LimitedRequests(settings, problems, redis);
        List<Integer> answers = new ArrayList<>();

        new TenantScope(tenants.bySlug("crowd"), UUID.randomUUID(), Locale.ENGLISH, "crowd").call(() -> {
            oneWithin(256, limits, answers);
            return answers;
        });
        limits.destroy();

        assertThat(answers).containsExactly(200, 429);
    }

    /// Makes requests each while the last is under way; then a stream, which does not count, and one too many.
    private static void oneWithin(int more, LimitedRequests limits, List<Integer> answers) {
        if (more == 0) {
            answers.add(status(limits, "/api/v1/events", (request, response) -> {}));
            answers.add(status(limits, "/api/v1/me", (request, response) -> {}));
        } else {
            status(limits, "/api/v1/me", (request, response) -> oneWithin(more - 1, limits, answers));
        }
    }

    private static int status(LimitedRequests limits, String path, FilterChain chain) {
        MockHttpServletResponse response = new MockHttpServletResponse();
        try {
            limits.doFilter(new MockHttpServletRequest("GET", path), response, chain);
        } catch (IOException | ServletException failure) {
            throw new IllegalStateException(failure);
        }
        return response.getStatus();
    }

    @Test
    void nodesCountTogether() throws InterruptedException {
        try (Budgets one = new Budgets(redis, Duration.ofMinutes(10));
                Budgets another = new Budgets(redis, Duration.ofMinutes(10))) {
            for (int request = 0; request < 50; request++) {
                assertThat(one.take("together", 50).granted()).isTrue();
            }
            Thread.sleep(1_000);
            one.take("together", 50);

            assertThat(another.take("together", 50).granted()).isFalse();
        }
    }

    @Test
    void aNodeCountsForItselfWhereThereIsNoRedis() {
        LettuceConnectionFactory nowhere =
                new LettuceConnectionFactory(new RedisStandaloneConfiguration("localhost", 1));
        nowhere.afterPropertiesSet();
        nowhere.start();
        try (Budgets budgets = new Budgets(nowhere, Duration.ofMinutes(10))) {
            for (int request = 0; request < 5; request++) {
                assertThat(budgets.take("alone", 5).granted()).isTrue();
            }

            assertThat(budgets.take("alone", 5).granted()).isFalse();
        } finally {
            nowhere.destroy();
        }
    }
}
