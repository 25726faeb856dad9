import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// New fields on a table of many rows, and a new object beside it, while others write into it.
final class PublishingUnderLoad {

    private static final int WRITERS = 4;
    private static final int PUBLISHES = 5;
    private static final double PUBLISH_MILLIS = 1_000;
    private static final double STALL_MILLIS = 300;
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final int port;
    private final String token;
    private final int rows;
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final AtomicInteger failed = new AtomicInteger();
    private final List<Long> writes = Collections.synchronizedList(new ArrayList<>());

    PublishingUnderLoad(int port, String token, int rows) {
        this.port = port;
        this.token = token;
        this.rows = rows;
    }

    List<Result> measure() throws Exception {
        List<Long> fields = new ArrayList<>();
        long object;
        try (Http api = new Http(port, token);
                ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
            String subject = id(api.get("/api/v1/records/customer?filter=name%20%3D%3D%20%22Subject%22&limit=1").expect(200).body());
            List<Future<?>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                writers.add(threads.submit(() -> write(subject)));
            }
            try {
                Thread.sleep(5_000);
                writes.clear();
                int index = activityIndex(api);
                for (int number = 0; number < PUBLISHES; number++) {
                    fields.add(publish(api, """
                            {"op": "add", "path": "/objects/%d/fields/-", "value": {"key": "added_%d", "type": "%s",
                             "label": {"en": "Added", "zh-CN": "新增"}}}""".formatted(
                            index, number, number % 2 == 0 ? "date" : "text")));
                }
                object = publish(api, """
                        {"op": "add", "path": "/objects/-", "value": {"key": "site", "nameField": "name",
                         "label": {"en": "Site", "zh-CN": "场地"}, "fields": [
                           {"key": "name", "type": "text", "label": {"en": "Name", "zh-CN": "名称"}}]}}""");
            } finally {
                going.set(false);
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        Timings publishes = Timings.of(fields);
        Timings stalls = Timings.of(writes);
        double longest = stalls.longest();
        return List.of(
                new Result(
                        "A new field on %,d rows under write load".formatted(rows),
                        "< 1 s",
                        "%.0f ms in the median, %.0f ms at most of %d"
                                .formatted(publishes.median(), publishes.longest(), PUBLISHES),
                        publishes.longest() < PUBLISH_MILLIS),
                new Result(
                        "Writers meanwhile, index builds included",
                        "none above 300 ms, none failed",
                        "%,d writes, %.0f ms in the median, %.0f ms the longest, %d failed"
                                .formatted(stalls.sorted().length, stalls.median(), longest, failed.get()),
                        longest < STALL_MILLIS && failed.get() == 0),
                new Result(
                        "A new object beside %,d activities".formatted(rows),
                        "< 1 s",
                        "%.0f ms".formatted(object / 1e6),
                        object / 1e6 < PUBLISH_MILLIS));
    }

    private Void write(String subject) throws IOException {
        try (Http http = new Http(port, token)) {
            while (going.get()) {
                Http.Answer answer = http.post("/api/v1/records/activity", """
                        {"values": {"subject": "Load", "kind": "call"}, "subject": {"object": "customer", "id": "%s"}}"""
                        .formatted(subject));
                writes.add(answer.nanos());
                if (answer.status() != 201) {
                    failed.incrementAndGet();
                }
            }
        }
        return null;
    }

    private static int activityIndex(Http api) throws IOException {
        String objects = api.get("/api/v1/objects").expect(200).body();
        List<String> keys = Pattern.compile("\\{\"key\":\"([a-z_]+)\"").matcher(objects).results()
                .map(found -> found.group(1))
                .toList();
        return keys.indexOf("activity");
    }

    // Publishes one operation, waits until the jobs it left are done, and answers how long the publish itself took.
    private static long publish(Http api, String operation) throws IOException, InterruptedException {
        String tag = api.get("/api/v1/config/draft").expect(200).headers().get("etag");
        api.send("PATCH", "/api/v1/config/draft", "If-Match: " + tag + "\r\n", "[" + operation + "]").expect(200);
        Http.Answer published = api.post("/api/v1/config/draft/publish", "{\"note\": \"under load\"}").expect(200);
        String jobs = published.body().substring(published.body().indexOf("\"jobs\""));
        for (Matcher job = ID.matcher(jobs); job.find(); ) {
            while (!api.get("/api/v1/jobs/" + job.group(1)).expect(200).body().contains("\"state\":\"done\"")) {
                Thread.sleep(50);
            }
        }
        return published.nanos();
    }

    private static String id(String body) {
        Matcher matcher = ID.matcher(body);
        if (!matcher.find()) {
            throw new IllegalStateException("No record in " + body);
        }
        return matcher.group(1);
    }
}
