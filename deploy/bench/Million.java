import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Lists of a million rows: what everybody may see of deals, what a representative of 500 sees of customers, and what
/// the manager of them all does.
final class Million {

    private static final int TIMES = 100;
    private static final List<String> SORTS = List.of("name", "-name", "-created_at", "created_at", "grade");

    private final int port;
    private final String token;
    private final Database database;
    private final String schema;

    Million(int port, String token, Database database, String schema) {
        this.port = port;
        this.token = token;
        this.database = database;
        this.schema = schema;
    }

    /// @param deals the work of listing deals by two filters and a sort
    /// @param results is told each as it comes
    void measure(String adminId, Work deals, Consumer<Result> results) throws IOException, InterruptedException {
        database.script("fill-million.sql", Map.of("schema", schema, "admin", adminId));
        try (Http admin = new Http(port, token)) {
            results.accept(result("List 50 of 1,000,000 deals by two filters and a sort", 10, time(admin, deals)));
            customers(admin, "many7@bench.example", "A representative's own 2,000 of 1,000,000", 10, results);
            customers(admin, "manager@bench.example", "A manager over 500 of 1,000,000", 30, results);
        }
    }

    private void customers(Http admin, String email, String what, double target, Consumer<Result> results)
            throws IOException, InterruptedException {
        String member = database.query(
                        "SELECT id FROM \"%s\"._member WHERE email = '%s'".formatted(schema, email))
                .getFirst();
        String body = admin.post("/api/v1/members/" + member + "/tokens", "{\"name\": \"bench\"}")
                .expect(201)
                .body();
        try (Http api = new Http(port, body.replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1"))) {
            for (String sort : SORTS) {
                String path = "/api/v1/records/customer?limit=50&sort=" + URLEncoder.encode(sort, StandardCharsets.UTF_8);
                results.accept(result("%s, sorted by %s".formatted(what, sort), target, time(api, path)));
            }
        }
    }

    private static Result result(String what, double target, List<Long> nanos) {
        Timings timings = Timings.of(nanos);
        return new Result(
                what,
                "p95 < %.0f ms".formatted(target),
                "p95 %.2f ms, median %.2f ms".formatted(timings.p95(), timings.median()),
                timings.p95() < target);
    }

    private static List<Long> time(Http api, Work work) throws IOException {
        List<Long> nanos = new ArrayList<>();
        for (int time = 0; time < 2 * TIMES; time++) {
            long taken = work.call().answer(api, "").nanos();
            if (time >= TIMES) {
                nanos.add(taken);
            }
        }
        return nanos;
    }

    private static List<Long> time(Http api, String path) throws IOException {
        List<Long> nanos = new ArrayList<>();
        for (int time = 0; time < TIMES + 10; time++) {
            long taken = api.get(path).expect(200).nanos();
            if (time >= 10) {
                nanos.add(taken);
            }
        }
        return nanos;
    }
}
