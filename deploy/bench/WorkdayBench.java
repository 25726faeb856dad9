import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Starts Ripeline with many planned customers, reads and works off a representative's day, and plans customers anew by a
/// publish. `workday.sh` calls it.
public final class WorkdayBench {

    private static final int CUSTOMERS = 1_000_000;
    private static final int REPLANNED = 100_000;
    private static final int LISTS = 300;
    private static final int COMPLETING_TO_WARM = 8;
    private static final int LISTS_TO_WARM = 3_000;
    private static final int WARMING_TURNS = 20;
    private static final int SETTLED_TURNS = 3;
    private static final double NO_FASTER = 0.95;
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Pattern ITEM = Pattern.compile("\"id\":\"([^\"]+)\",\"subject\":");
    private static final String DONE = "{\"activity\": {\"kind\": \"call\", \"outcome\": \"connected\", \"durationSeconds\": 60}}";
    private static final String OTHER_RHYTHM = """
            [{"op": "replace", "path": "/cadences/0/steps/0/after/days", "value": 4},
             {"op": "replace", "path": "/cadences/1/steps/0/after/days", "value": 7},
             {"op": "replace", "path": "/cadences/2/steps/0/after/days", "value": 20},
             {"op": "replace", "path": "/cadences/3/steps/0/after/days", "value": 40}]""";

    private WorkdayBench() {}

    public static void main(String[] arguments) throws Exception {
        Path checkout = Path.of(arguments[0]).toRealPath();
        int customers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : CUSTOMERS;
        int replanned = arguments.length > 2 ? Integer.parseInt(arguments[2]) : REPLANNED;
        String operatorToken = Server.operatorToken();
        List<Result> results = new ArrayList<>();
        try (Scratch scratch = Scratch.open();
                Server server = Server.forBench(checkout, scratch, operatorToken)) {
            Database database = new Database(scratch, checkout.resolve("deploy/bench/sql"));
            Filled many = Filled.of(server.port(), operatorToken, database, "bench", customers);
            results.addAll(day(many, customers));
            Filled changing = Filled.of(server.port(), operatorToken, database, "replan", replanned);
            results.addAll(replan(changing, replanned));
        }
        Result.print(results);
        System.exit(results.stream().allMatch(Result::met) ? 0 : 1);
    }

    /// A company with its customers.
    private record Filled(int port, Database database, String schema, Ripeline.Company company) {

        static Filled of(int port, String operatorToken, Database database, String slug, int customers)
                throws IOException, InterruptedException {
            Ripeline.Company company = provisioned(port, operatorToken, slug);
            String schema = database.query("SELECT schema_name FROM platform.tenant WHERE slug = '%s'".formatted(slug))
                    .getFirst();
            database.script(
                    "fill-workday.sql", Map.of("schema", schema, "admin", company.adminId(), "rows", "" + customers));
            return new Filled(port, database, schema, company);
        }

        /// Over a connection of its own: the server ends one that was silent while the rows were written.
        private static Ripeline.Company provisioned(int port, String operatorToken, String slug) throws IOException {
            try (Http operator = new Http(port, operatorToken)) {
                return new Ripeline(operator).provision(slug);
            }
        }

        Http admin() {
            return new Http(port, company.token());
        }

        Http as(String email) throws IOException, InterruptedException {
            String member = database.query(
                            "SELECT id FROM \"%s\"._member WHERE email = '%s'".formatted(schema, email))
                    .getFirst();
            try (Http admin = admin()) {
                String body = admin.post("/api/v1/members/" + member + "/tokens", "{\"name\": \"bench\"}")
                        .expect(201)
                        .body();
                return new Http(port, body.replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1"));
            }
        }
    }

    private static List<Result> day(Filled company, int customers) throws IOException, InterruptedException {
        for (int other = 8; other < 8 + COMPLETING_TO_WARM; other++) {
            try (Http rep = company.as("many%d@bench.example".formatted(other))) {
                complete(rep);
            }
        }
        try (Http rep = company.as("many7@bench.example")) {
            return day(rep, customers);
        }
    }

    private static List<Long> complete(Http rep) throws IOException {
        List<String> items = new ArrayList<>();
        Matcher found = ITEM.matcher(rep.get("/api/v1/worklist").expect(200).body());
        while (found.find()) {
            items.add(found.group(1));
        }
        List<Long> nanos = new ArrayList<>();
        for (String item : items) {
            nanos.add(rep.post("/api/v1/worklist/" + item + "/complete", DONE)
                    .expect(200)
                    .nanos());
        }
        return nanos;
    }

    private static List<Result> day(Http rep, int customers) throws IOException {
        Timings lists = lists(rep, LISTS);
        List<Long> nanos = complete(rep);
        System.out.printf("%d items on the list.%n", nanos.size());
        Timings completed = Timings.of(nanos);
        return List.of(
                new Result(
                        "Worklist of one of 500 representatives, %,d customers".formatted(customers),
                        "p95 < 10 ms",
                        "median %.2f ms, p95 %.2f ms".formatted(lists.median(), lists.p95()),
                        lists.p95() < 10),
                new Result(
                        "Finishing an item with the next one planned",
                        "p95 < 20 ms",
                        "median %.2f ms, p95 %.2f ms".formatted(completed.median(), completed.p95()),
                        completed.p95() < 20));
    }

    /// Times the list once the JVM has compiled what it needs: when neither the middle nor the slow end has been faster by
    /// a twentieth for three turns. These three are what is told.
    private static Timings lists(Http rep, int times) throws IOException {
        double median = Double.MAX_VALUE;
        double slow = Double.MAX_VALUE;
        once(rep, LISTS_TO_WARM);
        List<Long> settled = new ArrayList<>();
        for (int turn = 0; turn < WARMING_TURNS && settled.size() < SETTLED_TURNS * times; turn++) {
            List<Long> nanos = once(rep, times);
            Timings now = Timings.of(nanos);
            if (now.median() < median * NO_FASTER || now.p95() < slow * NO_FASTER) {
                settled.clear();
            }
            settled.addAll(nanos);
            median = Math.min(median, now.median());
            slow = Math.min(slow, now.p95());
        }
        return Timings.of(settled);
    }

    private static List<Long> once(Http rep, int times) throws IOException {
        List<Long> nanos = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            nanos.add(rep.get("/api/v1/worklist").expect(200).nanos());
        }
        return nanos;
    }

    private static List<Result> replan(Filled company, int customers) throws IOException, InterruptedException {
        try (Http admin = company.admin();
                Http rep = company.as("many7@bench.example")) {
            Timings before = lists(rep, LISTS);
            Ripeline.publish(admin, OTHER_RHYTHM);
            long start = System.nanoTime();
            List<Long> nanos = new ArrayList<>();
            String left = "SELECT count(*) FROM \"%s\"._replanning".formatted(company.schema());
            long looked = start;
            boolean going = true;
            while (going) {
                nanos.add(rep.get("/api/v1/worklist").expect(200).nanos());
                if (System.nanoTime() - looked > Duration.ofSeconds(1).toNanos()) {
                    looked = System.nanoTime();
                    going = !company.database().query(left).getFirst().equals("0");
                }
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new IllegalStateException("The customers are not planned anew");
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            Timings meanwhile = Timings.of(nanos);
            double ratio = meanwhile.median() / before.median();
            String moved = company.database()
                    .query("SELECT count(*) FROM \"%s\".follow_up WHERE rule_version = 2".formatted(company.schema()))
                    .getFirst();
            return List.of(
                    new Result(
                            "Planning %,d customers anew after a publish".formatted(customers),
                            "< 60 s",
                            "%.1f s, %s items on another day".formatted(seconds, moved),
                            seconds < 60),
                    new Result(
                            "The worklist meanwhile",
                            "< 2 × of its usual time",
                            "%.2f ×: median %.2f ms beside %.2f ms".formatted(ratio, meanwhile.median(), before.median()),
                            ratio < 2));
        }
    }
}
