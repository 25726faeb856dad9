import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the measurements ask of the HTTP interface besides what they time.
final class Ripeline {

    /// A company just made, with the token of its admin.
    record Company(String adminId, String token, long nanos) {}

    private final Http operator;

    Ripeline(Http operator) {
        this.operator = operator;
    }

    /// Provisions a company without sample data.
    Company provision(String slug) throws IOException {
        Http.Answer answer = operator.post("/operator/v1/tenants", """
                {"slug": "%1$s", "name": "Company %1$s", "template": "direct-sales", "locale": "en", "timeZone": "UTC",
                 "admin": {"email": "admin@%1$s.example", "name": "Admin"}}""".formatted(slug)).expect(201);
        return new Company(
                find("\"admin\":\\{\"id\":\"([^\"]+)\"", answer.body()),
                find("\"adminToken\":\"([^\"]+)\"", answer.body()),
                answer.nanos());
    }

    /// Changes the definition by a JSON Patch and publishes it.
    static void publish(Http admin, String patch) throws IOException {
        String tag = admin.get("/api/v1/config/draft").expect(200).headers().get("etag");
        admin.send("PATCH", "/api/v1/config/draft", "If-Match: " + tag + "\r\n", patch).expect(200);
        admin.post("/api/v1/config/draft/publish", "{\"note\": \"For a measurement\", \"migrations\": []}").expect(200);
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("No " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
