package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import io.ripeline.application.RipelineApplication;
import io.ripeline.embedded.OnRealServers;
import io.ripeline.openapi.Described;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/// The service tokens of members, looked over and revoked.
@OnRealServers
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SpringBootTest(
        classes = RipelineApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "ripeline.operator.token=" + BulkIT.OPERATOR)
@SuppressWarnings("NullAway.Init")
class MemberTokensIT {

    @LocalServerPort
    private int port;

    private ApiClient operator;
    private ApiClient admin;
    private String rita;

    @BeforeAll
    void provision() {
        operator = new ApiClient(port, BulkIT.OPERATOR).before(new Described());
        admin = company("tokens");
        rita = hired("rita");
    }

    private ApiClient company(String slug) {
        return operator.as(
                operator.post("/operator/v1/tenants", """
                        {"slug": "%1$s", "name": "Tokens", "template": "direct-sales", "locale": "en",
                         "timeZone": "UTC", "admin": {"email": "admin@%1$s.example", "name": "Ada"}}""".formatted(slug)).text("/adminToken"));
    }

    private String hired(String name) {
        return admin.post(
                        "/api/v1/members",
                        "{\"email\": \"%1$s@tokens.example\", \"name\": \"%1$s\", \"role\": \"rep\"}".formatted(name))
                .text("/id");
    }

    private static String tokens(String member) {
        return "/api/v1/members/" + member + "/tokens";
    }

    private Answer issued(String member, String name) {
        Answer issued = admin.post(tokens(member), "{\"name\": \"%s\"}".formatted(name));
        assertThat(issued.status()).as(issued.response().body()).isEqualTo(201);
        return issued;
    }

    @Test
    void areListedWithoutTheirSecretAndWithTheirLastUse() {
        String member = hired("lister");
        Answer unused = issued(member, "Unused");
        Answer used = issued(member, "Used");
        ApiClient program = operator.as(used.text("/token"));
        program.get("/api/v1/me");

        Answer listed = program.get(tokens(member));

        assertThat(listed.status()).as(listed.response().body()).isEqualTo(200);
        assertThat(listed.json().at("/items").findValuesAsString("name")).containsExactly("Used", "Unused");
        assertThat(listed.text("/items/0/id")).isEqualTo(used.text("/id"));
        assertThat(listed.text("/items/0/lastUsedAt")).isNotEmpty();
        assertThat(listed.text("/items/0/createdAt")).isNotEmpty();
        assertThat(listed.json().at("/items/0/expiresAt").isNull()).isTrue();
        assertThat(listed.json().at("/items/1/lastUsedAt").isNull()).isTrue();
        assertThat(listed.response().body()).doesNotContain(used.text("/token"), unused.text("/token"));
    }

    @Test
    void openNothingOnceRevoked() {
        Answer doomed = issued(rita, "Doomed");
        ApiClient program = operator.as(doomed.text("/token"));
        ApiClient other = operator.as(issued(rita, "Other").text("/token"));
        assertThat(program.get("/api/v1/me").status()).isEqualTo(200);

        Answer revoked = admin.send("DELETE", tokens(rita) + "/" + doomed.text("/id"));

        assertThat(revoked.status()).as(revoked.response().body()).isEqualTo(204);
        Answer refused = program.get("/api/v1/me");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("/code")).isEqualTo("token-invalid");
        assertThat(other.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(admin.get(tokens(rita)).response().body()).doesNotContain(doomed.text("/id"));
        assertThat(admin.send("DELETE", tokens(rita) + "/" + doomed.text("/id")).text("/code"))
                .isEqualTo("token-not-found");
    }

    @Test
    void areNobodyElsesBusiness() {
        Answer token = issued(rita, "Hers");
        ApiClient rep = operator.as(issued(hired("mona"), "Mona's").text("/token"));
        ApiClient stranger = company("tokens-elsewhere");
        String path = tokens(rita) + "/" + token.text("/id");

        assertThat(rep.get(tokens(rita)).text("/code")).isEqualTo("right-missing");
        assertThat(rep.send("DELETE", path).status()).isEqualTo(403);
        assertThat(stranger.get(tokens(rita)).status()).isEqualTo(404);
        assertThat(stranger.send("DELETE", path).status()).isEqualTo(404);
        assertThat(admin.send("DELETE", tokens(hired("nina")) + "/" + token.text("/id"))
                        .text("/code"))
                .isEqualTo("token-not-found");
        assertThat(operator.as(token.text("/token")).get("/api/v1/me").status()).isEqualTo(200);
        assertThat(operator.as(token.text("/token")).send("DELETE", path).status())
                .isEqualTo(204);
    }
}
