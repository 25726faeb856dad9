package io.ripeline.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesIT extends EdgeTest {

    @ParameterizedTest
    @ValueSource(strings = {"/", "/today", "/o/deal/board?view=mine", "/studio/funnels/sales"})
    void servesThePageWhereverItRoutes(String address) {
        HttpResponse<String> answer = browser().get(address, "Accept", "text/html,*/*;q=0.8");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<title>Ripeline</title>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/apple.js", "/assets/nothing", "/public/v1/nothing", "/oauth2/nothing"})
    void servesNoPageInPlaceOfSomethingElse(String address) {
        HttpResponse<String> answer = browser().get(address, "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void tellsProgramsThatThereIsNothing() {
        assertThat(browser().get("/today", "Accept", "application/json").statusCode())
                .isEqualTo(404);
    }

    @Test
    void tellsTheBrowserWhatNotToDo() {
        HttpResponse<String> page = browser().get("/today", "Accept", "text/html");
        HttpResponse<String> api = browser().get("/api/v1/probe");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'", "img-src 'self' data:");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(page.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(api.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(api.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @Test
    void takesNoNameNorHostFromNaughtyHeaders() {
        Company company = company();
        Company other = company();

        HttpResponse<String> answer = browser()
                .get(
                        "/api/v1/probe",
                        "Authorization",
                        "Bearer " + company.token(),
                        "X-Request-Id",
                        "forged",
                        "X-Forwarded-Host",
                        other.slug() + ".localhost",
                        "Forwarded",
                        "host=%s.localhost".formatted(other.slug()),
                        "Accept-Language",
                        "x;q=many,,;;*",
                        "X-Tenant",
                        other.slug());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains(company.slug()).doesNotContain("forged");
        assertThat(answer.headers().allValues("X-Request-Id")).hasSize(1).doesNotContain("forged");
    }

    @Test
    void showsHealthAndNothingElse() {
        HttpResponse<String> health = browser().get("/actuator/health");
        HttpResponse<String> readiness = browser().get("/actuator/health/readiness");
        HttpResponse<String> environment = browser().get("/actuator/env");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("\"status\":\"UP\"").doesNotContain("jdbc");
        assertThat(readiness.statusCode()).isEqualTo(200);
        assertThat(environment.statusCode()).isEqualTo(401);
    }
}
