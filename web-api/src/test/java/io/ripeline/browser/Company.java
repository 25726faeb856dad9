package io.ripeline.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.acceptance.ApiClient;
import io.ripeline.acceptance.ApiClient.Answer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// A company of one test's own with its template's sample records, made by HTTP as an operator makes it.
///
/// @param admin calls the API as the administrator
record Company(String slug, ApiClient admin, Login administrator) {

    private static final AtomicInteger COMPANIES = new AtomicInteger();

    /// With what a person signs in.
    record Login(String id, String email, String password) {}

    static Company from(String template, int port, String operatorToken) {
        String slug = "orchard" + COMPANIES.incrementAndGet();
        Answer made =
                new ApiClient(port, operatorToken).post("/operator/v1/tenants", """
                {"slug": "%s", "name": "Orchard", "template": "%s", "locale": "en", "timeZone": "UTC",
                 "sampleData": true, "admin": {"email": "admin@%s.example", "name": "Ada Admin"}}
                """.formatted(slug, template, slug));
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        return new Company(
                slug,
                new ApiClient(port, made.text("/adminToken")),
                new Login(made.text("/admin/id"), made.text("/admin/email"), made.text("/temporaryPassword")));
    }

    /// A new representative, who has nothing to do yet.
    Login rep() {
        Answer invited = admin.post("/api/v1/members", """
                {"email": "rosa@%s.example", "name": "Rosa Rep", "role": "rep"}
                """.formatted(slug));
        assertThat(invited.status()).as(invited.json().toString()).isEqualTo(201);
        return new Login(invited.text("/id"), invited.text("/email"), invited.text("/temporaryPassword"));
    }

    /// A new representative who was given the customers of a colleague with something overdue.
    Login busyRep() {
        Login rep = rep();
        for (JsonNode member : admin.get("/api/v1/members").json().at("/items")) {
            String colleague = member.at("/id").asString();
            if (admin.get("/api/v1/worklist?member=" + colleague).number("/counts/overdue") > 0) {
                handOver(colleague, rep.id());
                return rep;
            }
        }
        throw new AssertionError("nobody of the sample has anything overdue");
    }

    private void handOver(String from, String to) {
        Answer customers = admin.list("customer", Map.of("filter", "owner_id == \"%s\"".formatted(from)));
        customers.json().at("/items").forEach(customer -> {
            Answer given = admin.patch(
                    "/api/v1/records/customer/" + customer.at("/id").asString(), "{\"ownerId\": \"%s\"}".formatted(to));
            assertThat(given.status()).as(given.json().toString()).isEqualTo(200);
        });
    }

    /// A deal of one member's with a customer of his; its other values as JSON members.
    ///
    /// @return the deal's id
    String deal(Login owner, String name, String stage, String values) {
        String customer = create("customer", owner, "\"name\": \"Customer of %s\"".formatted(name));
        return create("deal", owner, """
                "name": "%s", "customer": "%s", "stage": "%s"%s""".formatted(name, customer, stage, values));
    }

    private String create(String object, Login owner, String values) {
        Answer made = admin.post(
                "/api/v1/records/" + object, "{\"ownerId\": \"%s\", \"values\": {%s}}".formatted(owner.id(), values));
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        return made.text("/id");
    }

    JsonNode record(String object, String id) {
        return admin.get("/api/v1/records/" + object + "/" + id).json();
    }
}
