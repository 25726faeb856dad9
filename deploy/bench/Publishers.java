import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Fifty admins publish the same draft at once, round after round: one must win, the others be told at once.
final class Publishers {

    private static final int ADMINS = 50;
    private static final int ROUNDS = 10;
    private static final double TARGET_MILLIS = 200;

    private final int port;
    private final String token;

    Publishers(int port, String token) {
        this.port = port;
        this.token = token;
    }

    List<Result> measure() throws Exception {
        List<Long> refused = new ArrayList<>();
        boolean one = true;
        try (Http api = new Http(port, token);
                ExecutorService threads = Executors.newFixedThreadPool(ADMINS)) {
            for (int round = 0; round < ROUNDS; round++) {
                edit(api, round);
                List<Http.Answer> answers = publish(threads);
                long won = answers.stream().filter(answer -> answer.status() == 200).count();
                long lost = answers.stream().filter(answer -> answer.status() == 409).count();
                one = one && won == 1 && lost == ADMINS - 1;
                if (round > 0) {
                    answers.stream()
                            .filter(answer -> answer.status() == 409)
                            .forEach(answer -> refused.add(answer.nanos()));
                }
            }
        }
        Timings timings = Timings.of(refused);
        return List.of(new Result(
                "50 publishers at once, 10 rounds: one wins, the others are refused",
                "409 within 200 ms",
                "%s; refused in %.0f ms in the median, %.0f ms at the 95th percentile"
                        .formatted(one ? "exactly one each round" : "NOT exactly one", timings.median(), timings.p95()),
                one && timings.p95() < TARGET_MILLIS));
    }

    private static void edit(Http api, int round) throws IOException {
        String tag = api.get("/api/v1/config/draft").expect(200).headers().get("etag");
        String patch = """
                [{"op": "add", "path": "/objects/0/fields/-", "value":
                  {"key": "round_%d", "label": {"en": "Round", "zh-CN": "轮"}, "type": "text"}}]""".formatted(round);
        api.send("PATCH", "/api/v1/config/draft", "If-Match: " + tag + "\r\n", patch).expect(200);
    }

    private List<Http.Answer> publish(ExecutorService threads) throws Exception {
        CountDownLatch ready = new CountDownLatch(ADMINS);
        List<Future<Http.Answer>> answers = new ArrayList<>();
        for (int admin = 0; admin < ADMINS; admin++) {
            answers.add(threads.submit(() -> {
                try (Http http = new Http(port, token)) {
                    http.get("/api/v1/me").expect(200);
                    ready.countDown();
                    ready.await();
                    return http.post("/api/v1/config/draft/publish", "{\"note\": \"mine\"}");
                }
            }));
        }
        List<Http.Answer> done = new ArrayList<>();
        for (Future<Http.Answer> answer : answers) {
            done.add(answer.get());
        }
        return done;
    }
}
