package io.ripeline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient.Answer;
import java.util.Locale;

/// A company of direct sales that a test has to itself, in English and UTC.
///
/// @param admin Ada, who founded it
public record Founded(String slug, ApiClient admin) {

    /// Has the operator found it.
    public static Founded by(ApiClient operator, String slug) {
        Answer made = operator.post("/operator/v1/tenants", """
                {"slug": "%1$s", "name": "Company of a test", "template": "direct-sales", "locale": "en",
                 "timeZone": "UTC", "admin": {"email": "ada@%1$s.example", "name": "Ada"}}""".formatted(slug));
        assertThat(made.status()).as(made.response().body()).isEqualTo(201);
        return new Founded(slug, operator.as(made.text("/adminToken")));
    }

    /// One of its people.
    public record Person(ApiClient api, String id) {}

    /// Hires somebody who reports to nobody.
    public Person hire(String name, String role) {
        return hire("{\"email\": \"%s@%s.example\", \"name\": \"%s\", \"role\": \"%s\"}"
                .formatted(name.toLowerCase(Locale.ROOT), slug, name, role));
    }

    /// Hires somebody who reports to somebody.
    public Person hire(String name, String role, Person manager) {
        return hire("{\"email\": \"%s@%s.example\", \"name\": \"%s\", \"role\": \"%s\", \"managerId\": \"%s\"}"
                .formatted(name.toLowerCase(Locale.ROOT), slug, name, role, manager.id()));
    }

    private Person hire(String member) {
        String id = admin.post("/api/v1/members", member).text("/id");
        Answer token = admin.post("/api/v1/members/" + id + "/tokens", "{\"name\": \"test\"}");
        return new Person(admin.as(token.text("/token")), id);
    }

    /// Changes its definition by a JSON patch, and publishes it.
    public void publish(String patch) {
        Answer edited = admin.patch(
                "/api/v1/config/draft", patch, admin.get("/api/v1/config/draft").header("ETag"));
        assertThat(edited.status()).as(edited.response().body()).isEqualTo(200);
        Answer published = admin.post("/api/v1/config/draft/publish", "{\"note\": \"test\"}");
        assertThat(published.status()).as(published.response().body()).isEqualTo(200);
    }
}
