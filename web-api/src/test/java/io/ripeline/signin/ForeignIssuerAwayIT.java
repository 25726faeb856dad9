package io.ripeline.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "ripeline.oidc.issuer=http://127.0.0.1:1/realms/crm")
class ForeignIssuerAwayIT extends EdgeTest {

    @Test
    void servesItsOwnTokensAllTheSame() {
        Company company = company();

        HttpResponse<String> answer = browser().get("/api/v1/probe", "Authorization", "Bearer " + company.token());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void tellsABrowserToComeBack() {
        HttpResponse<String> answer = browser().visit("/login");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.body()).contains("The sign-in service does not answer.");
    }

    @Test
    void tellsAProgramThatItsTokenCannotBeCheckedNow() {
        String jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.AAAA";

        HttpResponse<String> answer = browser().get("/api/v1/probe", "Authorization", "Bearer " + jwt);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"unavailable\"");
    }

    @Test
    void hasNoIssuerOfItsOwn() {
        assertThat(browser().get("/oauth2/jwks").statusCode()).isEqualTo(404);
        assertThat(browser().get("/.well-known/openid-configuration").statusCode())
                .isEqualTo(404);
    }
}
