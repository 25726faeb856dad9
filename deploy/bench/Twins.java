import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Asks whether a customer is there already: by a number written otherwise, by a name that is the same but for its
/// legal form, and by one that is merely alike. Nothing is promised of it.
final class Twins {

    private static final Duration FILLING = Duration.ofMinutes(60);
    private static final int WARMING = 200;
    private static final int ASKED = 300;

    private static final String ALIKE = """
            [{"op": "add", "path": "/objects/0/duplicates/-", "value":
              {"key": "alike", "label": {"zh-CN": "名称相近", "en": "A name alike"}, "fields": ["name"],
               "match": "fuzzy", "threshold": 0.8, "action": "warn"}}]""";

    /// How the values differ from those of a customer that stands.
    private record Asking(String what, String name, String phone) {}

    private static final List<Asking> ASKINGS = List.of(
            new Asking("by all rules, the same name and number", "name", "'+86 ' || phone"),
            new Asking("by all rules, a name with a wrong character", "overlay(name placing '们' from 4 for 1)", "'+86 ' || phone"),
            new Asking("by all rules, a customer that is new", "reverse(name)", "'12' || right(reverse(phone), 9)"));

    private final Database database;
    private final String schema;

    Twins(Database database, String schema) {
        this.database = database;
        this.schema = schema;
    }

    /// Publishes a rule by trigrams beside those of the template and waits until all customers are found by them.
    void prepare(Http api) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Ripeline.publish(api, ALIKE);
        String left = "SELECT count(*) FROM \"%s\"._duplicate_filling".formatted(schema);
        while (!database.query(left).getFirst().equals("0")) {
            if (System.nanoTime() - start > FILLING.toNanos()) {
                throw new IllegalStateException("The keys of duplicates are not made");
            }
            Thread.sleep(Duration.ofSeconds(1));
        }
        database.query("VACUUM ANALYZE \"%s\"._duplicate_key".formatted(schema));
        System.out.printf("The keys of duplicates stand after %.0f s more.%n", (System.nanoTime() - start) / 1e9);
    }

    /// @param api a connection that was not silent for long: the server would have ended it
    /// @param results is told each as it comes
    void measure(Http api, int customers, Consumer<Result> results) throws IOException, InterruptedException {
        for (Asking asking : ASKINGS) {
            List<String> bodies = database.query("""
                    SELECT json_build_object('values', json_build_object('name', %s, 'phone', %s))
                    FROM "%s".customer WHERE phone IS NOT NULL ORDER BY md5(id::text) LIMIT %d"""
                    .formatted(asking.name(), asking.phone(), schema, WARMING + ASKED));
            List<Long> nanos = new ArrayList<>();
            int found = 0;
            for (String body : bodies) {
                Http.Answer answer = api.post("/api/v1/records/customer/duplicates", body).expect(200);
                nanos.add(answer.nanos());
                found += answer.body().contains("\"rule\"") ? 1 : 0;
            }
            Timings timings = Timings.of(nanos.subList(Math.min(WARMING, nanos.size() - 1), nanos.size()));
            results.accept(Result.told(
                    "duplicates among %,d customers %s".formatted(customers, asking.what()),
                    "median %.1f ms, p95 %.1f ms; %d of %d found something"
                            .formatted(timings.median(), timings.p95(), found, nanos.size())));
        }
    }
}
