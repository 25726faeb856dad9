package io.ripeline.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginIT extends EdgeTest {

    @Test
    void signsAMemberInAndGoesWhereSheWasGoing() {
        Company company = company();
        Browser browser = browser();

        HttpResponse<String> form = browser.visit("/login?to=/api/v1/probe?view=mine");
        HttpResponse<String> arrived = browser.signIn(form, company.email(), PASSWORD);

        assertThat(form.uri().getPath()).isEqualTo("/signin");
        assertThat(arrived.uri().getPath()).isEqualTo("/api/v1/probe");
        assertThat(arrived.uri().getQuery()).isEqualTo("view=mine");
        assertThat(arrived.statusCode()).isEqualTo(200);
        assertThat(arrived.body()).contains(company.slug(), company.memberId().toString());
    }

    @Test
    void keepsTheSessionInACookieScriptsCannotRead() {
        Company company = company();
        Browser browser = browser();

        HttpResponse<String> start = browser.get("/login");
        signIn(browser, company);

        String cookie = start.headers().allValues("Set-Cookie").stream()
                .filter(header -> header.startsWith("ripeline-session="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").doesNotContain("Secure");
    }

    @Test
    void changesTheSessionIdOnSigningIn() {
        Company company = company();
        Browser browser = browser();
        HttpResponse<String> form = browser.visit("/login");
        String before = browser.cookie("ripeline-session").orElseThrow().getValue();

        browser.signIn(form, company.email(), PASSWORD);

        assertThat(browser.cookie("ripeline-session").orElseThrow().getValue()).isNotEqualTo(before);
    }

    @Test
    void entersTheCompanyThatTheHostNames() {
        Company first = company();
        Company second = company();
        join(second.tenant(), second.memberId(), first.email());
        Browser browser = browser();

        HttpResponse<String> form =
                browser.visit("http://%s.localhost:%d/login?to=/api/v1/probe".formatted(second.slug(), port()));
        HttpResponse<String> arrived = browser.signIn(form, first.email(), PASSWORD);

        assertThat(arrived.body()).contains("\"tenant\":\"%s\"".formatted(second.slug()));
    }

    @Test
    void tellsAStrangerThatTheCompanyDoesNotKnowHer() {
        Company company = company();
        Company other = company();
        Browser browser = browser();

        HttpResponse<String> form = browser.visit("http://%s.localhost:%d/login".formatted(other.slug(), port()));
        HttpResponse<String> answer = browser.signIn(form, company.email(), PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("not a member of the company here");
        assertThat(browser.get("http://%s.localhost:%d/api/v1/probe".formatted(other.slug(), port()))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void saysThatThePasswordIsWrongAndKeepsTheAddressEscaped() {
        Browser browser = browser();
        HttpResponse<String> form = browser.visit("/login");

        HttpResponse<String> answer = browser.submit(form, "\"><script>alert(1)</script>@x", "wrong");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body())
                .contains("The e-mail address or the password is wrong.")
                .contains("&quot;&gt;&lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void makesAGuesserWaitEvenWithTheRightPassword() {
        Company company = company();
        Browser browser = browser();
        HttpResponse<String> form = browser.visit("/login");
        for (int guess = 0; guess < 10; guess++) {
            assertThat(browser.submit(form, company.email(), "guess " + guess).statusCode())
                    .isEqualTo(401);
        }

        HttpResponse<String> locked = browser.submit(form, company.email().toUpperCase(Locale.ROOT), PASSWORD);
        clock().advance(Duration.ofMinutes(16));
        HttpResponse<String> free = browser.submit(form, company.email(), PASSWORD);

        assertThat(locked.statusCode()).isEqualTo(429);
        assertThat(locked.body()).contains("Too many attempts. Wait 15 minutes, then try again.");
        assertThat(locked.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(800L, 900L);
        assertThat(Browser.isRedirect(free)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/%0d%0aX:y"
            })
    void goesNowhereElseAfterSigningIn(String target) {
        Company company = company();
        Browser browser = browser();
        HttpResponse<String> form = browser.visit("/login?to=" + URLEncoder.encode(target, StandardCharsets.UTF_8));

        HttpResponse<String> arrived = browser.signIn(form, company.email(), PASSWORD);

        assertThat(arrived.uri().getHost()).isEqualTo("localhost");
    }

    @Test
    void startsAnewWhereTheFormWasOpenForTooLong() {
        Company company = company();
        HttpResponse<String> form = browser().visit("/login");

        HttpResponse<String> answer = browser().signIn(form, company.email(), PASSWORD);

        assertThat(answer.uri().getPath()).isEqualTo("/signin");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("The page was open for too long.");
    }

    @Test
    void speaksTheReadersLanguage() {
        HttpResponse<String> chinese = browser().get("/signin", "Accept-Language", "zh-CN,en;q=0.5");
        HttpResponse<String> asked = browser().get("/signin?lang=zh-CN", "Accept-Language", "en");
        HttpResponse<String> english = browser().get("/signin", "Accept-Language", "fr");

        assertThat(chinese.body()).contains("lang=\"zh-CN\"", "密码");
        assertThat(asked.body()).contains("密码");
        assertThat(english.body()).contains("lang=\"en\"", "Password");
        assertThat(english.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(english.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    void endsBothSessionsOnLogout() {
        Company company = company();
        Browser browser = browser();
        signIn(browser, company);
        String token = browser.cookie("XSRF-TOKEN").orElseThrow().getValue();

        HttpResponse<String> bye = browser.send("POST", "/logout", "", "X-XSRF-TOKEN", token);

        assertThat(bye.statusCode()).isEqualTo(200);
        assertThat(bye.body()).isEqualTo("{\"continueAt\":\"/\"}");
        assertThat(browser.get("/api/v1/probe").statusCode()).isEqualTo(401);
        assertThat(browser.visit("/login").uri().getPath()).isEqualTo("/signin");
    }

    @Test
    void refusesALogoutThatAnotherSiteSends() {
        Company company = company();
        Browser browser = browser();
        signIn(browser, company);

        HttpResponse<String> forged = browser.send("POST", "/logout", "");

        assertThat(forged.statusCode()).isEqualTo(403);
        assertThat(browser.get("/api/v1/probe").statusCode()).isEqualTo(200);
    }

    @Test
    void takesWritesFromTheBrowserOnlyWithTheTokenItWasGiven() {
        Company company = company();
        Browser browser = browser();
        signIn(browser, company);
        String seed = "{\"name\":\"hami\",\"plots\":[]}";

        HttpResponse<String> without = browser.send("POST", "/api/v1/probe", seed, "Content-Type", "application/json");
        HttpResponse<String> with = browser.send(
                "POST",
                "/api/v1/probe",
                seed,
                "Content-Type",
                "application/json",
                "X-XSRF-TOKEN",
                browser.cookie("XSRF-TOKEN").orElseThrow().getValue());

        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(without.body()).contains("\"code\":\"csrf-token-invalid\"");
        assertThat(with.statusCode()).isEqualTo(200);
    }

    @Test
    void givesNoCodeToAnotherOrigin() {
        Company company = company();
        Browser browser = browser();
        signIn(browser, company);
        String authorize = "/oauth2/authorize?response_type=code&client_id=ripeline&scope=openid&state=s"
                + "&code_challenge=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU&code_challenge_method=S256&redirect_uri=";

        HttpResponse<String> stolen =
                browser.get(authorize + "https://evil.example/login/oauth2/code/ripeline", "Accept", "text/html");
        HttpResponse<String> own = browser.get(
                authorize + "http://localhost:%d/login/oauth2/code/ripeline".formatted(port()), "Accept", "text/html");

        assertThat(stolen.statusCode()).isEqualTo(400);
        assertThat(Browser.location(own)).startsWith("http://localhost:%d/login/".formatted(port()));
    }

    private static void signIn(Browser browser, Company company) {
        HttpResponse<String> arrived =
                browser.signIn(browser.visit("/login?to=/api/v1/probe"), company.email(), PASSWORD);
        assertThat(arrived.statusCode()).isEqualTo(200);
    }
}
