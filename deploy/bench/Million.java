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

    private static final int TIMES = 200;
    private static final int TIMES_NOT_INDEXED = 10;

    /// By every field that has an index.
    private static final List<String> SORTS = List.of(
            "name", "-name", "created_at", "-created_at", "grade", "-grade", "owner_id", "registration_number", "");

    private static final String NOT_INDEXED = "-employees";

    private final int port;
    private final String token;
    private final Database database;
    private final String schema;
    private final Processor processor;

    Million(int port, String token, Database database, String schema, Processor processor) {
        this.port = port;
        this.token = token;
        this.database = database;
        this.schema = schema;
        this.processor = processor;
    }

    /// @param results is told each as it comes
    void measure(String adminId, Consumer<Result> results) throws IOException, InterruptedException {
        database.script("fill-million.sql", Map.of("schema", schema, "admin", adminId));
        try (Http admin = new Http(port, token)) {
            String deals = "50 of 1,000,000 deals by two filters and a sort";
            results.accept(promised(deals, 10, time(admin, Work.TWO_FILTERS, TIMES)));
            results.accept(promised(
                    deals + ", overdue, which the newest are not", 10, time(admin, Work.OVERDUE, TIMES)));
            customers(admin, "many7@bench.example", "a representative's own 2,000 of 1,000,000 customers", 10, results);
            customers(admin, "manager@bench.example", "a manager's, over 500, of 1,000,000 customers", 30, results);
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
                String by = sort.isEmpty() ? "unsorted" : "sorted by " + sort;
                results.accept(promised(what + ", " + by, target, time(api, sorted(sort), TIMES)));
            }
            Timed timed = time(api, sorted(NOT_INDEXED), TIMES_NOT_INDEXED);
            results.accept(Result.told(what + ", sorted by " + NOT_INDEXED + ", which has no index", timed.told()));
        }
    }

    private static String sorted(String sort) {
        return "/api/v1/records/customer?limit=50&sort=" + URLEncoder.encode(sort, StandardCharsets.UTF_8);
    }

    /// How long some calls took, and what they took of the processors.
    private record Timed(Timings timings, String taken) {

        String told() {
            return "p95 %.2f ms, median %.2f ms; %s".formatted(timings.p95(), timings.median(), taken);
        }
    }

    private static Result promised(String what, double target, Timed timed) {
        return new Result(
                what, "p95 < %.0f ms".formatted(target), timed.told(), timed.timings().p95() < target);
    }

    private Timed time(Http api, String path, int times) throws IOException {
        for (int time = 0; time < times / 2; time++) {
            api.get(path).expect(200);
        }
        Processor.Taken before = processor.taken();
        List<Long> nanos = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            nanos.add(api.get(path).expect(200).nanos());
        }
        return new Timed(Timings.of(nanos), processor.taken().since(before).each(times));
    }
}
