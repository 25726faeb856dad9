import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Starts Ripeline with many customers, searches them as people type, and reads the timeline of a busy one. `search.sh`
/// calls it.
public final class SearchBench {

    private static final Duration FILLING = Duration.ofMinutes(60);
    private static final int CUSTOMERS = 1_000_000;
    private static final int ASKED = 400;
    private static final double SEARCH_MILLIS = 50;
    private static final double TIMELINE_MILLIS = 20;
    private static final String BUSY = "0197b5a0-0000-7000-8000-000000000001";

    /// What people type of a name or a telephone number.
    private record Typing(String what, String expression) {}

    private static final List<Typing> TYPED = List.of(
            new Typing("first four characters", "left(name, 4)"),
            new Typing("two characters in the middle", "substr(name, 3, 2)"),
            new Typing("a word's beginning", "lower(left(split_part(name, ' ', 2), 5))"),
            new Typing("a mistyped word", "overlay(name placing 'x' from 4 for 1)"),
            new Typing("the whole name", "name"),
            new Typing("last four digits", "right(phone, 4)"),
            new Typing("digits in the middle", "substr(phone, 4, 6)"),
            new Typing("the city and what it does", "left(name, 2) || ' ' || substr(name, 6, 2)"));

    private SearchBench() {}

    public static void main(String[] arguments) throws Exception {
        Path checkout = Path.of(arguments[0]).toRealPath();
        int customers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : CUSTOMERS;
        String operatorToken = Server.operatorToken();
        List<Result> results = new ArrayList<>();
        try (Scratch scratch = Scratch.open();
                Server server = Server.forBench(checkout, scratch, operatorToken);
                Http operator = new Http(server.port(), operatorToken)) {
            Database database = new Database(scratch, Path.of(arguments[0]).resolve("deploy/bench/sql"));
            Ripeline.Company company = new Ripeline(operator).provision("bench");
            String schema = database.query("SELECT schema_name FROM platform.tenant WHERE slug = 'bench'")
                    .getFirst();
            long start = System.nanoTime();
            database.script(
                    "fill-found.sql", Map.of("schema", schema, "admin", company.adminId(), "rows", "" + customers));
            System.out.printf("%,d customers stand after %.0f s.%n", customers, seconds(start));
            filled(database, schema, start);
            database.query("""
                    SET maintenance_work_mem = '1GB';
                    CREATE INDEX _search_tokens ON "%s"._search USING gin (tokens) WITH (gin_pending_list_limit = 256)"""
                    .formatted(schema));
            database.query("VACUUM ANALYZE \"%s\"._search".formatted(schema));
            System.out.printf("Their index stands after %.0f s.%n", seconds(start));
            System.out.println(database.query(
                    """
                    SELECT 'index row: ' || pg_size_pretty(pg_relation_size('"%1$s"._search')) || ', index: '
                        || pg_size_pretty(pg_relation_size('"%1$s"._search_tokens')) || ', numbers a record: '
                        || (SELECT round(avg(cardinality(tokens))) FROM (SELECT tokens FROM "%1$s"._search LIMIT 9999) taken)"""
                            .formatted(schema)));
            try (Http api = new Http(server.port(), company.token())) {
                results.addAll(search(api, database, schema, customers));
                results.add(timeline(api));
            }
        }
        Result.print(results);
        System.exit(results.stream().allMatch(Result::met) ? 0 : 1);
    }

    /// Waits for the job, and tells now and then how far it is.
    private static void filled(Database database, String schema, long start) throws IOException, InterruptedException {
        String left = "SELECT count(*) FROM \"%s\"._search_filling".formatted(schema);
        String done = "SELECT count(*) FROM \"%s\"._search".formatted(schema);
        for (int second = 1; !database.query(left).getFirst().equals("0"); second++) {
            if (System.nanoTime() - start > FILLING.toNanos()) {
                throw new IllegalStateException("The index is not made");
            }
            Thread.sleep(Duration.ofSeconds(1));
            if (second % 20 == 0) {
                System.out.printf(
                        "%,d are in the index after %.0f s.%n",
                        Long.parseLong(database.query(done).getFirst()), seconds(start));
            }
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static List<Result> search(Http api, Database database, String schema, int customers)
            throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        List<Long> all = new ArrayList<>();
        for (Typing typing : TYPED) {
            List<String> words = database.query("""
                    SELECT %s FROM (SELECT name, phone FROM "%s".customer WHERE phone IS NOT NULL
                    ORDER BY md5(id::text) LIMIT %d) drawn WHERE length(%1$s) > 1"""
                    .formatted(typing.expression(), schema, ASKED / TYPED.size() + 20));
            List<Long> nanos = new ArrayList<>();
            for (String word : words) {
                String path = "/api/v1/search?q=" + URLEncoder.encode(word, StandardCharsets.UTF_8);
                Http.Answer answer = api.get(path).expect(200);
                if (nanos.size() < words.size() - 20) {
                    all.add(answer.nanos());
                }
                nanos.add(answer.nanos());
            }
            Timings timings = Timings.of(nanos.subList(Math.min(20, nanos.size() - 1), nanos.size()));
            System.out.printf("%s: median %.1f ms, p95 %.1f ms%n", typing.what(), timings.median(), timings.p95());
        }
        Timings timings = Timings.of(all);
        results.add(new Result(
                "Search over %,d customers".formatted(customers),
                "p95 < 50 ms",
                "median %.1f ms, p95 %.1f ms".formatted(timings.median(), timings.p95()),
                timings.p95() < SEARCH_MILLIS));
        return results;
    }

    private static Result timeline(Http api) throws IOException {
        List<Long> nanos = new ArrayList<>();
        for (int time = 0; time < 300; time++) {
            long took = api.get("/api/v1/records/customer/" + BUSY + "/timeline")
                    .expect(200)
                    .nanos();
            if (time >= 100) {
                nanos.add(took);
            }
        }
        Timings timings = Timings.of(nanos);
        return new Result(
                "First page of the timeline of a customer with 10,000 events",
                "< 20 ms",
                "median %.1f ms, p95 %.1f ms".formatted(timings.median(), timings.p95()),
                timings.median() < TIMELINE_MILLIS);
    }
}
