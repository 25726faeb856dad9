package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.openapi.Described;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The same POST sent again has no second effect.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + RepeatedRequestsIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class RepeatedRequestsIT {

    static final String OPERATOR = "rpl_operator-of-the-repeated-requests";
    private static final String PRODUCTS = "/api/v1/records/product";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private ApiClient operator;
    private ApiClient admin;

    @BeforeAll
    void provision() {
        operator = new ApiClient(port, OPERATOR).before(new Described());
        admin = operator.as(
                operator.post("/operator/v1/tenants", order("twice")).text("/adminToken"));
    }

    private static String order(String slug) {
        return """
                {"slug": "%1$s", "name": "Twice", "template": "direct-sales", "locale": "en", "timeZone": "UTC",
                 "admin": {"email": "admin@%1$s.example", "name": "Ada"}}""".formatted(slug);
    }

    private static String product(String name) {
        return "{\"values\": {\"name\": \"%s\"}}".formatted(name);
    }

    private long productsCalled(String name) {
        return admin.list("product", java.util.Map.of("filter", "name == \"%s\"".formatted(name), "count", "true"))
                .number("/total");
    }

    @Test
    void givesTheSameAnswerWithoutASecondEffect() {
        ApiClient client = admin.keyed("create-apple");

        Answer first = client.post(PRODUCTS, product("Apple"));
        Answer second = client.post(PRODUCTS, product("Apple"));

        assertThat(first.status()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.response().headers().firstValue("Idempotency-Replayed"))
                .isEmpty();
        assertThat(productsCalled("Apple")).isOne();
    }

    @Test
    void refusesTheKeyForAnotherBodyOrAddress() {
        ApiClient client = admin.keyed("create-pear");
        client.post(PRODUCTS, product("Pear"));

        Answer otherBody = client.post(PRODUCTS, product("Plum"));
        Answer otherAddress = client.post("/api/v1/records/customer", product("Pear"));

        assertThat(otherBody.status()).isEqualTo(422);
        assertThat(otherBody.text("/code")).isEqualTo("idempotency-key-reused");
        assertThat(otherAddress.text("/code")).isEqualTo("idempotency-key-reused");
        assertThat(productsCalled("Plum")).isZero();
    }

    @Test
    void keepsNothingOfARefusedRequest() {
        ApiClient client = admin.keyed("create-quince");

        Answer refused = client.post(PRODUCTS, "{\"values\": {\"colour\": \"yellow\"}}");
        Answer mended = client.post(PRODUCTS, product("Quince"));

        assertThat(refused.text("/code")).isEqualTo("unknown-field");
        assertThat(mended.status()).as(mended.json().toString()).isEqualTo(201);
        assertThat(productsCalled("Quince")).isOne();
    }

    @Test
    void hasOneEffectWhereTheSameRequestComesTenTimesAtOnce() throws Exception {
        ApiClient client = admin.keyed("create-cherry");
        Callable<Answer> call = () -> client.post(PRODUCTS, product("Cherry"));

        List<String> ids;
        try (var threads = Executors.newFixedThreadPool(10)) {
            ids = threads.invokeAll(java.util.Collections.nCopies(10, call)).stream()
                    .map(RepeatedRequestsIT::idOf)
                    .toList();
        }

        assertThat(ids).doesNotContain("").hasSize(10).containsOnly(ids.getFirst());
        assertThat(productsCalled("Cherry")).isOne();
    }

    private static String idOf(Future<Answer> answer) {
        try {
            return answer.get().text("/id");
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void tellsMembersApart() {
        Answer invited = admin.post(
                "/api/v1/members", "{\"email\": \"bo@twice.example\", \"name\": \"Bo\", \"role\": \"admin\"}");
        String token = admin.post("/api/v1/members/%s/tokens".formatted(invited.text("/id")), "{\"name\": \"t\"}")
                .text("/token");

        Answer hers = admin.keyed("shared-word").post(PRODUCTS, product("Fig"));
        Answer his = admin.as(token).keyed("shared-word").post(PRODUCTS, product("Fig"));

        assertThat(his.status()).isEqualTo(201);
        assertThat(his.text("/id")).isNotEqualTo(hers.text("/id"));
    }

    @Test
    void givesATokenAgainThatIsStoredNowhereInClear() {
        String me = admin.get("/api/v1/me").text("/member/id");
        ApiClient client = admin.keyed("one-token");

        Answer first = client.post("/api/v1/members/%s/tokens".formatted(me), "{\"name\": \"robot\"}");
        Answer second = client.post("/api/v1/members/%s/tokens".formatted(me), "{\"name\": \"robot\"}");

        String token = first.text("/token");
        assertThat(token).startsWith("rpl_");
        assertThat(second.text("/token")).isEqualTo(token);
        long inClear = jdbc.sql("SELECT count(*) FROM platform.kept_answer WHERE position(? IN answer) > 0")
                .param(token.getBytes(StandardCharsets.UTF_8))
                .query(Long.class)
                .single();
        assertThat(inClear).isZero();
    }

    @Test
    void provisionsACompanyOnce() {
        ApiClient client = operator.keyed("provision-orchard");

        Answer first = client.post("/operator/v1/tenants", order("orchard"));
        Answer second = client.post("/operator/v1/tenants", order("orchard"));

        assertThat(first.status()).as(first.json().toString()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(operator.as(second.text("/adminToken")).get("/api/v1/me").text("/tenant/slug"))
                .isEqualTo("orchard");
    }

    @Test
    void knowsAnUploadByItsContent() {
        ApiClient client = admin.keyed("one-file");
        String options = "{\"object\": \"product\", \"mode\": \"create\"}";
        byte[] file = "name\nMelon\n".getBytes(StandardCharsets.UTF_8);

        Answer first = client.upload(file, options);
        Answer second = client.upload(file, options);
        Answer other = client.upload("name\nMango\n".getBytes(StandardCharsets.UTF_8), options);

        assertThat(first.status()).as(first.json().toString()).isEqualTo(201);
        assertThat(second.text("/id")).isEqualTo(first.text("/id"));
        assertThat(other.text("/code")).isEqualTo("idempotency-key-reused");
    }

    @Test
    void forgetsAfterADay() {
        ApiClient client = admin.keyed("create-date");
        Answer first = client.post(PRODUCTS, product("Date"));
        jdbc.sql("UPDATE platform.kept_answer SET created_at = created_at - interval '25 hours'")
                .update();

        Answer second = client.post(PRODUCTS, product("Date"));

        assertThat(second.text("/id")).isNotEmpty().isNotEqualTo(first.text("/id"));
        assertThat(jdbc.sql("SELECT count(*) FROM platform.kept_answer WHERE created_at < now() - interval '24 hours'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "a\tb"})
    void refusesAKeyThatIsNone(String key) {
        Answer refused = admin.keyed(key).post(PRODUCTS, product("Lime"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/code")).isEqualTo("idempotency-key-invalid");
    }
}
