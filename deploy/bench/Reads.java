import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads through the API beside the same prepared SQL by pgbench: turn and turn about, each turn about another record,
/// so that whatever else the machine does burdens both alike.
final class Reads {

    private static final int TURNS = 10;
    private static final double TARGET_RATIO = 8;
    private static final String FILTER = URLEncoder.encode("stage == \"negotiation\"", StandardCharsets.UTF_8);

    private final Http api;
    private final Http nobody;
    private final Database database;
    private final String role;

    Reads(Http api, Http nobody, Database database, String role) {
        this.api = api;
        this.nobody = nobody;
        this.database = database;
        this.role = role;
    }

    List<Result> measure() throws IOException, InterruptedException {
        List<String> ids = database.query(
                "SELECT id FROM \"%s\".deal ORDER BY md5(id::text) LIMIT %d".formatted(role, TURNS));
        String list = "/api/v1/records/deal?limit=50&filter=" + FILTER;
        warm(ids, list);
        floor();
        List<Result> results = new ArrayList<>();
        results.add(compare("Read a deal by id", "deal-by-id.sql", 1000, ids, id -> "/api/v1/records/deal/" + id));
        results.add(compare("List 50 deals in a stage", "deals-in-stage.sql", 300, ids, _ -> list));
        return results;
    }

    private interface Path {
        String of(String id);
    }

    private void warm(List<String> ids, String list) throws IOException {
        for (int time = 0; time < 15_000; time++) {
            api.get("/api/v1/records/deal/" + ids.get(time % ids.size())).expect(200);
        }
        for (int time = 0; time < 3_000; time++) {
            api.get(list).expect(200);
        }
    }

    // What HTTP costs here by itself: an answer of a few bytes that asks neither member nor database.
    private void floor() throws IOException {
        time(nobody, "/actuator/health/liveness", 2000);
        Timings timings = Timings.of(time(nobody, "/actuator/health/liveness", 5000));
        System.out.printf("HTTP alone (liveness): median %.3f ms, p95 %.3f ms%n", timings.median(), timings.p95());
    }

    private Result compare(String what, String sql, int times, List<String> ids, Path path)
            throws IOException, InterruptedException {
        List<Long> statements = new ArrayList<>();
        List<Long> calls = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (String id : ids) {
            List<Long> some = database.pgbench(sql, Map.of("id", id, "stage", "negotiation", "rows", "51"), role, times);
            List<Long> others = time(api, path.of(id), times);
            statements.addAll(some);
            calls.addAll(others);
            ratios.add(Timings.of(others).median() / Timings.of(some).median());
        }
        Timings plain = Timings.of(statements);
        Timings through = Timings.of(calls);
        double ratio = through.median() / plain.median();
        ratios.sort(null);
        return new Result(
                what,
                "≤ %.0f × SQL".formatted(TARGET_RATIO),
                "%.1f × (by turn %.1f to %.1f): API median %.3f ms, p95 %.3f ms; SQL median %.3f ms, p95 %.3f ms"
                        .formatted(
                                ratio,
                                ratios.getFirst(),
                                ratios.getLast(),
                                through.median(),
                                through.p95(),
                                plain.median(),
                                plain.p95()),
                ratio <= TARGET_RATIO);
    }

    private static List<Long> time(Http http, String path, int times) throws IOException {
        List<Long> nanos = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            nanos.add(http.get(path).expect(200).nanos());
        }
        return nanos;
    }
}
