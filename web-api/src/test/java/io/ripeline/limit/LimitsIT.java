package io.ripeline.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient;
import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

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
