import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Starts Ripeline with many customers, searches them as people type, reads the timeline of a busy one and looks for
/// customers that are there already. `search.sh` calls it.
public final class SearchBench {

    private static final Duration FILLING = Duration.ofMinutes(60);
    private static final int CUSTOMERS = 1_000_000;
    private static final int WARMING = 300;
    private static final int ASKED = 300;
    private static final double TIMELINE_MILLIS = 20;
    private static final String BUSY = "0197b5a0-0000-7000-8000-000000000001";

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
                    CREATE INDEX _search_tokens ON "%s"._search USING gin (tokens)"""
                    .formatted(schema));
            database.query("VACUUM ANALYZE \"%s\"._search".formatted(schema));
            System.out.printf("Their index stands after %.0f s.%n", seconds(start));
            System.out.println(database.query(
                    """
                    SELECT 'index row: ' || pg_size_pretty(pg_relation_size('"%1$s"._search')) || ', index: '
                        || pg_size_pretty(pg_relation_size('"%1$s"._search_tokens')) || ', numbers a record: '
                        || (SELECT round(avg(cardinality(tokens))) FROM (SELECT tokens FROM "%1$s"._search LIMIT 9999) taken)"""
                            .formatted(schema)));
            Consumer<Result> told = result -> {
                results.add(result);
                System.out.println(result);
            };
            Twins twins = new Twins(database, schema);
            try (Http api = new Http(server.port(), company.token())) {
                Result.printHead();
                new Searches(api, database, schema).measure(customers, told);
                told.accept(timeline(api));
                twins.prepare(api);
            }
            try (Http api = new Http(server.port(), company.token())) {
                twins.measure(api, customers, told);
            }
        }
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

    private static Result timeline(Http api) throws IOException {
        List<Long> nanos = new ArrayList<>();
        for (int time = 0; time < WARMING + ASKED; time++) {
            long took = api.get("/api/v1/records/customer/" + BUSY + "/timeline")
                    .expect(200)
                    .nanos();
            if (time >= WARMING) {
                nanos.add(took);
            }
        }
        Timings timings = Timings.of(nanos);
        return new Result(
                "first page of the timeline of a customer with 10,000 events",
                "p95 < 20 ms",
                "median %.1f ms, p95 %.1f ms".formatted(timings.median(), timings.p95()),
                timings.p95() < TIMELINE_MILLIS);
    }
}
