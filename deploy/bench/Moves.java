import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What five criteria that need only the record add to a move: deals go back and forth between two stages, and the
/// moves into each are timed. At first neither stage has criteria, which shows what the method itself makes of it.
final class Moves {

    private static final int DEALS = 200;
    private static final int TURNS = 15;
    private static final double TARGET_MILLIS = 0.2;

    private static final String PATCH = """
            [{"op": "add", "path": "/funnels/0/stages/0/criteria", "value": []},
             {"op": "add", "path": "/funnels/0/stages/0/next", "value": null},
             {"op": "add", "path": "/funnels/0/stages/1/criteria", "value": [%s]}]""";

    private static final List<String> CRITERIA =
            List.of("has(customer)", "has(source)", "amount > 0", "amount <= budget", "terms_agreed == true");

    private final Http api;
    private final List<String> deals;

    Moves(Http api, Database database, String schema) throws IOException, InterruptedException {
        this.api = api;
        this.deals = database.query(
                "SELECT id FROM \"%s\".deal WHERE stage = 'prospecting' ORDER BY id DESC LIMIT %d"
                        .formatted(schema, DEALS));
    }

    Result measure() throws IOException {
        Ripeline.publish(api, PATCH.formatted(""));
        double neither = difference();
        Ripeline.publish(api, PATCH.formatted(criteria()));
        double five = difference();
        return new Result(
                "Five record-only criteria, per move",
                "< 0.2 ms",
                "%+.3f ms (with no criteria on either stage %+.3f ms)".formatted(five, neither),
                five < TARGET_MILLIS);
    }

    private static String criteria() {
        List<String> criteria = new ArrayList<>();
        for (String when : CRITERIA) {
            criteria.add("""
                    {"key": "c%d", "label": {"en": "%2$s", "zh-CN": "%2$s"}, "when": "%2$s", "severity": "block"}"""
                    .formatted(criteria.size(), when));
        }
        return String.join(", ", criteria);
    }

    // Milliseconds by which the median move into the second stage is longer than that into the first.
    private double difference() throws IOException {
        List<Long> there = new ArrayList<>();
        List<Long> back = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            for (String deal : deals) {
                long in = move(deal, "qualification");
                long out = move(deal, "prospecting");
                if (turn > 0) {
                    there.add(in);
                    back.add(out);
                }
            }
        }
        Timings second = Timings.of(there);
        Timings first = Timings.of(back);
        System.out.printf(
                "Moves: median %.3f ms there, %.3f ms back, %d each%n", second.median(), first.median(), there.size());
        return second.median() - first.median();
    }

    private long move(String deal, String stage) throws IOException {
        return api.post("/api/v1/records/deal/" + deal + "/move", "{\"stage\": \"" + stage + "\"}")
                .expect(200)
                .nanos();
    }
}
