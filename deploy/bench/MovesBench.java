import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Starts Ripeline with data of its own and moves deals back and forth between two stages by sixteen connections at once.
/// Either stage asks criteria over the deal's parents, its children and its activities. `moves.sh` calls it.
public final class MovesBench {

    private static final int CONNECTIONS = 16;
    private static final int DEALS = 320;
    private static final int EACH = 5;
    private static final int TURNS = 3;
    private static final double TARGET = 200;

    private static final String CRITERIA = """
            [{"key": "known", "label": L, "when": "has(customer) && customer.employees >= 0"},
             {"key": "offered", "label": L, "when": "offers.exists(o, o.amount > 100)"},
             {"key": "spoken", "label": L, "when": "activities.exists(a, a.kind == \\"call\\" && a.duration_seconds > 30)"},
             {"key": "often", "label": L, "when": "size(activities) >= 3"},
             {"key": "priced", "label": L, "when": "amount > 0", "severity": "warn"}]""".replace(
            "L,", "{\"en\": \"Criterion\", \"zh-CN\": \"条件\"},");

    private static final String PATCH = """
            [{"op": "add", "path": "/objects/-", "value": {"key": "offer", "label": {"en": "Offer", "zh-CN": "报价"},
               "nameField": "name", "fields": [
                 {"key": "name", "type": "text", "label": {"en": "Name", "zh-CN": "名称"}},
                 {"key": "deal", "type": "lookup", "target": "deal", "reverse": "offers",
                  "label": {"en": "Deal", "zh-CN": "商机"}},
                 {"key": "amount", "type": "decimal", "label": {"en": "Amount", "zh-CN": "金额"}}]}},
             {"op": "add", "path": "/funnels/0/stages/0/criteria", "value": %1$s},
             {"op": "add", "path": "/funnels/0/stages/1/criteria", "value": %1$s},
             {"op": "add", "path": "/funnels/0/stages/0/next", "value": null}]""".formatted(CRITERIA);

    private final int port;
    private final String token;
    private final List<String> deals;

    private MovesBench(int port, String token, List<String> deals) {
        this.port = port;
        this.token = token;
        this.deals = deals;
    }

    public static void main(String[] arguments) throws Exception {
        Path checkout = Path.of(arguments[0]).toRealPath();
        Duration turn = Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10);
        String operatorToken = Server.operatorToken();
        boolean met;
        try (Scratch scratch = Scratch.open();
                Server server = Server.forBench(checkout, scratch, operatorToken);
                Http operator = new Http(server.port(), operatorToken)) {
            System.out.printf("Ripeline runs as process %d on port %d.%n", server.pid(), server.port());
            Database database = new Database(scratch, checkout.resolve("deploy/bench/sql"));
            Ripeline.Company company = new Ripeline(operator).provision("bench");
            String schema = database.query("SELECT schema_name FROM platform.tenant WHERE slug = 'bench'")
                    .getFirst();
            database.script("fill.sql", Map.of("schema", schema, "admin", company.adminId()));
            List<String> deals = database.query(
                    "SELECT id FROM \"%s\".deal WHERE stage = 'prospecting' ORDER BY md5(id::text) LIMIT %d"
                            .formatted(schema, DEALS));
            try (Http admin = new Http(server.port(), company.token())) {
                Ripeline.publish(admin, PATCH);
            }
            MovesBench bench = new MovesBench(server.port(), company.token(), deals);
            bench.surround();
            Processor processor = new Processor(server.pid(), scratch.resolve("home"));
            Result result = bench.measure(turn, processor);
            Result.printHead();
            System.out.println(result);
            met = result.met();
        }
        System.exit(met ? 0 : 1);
    }

    /// Gives each deal some offers and activities.
    private void surround() throws IOException {
        try (Http api = new Http(port, token)) {
            for (String deal : deals) {
                for (int each = 0; each < EACH; each++) {
                    api.post("/api/v1/records/offer", """
                            {"values": {"name": "Offer", "deal": "%s", "amount": "%d"}}""".formatted(deal, 50 * each))
                            .expect(201);
                    api.post("/api/v1/records/activity", """
                            {"values": {"kind": "call", "duration_seconds": %d},
                             "subject": {"object": "deal", "id": "%s"}}""".formatted(20 * each, deal))
                            .expect(201);
                }
            }
        }
    }

    private Result measure(Duration turn, Processor processor) throws Exception {
        double fastest = together(turn.multipliedBy(2)).rate();
        for (double rate = together(turn).rate(); rate > fastest * 1.05; rate = together(turn).rate()) {
            fastest = rate;
        }
        List<Long> nanos = new ArrayList<>();
        double rate = 0;
        Processor.Taken before = processor.taken();
        for (int time = 0; time < TURNS; time++) {
            Together moved = together(turn);
            rate += moved.rate() / TURNS;
            nanos.addAll(moved.nanos());
        }
        Timings timings = Timings.of(nanos);
        return new Result(
                "Moves with criteria over children and activities, sixteen connections",
                "≥ 200 a second",
                "%.0f a second, median %.1f ms, p95 %.1f ms; %s"
                        .formatted(
                                rate,
                                timings.median(),
                                timings.p95(),
                                processor.taken().since(before).each(nanos.size())),
                rate >= TARGET);
    }

    private record Together(double rate, List<Long> nanos) {}

    private Together together(Duration length) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + length.toNanos();
        List<Callable<List<Long>>> callers = new ArrayList<>();
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            int first = connection;
            callers.add(() -> moves(first, end));
        }
        long start = System.nanoTime();
        List<Long> nanos = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (Future<List<Long>> caller : threads.invokeAll(callers)) {
                nanos.addAll(caller.get());
            }
        }
        return new Together(nanos.size() * 1e9 / (System.nanoTime() - start), nanos);
    }

    /// Each connection moves its own deals, all there and all back.
    private List<Long> moves(int first, long end) throws IOException {
        List<Long> nanos = new ArrayList<>();
        try (Http api = new Http(port, token)) {
            while (System.nanoTime() < end) {
                for (String stage : List.of("qualification", "prospecting")) {
                    for (int deal = first; deal < deals.size(); deal += CONNECTIONS) {
                        nanos.add(api.post(
                                        "/api/v1/records/deal/" + deals.get(deal) + "/move",
                                        "{\"stage\": \"" + stage + "\"}")
                                .expect(200)
                                .nanos());
                    }
                }
            }
        }
        return nanos;
    }
}
