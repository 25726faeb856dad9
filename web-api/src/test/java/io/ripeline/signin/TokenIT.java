package io.ripeline.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.ripeline.tenancy.TenantState;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@SuppressWarnings("NullAway.Init") // filled by Spring
class TokenIT extends EdgeTest {

    @Autowired
    private SigningKeys keys;

    @Autowired
    private OwnIssuer issuer;

    @Test
    void bindsTheMemberAndCompanyOfTheToken() {
        Company company = company();

        HttpResponse<String> answer = browser().get("/api/v1/probe", bearer(company.token()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"tenant\":\"%s\"".formatted(company.slug()))
                .contains("\"memberId\":\"%s\"".formatted(company.memberId()))
                .contains(answer.headers().firstValue("X-Request-Id").orElseThrow());
    }

    @Test
    void needsNoCsrfTokenWithABearer() {
        HttpResponse<String> answer = browser()
                .send(
                        "POST",
                        "/api/v1/probe",
                        "{\"name\":\"hami\",\"plots\":[]}",
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer " + company().token());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void asksToSignInWhereNobodyDid() {
        HttpResponse<String> read = browser().get("/api/v1/probe", "Accept", "text/html");
        HttpResponse<String> write = browser().send("POST", "/api/v1/probe", "{}", "Content-Type", "application/json");

        assertThat(read.statusCode()).isEqualTo(401);
        assertThat(read.body()).contains("\"code\":\"not-signed-in\"");
        assertThat(read.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"ripeline\"");
        assertThat(write.statusCode()).isEqualTo(401);
        assertThat(write.body()).contains("\"code\":\"not-signed-in\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer rpl_nobodys-token",
                "Bearer not.a.jwt",
                "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
                "Bearer ",
                "Bearer two words",
                "bearer rpl_nobodys-token"
            })
    void refusesTokensOfNobody(String header) {
        HttpResponse<String> answer = browser().get("/api/v1/probe", "Authorization", header);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"token-invalid\"");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValue("Bearer realm=\"ripeline\", error=\"invalid_token\"");
    }

    @Test
    void refusesExpiredAndRevokedTokens() {
        Company company = company();
        String expired =
                token(company.tenant(), company.memberId(), clock().instant().minusSeconds(1));
        revokeTokens(company);

        assertThat(browser().get("/api/v1/probe", bearer(expired)).statusCode()).isEqualTo(401);
        assertThat(browser().get("/api/v1/probe", bearer(company.token())).statusCode())
                .isEqualTo(401);
    }

    @Test
    void takesAJwtOfTheIssuerForAMember() throws Exception {
        Company company = company();

        HttpResponse<String> good =
                browser().get("/api/v1/probe", bearer(jwt(keys.get(), company.email(), true, OwnIssuer.AUDIENCE)));
        HttpResponse<String> unverified =
                browser().get("/api/v1/probe", bearer(jwt(keys.get(), company.email(), false, OwnIssuer.AUDIENCE)));
        HttpResponse<String> stranger = browser()
                .get("/api/v1/probe", bearer(jwt(keys.get(), "eve@nowhere.example", true, OwnIssuer.AUDIENCE)));
        HttpResponse<String> identity =
                browser().get("/api/v1/probe", bearer(jwt(keys.get(), company.email(), true, Issuer.CLIENT)));
        RSAKey forgersKey = new RSAKeyGenerator(2048).keyID("forged").generate();
        HttpResponse<String> forged =
                browser().get("/api/v1/probe", bearer(jwt(forgersKey, company.email(), true, OwnIssuer.AUDIENCE)));

        assertThat(good.body()).contains(company.slug());
        assertThat(unverified.body()).contains("\"code\":\"not-a-member\"");
        assertThat(stranger.body()).contains("\"code\":\"not-a-member\"");
        assertThat(identity.body()).contains("\"code\":\"token-invalid\"");
        assertThat(forged.body()).contains("\"code\":\"token-invalid\"");
    }

    @Test
    void keepsOperatorsAndMembersApart() {
        Company company = company();

        HttpResponse<String> operator = browser().get("/operator/v1/probe", bearer(OPERATOR_TOKEN));
        HttpResponse<String> member = browser().get("/operator/v1/probe", bearer(company.token()));
        HttpResponse<String> operatorInside = browser().get("/api/v1/probe", bearer(OPERATOR_TOKEN));
        HttpResponse<String> nobody = browser().get("/operator/v1/probe");

        assertThat(operator.body()).isEqualTo("{\"bound\":false}");
        assertThat(member.statusCode()).isEqualTo(403);
        assertThat(member.body()).contains("\"code\":\"operator-only\"");
        assertThat(operatorInside.statusCode()).isEqualTo(403);
        assertThat(operatorInside.body()).contains("\"code\":\"member-only\"");
        assertThat(nobody.statusCode()).isEqualTo(401);
    }

    @Test
    void refusesAnotherCompanysHost() {
        Company mine = company();
        Company other = company();

        HttpResponse<String> wrong = browser()
                .get("http://%s.localhost:%d/api/v1/probe".formatted(other.slug(), port()), bearer(mine.token()));
        HttpResponse<String> right = browser()
                .get("http://%s.localhost:%d/api/v1/probe".formatted(mine.slug(), port()), bearer(mine.token()));
        HttpResponse<String> neither =
                browser().get("http://www.localhost:%d/api/v1/probe".formatted(port()), bearer(mine.token()));

        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.body()).contains("\"code\":\"wrong-host\"");
        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(neither.statusCode()).isEqualTo(200);
    }

    @Test
    void shutsASuspendedCompanyOut() throws InterruptedException {
        Company company = company();
        assertThat(browser().get("/api/v1/probe", bearer(company.token())).statusCode())
                .isEqualTo(200);

        change(company, TenantState.SUSPENDED);
        Thread.sleep(Duration.ofMillis(2100));

        HttpResponse<String> answer = browser().get("/api/v1/probe", bearer(company.token()));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"tenant-suspended\"");
    }

    @Test
    void letsAReadOnlyCompanyReadButNotWrite() {
        Company company = company();
        change(company, TenantState.READ_ONLY);

        HttpResponse<String> read = browser().get("/api/v1/probe", bearer(company.token()));
        HttpResponse<String> write = browser().send("POST", "/api/v1/probe", "{}", bearer(company.token()));

        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(write.statusCode()).isEqualTo(403);
        assertThat(write.body()).contains("\"code\":\"tenant-read-only\"");
    }

    @Test
    void speaksTheCompanysLanguageToThoseWhoAskForNone() {
        Company company = company("zh-CN");

        assertThat(browser().get("/api/v1/probe", bearer(company.token())).body())
                .contains("\"locale\":\"zh-CN\"");
        assertThat(browser()
                        .get("/api/v1/probe", "Authorization", "Bearer " + company.token(), "Accept-Language", "en")
                        .body())
                .contains("\"locale\":\"en\"");
    }

    private String jwt(RSAKey key, String email, boolean verified, String audience) throws Exception {
        Instant now = Instant.now();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer.name())
                .subject(email)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(60)))
                .claim("email", email)
                .claim("email_verified", verified)
                .build();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }
}
