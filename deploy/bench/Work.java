import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// One kind of call that the API is asked for, beside the statement that does the same on the bare database.
///
/// @param part the word by which it is asked for alone
/// @param statement a file of `sql/`
/// @param variables of the statement besides `id`
/// @param medianRatio how many times the statement's median one connection may take
/// @param rateShare which part of the statements' rate sixteen connections reach at least
record Work(
        String part,
        String what,
        String statement,
        Map<String, String> variables,
        double medianRatio,
        double rateShare,
        Call call) {

    /// A call about the record with this id.
    interface Call {
        Http.Answer answer(Http api, String id) throws IOException;
    }

    static final List<String> PARTS = List.of("reads", "lists", "creates", "updates");

    /// 50 deals in a stage above an amount, the newest first.
    static final String TWO_FILTERS = newest("amount > 50000");

    /// The same of those overdue, which the newest cannot be: some thousands are passed over.
    static final String OVERDUE = newest("expected_close < today");

    private static String newest(String filter) {
        return "/api/v1/records/deal?limit=50&sort=-created_at&filter="
                + URLEncoder.encode("stage == \"negotiation\" && " + filter, StandardCharsets.UTF_8);
    }

    /// What the record runtime promises.
    ///
    /// @param member who writes
    /// @param customers whose deals are written
    static List<Work> all(String member, List<String> customers) {
        return List.of(
                new Work("reads", "Read a deal by id", "deal-by-id.sql", Map.of(), 6, 0.07, (api, id) ->
                        api.get("/api/v1/records/deal/" + id).expect(200)),
                new Work(
                        "lists",
                        "List 50 deals by two filters and a sort",
                        "deals-by-two-filters.sql",
                        Map.of("stage", "negotiation", "amount", "50000", "rows", "51"),
                        6,
                        0.16,
                        (api, _) -> api.get(TWO_FILTERS).expect(200)),
                new Work(
                        "creates",
                        "Create a deal",
                        "create-deal.sql",
                        Map.of("member", member, "customer", customers.getFirst()),
                        8,
                        0.18,
                        (api, _) -> api.post("/api/v1/records/deal", """
                                {"values": {"name": "A deal of the benchmark", "customer": "%s", "amount": "12500",
                                 "expected_close": "2027-01-31", "need": "A line of four machines"}}"""
                                .formatted(anyOf(customers))).expect(201)),
                new Work("updates", "Update a deal", "update-deal.sql", Map.of("member", member), 8, 0.16, (api, id) -> api.send(
                                "PATCH",
                                "/api/v1/records/deal/" + id,
                                "",
                                "{\"values\": {\"amount\": \"%d\", \"need\": \"Another line\"}}"
                                        .formatted(1000 + System.nanoTime() % 89_000))
                        .expect(200)));
    }

    private static String anyOf(List<String> ids) {
        return ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
    }
}
