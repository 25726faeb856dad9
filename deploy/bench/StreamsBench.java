import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A thousand open streams of live events on one node: how soon what happens arrives where it may be seen, and that
/// nobody else hears of it. `deploy/bench/streams.sh`, or with `<port> <operator token>` on a server that runs.
final class StreamsBench {

    private static final int STREAMS = 1_000;
    private static final int MEMBERS = 100;
    private static final int WRITES = 100;
    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double PROMISED_MILLIS = 500;
    private static final Pattern CUSTOMER =
            Pattern.compile("\"object\":\"customer\",\"id\":\"([^\"]+)\".*\"op\":\"created\"");

    private final int port;
    private final Map<String, Long> written = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Double> delays = new ConcurrentLinkedQueue<>();
    private final AtomicInteger wrongly = new AtomicInteger();

    private StreamsBench(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) throws Exception {
        String token = "rpl_operator-of-the-streams-bench";
        if (arguments.length == 2) {
            System.exit(new StreamsBench(Integer.parseInt(arguments[0])).run(arguments[1]) ? 0 : 1);
        }
        boolean kept;
        try (Scratch scratch = Scratch.open();
                Server server = Server.forBench(Path.of(arguments[0]).toRealPath(), scratch, token)) {
            kept = new StreamsBench(server.port()).run(token);
        }
        System.exit(kept ? 0 : 1);
    }

    private boolean run(String operatorToken) throws Exception {
        String slug = "streams-" + System.currentTimeMillis();
        String admin;
        try (Http operator = new Http(port, operatorToken)) {
            admin = new Ripeline(operator).provision(slug).token();
        }
        List<String> members = members(admin, slug);
        CountDownLatch open = new CountDownLatch(STREAMS);
        long start = System.nanoTime();
        for (int number = 0; number < STREAMS; number++) {
            int member = number % MEMBERS;
            String token = members.get(member);
            Thread.ofVirtual().start(() -> listen(token, member == 0, open));
        }
        boolean all = open.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        double opened = (System.nanoTime() - start) / 1e6;
        write(members.getFirst());
        int expected = WRITES * STREAMS / MEMBERS;
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (delays.size() < expected && System.nanoTime() < until) {
            Thread.sleep(20);
        }
        return report(all, opened, expected);
    }

    private boolean report(boolean all, double opened, int expected) {
        List<Double> sorted = new ArrayList<>(delays);
        Collections.sort(sorted);
        double median = sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
        double late = sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() * 95 / 100);
        System.out.printf(Locale.ROOT, "open streams            %d of %d after %.0f ms%n",
                all ? STREAMS : STREAMS - 1, STREAMS, opened);
        System.out.printf(Locale.ROOT, "events that arrived     %d of %d%n", sorted.size(), expected);
        System.out.printf(Locale.ROOT, "heard by who may not    %d%n", wrongly.get());
        System.out.printf(Locale.ROOT, "from write to reader    median %.0f ms, 95th percentile %.0f ms (promised %.0f)%n",
                median, late, PROMISED_MILLIS);
        return all && sorted.size() == expected && wrongly.get() == 0 && late <= PROMISED_MILLIS;
    }

    private List<String> members(String admin, String slug) throws IOException {
        List<String> tokens = new ArrayList<>();
        try (Http http = new Http(port, admin)) {
            for (int number = 0; number < MEMBERS; number++) {
                String id = find("\"id\":\"([^\"]+)\"", http.post("/api/v1/members",
                        "{\"email\": \"m%d@%s.example\", \"name\": \"M%1$d\", \"role\": \"rep\"}"
                                .formatted(number, slug)).expect(201).body());
                tokens.add(find("\"token\":\"([^\"]+)\"", http.post("/api/v1/members/" + id + "/tokens",
                        "{\"name\": \"bench\"}").expect(201).body()));
            }
        }
        return tokens;
    }

    private void write(String token) throws IOException, InterruptedException {
        try (Http http = new Http(port, token)) {
            for (int number = 0; number < WRITES; number++) {
                String body = http.post("/api/v1/records/customer",
                        "{\"values\": {\"name\": \"Customer of bench %d\"}}".formatted(number)).expect(201).body();
                written.put(find("\"id\":\"([^\"]+)\"", body), System.nanoTime());
                Thread.sleep(BETWEEN);
            }
        }
    }

    private void listen(String token, boolean mayHear, CountDownLatch open) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(
                    "GET /api/v1/events?topics=record HTTP/1.1\r\nHost: localhost:%d\r\nAuthorization: Bearer %s\r\n\r\n"
                            .formatted(port, token).getBytes(StandardCharsets.ISO_8859_1));
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            boolean begun = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!begun && line.startsWith("id: ")) {
                    begun = true;
                    open.countDown();
                } else if (line.startsWith("data: ")) {
                    heard(line, mayHear);
                }
            }
        } catch (IOException ended) {
            // The server stops.
        }
    }

    private void heard(String line, boolean mayHear) {
        if (!mayHear) {
            wrongly.incrementAndGet();
            return;
        }
        Matcher matcher = CUSTOMER.matcher(line);
        if (matcher.find()) {
            long now = System.nanoTime();
            Long since = written.get(matcher.group(1));
            // It may arrive before the answer to its writer does.
            delays.add(since == null ? 0.0 : (now - since) / 1e6);
        }
    }

    private static String find(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("No " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
