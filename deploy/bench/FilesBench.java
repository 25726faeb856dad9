import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Imports a file of many customers with three validations, three rules against duplicates and a unique key, exports
/// many, and tells rows a second, processor time and how high the heap went. `files.sh` calls it.
public final class FilesBench {

    private static final Duration IMPORT_TARGET = Duration.ofSeconds(60);
    private static final int IMPORTED = 100_000;
    private static final int EXPORTED = 1_000_000;
    private static final long FLAT_MEGABYTES = 600;

    /// Three validations, and three rules against duplicates as a company has them: two of the template and one over
    /// names that are only alike.
    private static final String RULES = """
            [{"op": "add", "path": "/objects/0/validations", "value": [
              {"key": "staffed", "when": "has(employees) && employees < 0",
               "message": {"zh-CN": "人数不能为负", "en": "Nobody has fewer than no employees."}},
              {"key": "named", "when": "name == city",
               "message": {"zh-CN": "名称不能是城市", "en": "The name is the city."}},
              {"key": "reachable", "when": "!has(phone) && !has(email)",
               "message": {"zh-CN": "请填写电话或邮箱", "en": "Give a phone number or an e-mail address."}}]},
             {"op": "add", "path": "/objects/0/duplicates", "value": [
              {"key": "same_company", "label": {"zh-CN": "同名客户", "en": "Same company name"},
               "fields": ["name"], "match": "normalised", "action": "warn"},
              {"key": "same_phone", "label": {"zh-CN": "电话相同", "en": "Same phone"},
               "fields": ["phone"], "match": "exact", "action": "block"},
              {"key": "similar_name", "label": {"zh-CN": "名称相近", "en": "Similar name"},
               "fields": ["name"], "match": "fuzzy", "action": "warn"}]}]""";
    private static final String OPTIONS = """
            {"object": "customer", "mapping": [
              {"column": "name", "field": "name"}, {"column": "city", "field": "city"},
              {"column": "phone", "field": "phone"}, {"column": "employees", "field": "employees"},
              {"column": "number", "field": "registration_number"}]}""";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String token;
    private final long pid;
    private final Processor processor;

    private FilesBench(int port, String token, long pid, Processor processor) {
        this.base = "http://localhost:" + port;
        this.token = token;
        this.pid = pid;
        this.processor = processor;
    }

    public static void main(String[] arguments) throws Exception {
        Path checkout = Path.of(arguments[0]).toRealPath();
        int imported = arguments.length > 1 ? Integer.parseInt(arguments[1]) : IMPORTED;
        int exported = arguments.length > 2 ? Integer.parseInt(arguments[2]) : EXPORTED;
        String operatorToken = Server.operatorToken();
        List<Result> results = new ArrayList<>();
        try (Scratch scratch = Scratch.open();
                Server server = Server.forBench(checkout, scratch, operatorToken);
                Http operator = new Http(server.port(), operatorToken)) {
            Database database = new Database(scratch, Path.of(arguments[0]).resolve("deploy/bench/sql"));
            Ripeline.Company company = new Ripeline(operator).provision("bench");
            try (Http admin = new Http(server.port(), company.token())) {
                Ripeline.publish(admin, RULES);
            }
            Processor processor = new Processor(server.pid(), scratch.resolve("home"));
            FilesBench bench = new FilesBench(server.port(), company.token(), server.pid(), processor);
            results.add(bench.bringIn(scratch.resolve("customers.csv"), imported));
            String schema = database.query("SELECT schema_name FROM platform.tenant WHERE slug = 'bench'")
                    .getFirst();
            database.script(
                    "fill-customers.sql",
                    Map.of("schema", schema, "admin", company.adminId(), "rows", "" + exported));
            results.add(bench.giveOut("csv", exported));
            results.add(bench.giveOut("xlsx", exported));
        }
        Result.print(results);
        System.exit(results.stream().allMatch(Result::met) ? 0 : 1);
    }

    private Result bringIn(Path file, int rows) throws Exception {
        try (BufferedWriter csv = Files.newBufferedWriter(file)) {
            csv.write("name,city,phone,employees,number\n");
            CompanyNames names = new CompanyNames();
            for (int row = 1; row <= rows; row++) {
                csv.write("%s,City %d,138%08d,%d,91310000MA%08d%n"
                        .formatted(names.next(), row % 300, row, 1 + row % 900, row));
            }
        }
        try (Heap heap = new Heap(pid)) {
            long start = System.nanoTime();
            String id = find("\"id\":\"([^\"]+)\"", upload(file));
            long uploaded = System.nanoTime();
            Processor.Taken before = processor.taken();
            String job = find("\"id\":\"([^\"]+)\"", send("POST", "/api/v1/imports/" + id + "/run", "{}"));
            String state = "";
            while (!state.equals("done")) {
                Thread.sleep(250);
                String answer = send("GET", "/api/v1/jobs/" + job, null);
                state = find("\"state\":\"([^\"]+)\"", answer);
                if (state.equals("failed")) {
                    throw new IllegalStateException("The import failed: " + answer);
                }
            }
            Duration upload = Duration.ofNanos(uploaded - start);
            Duration run = Duration.ofNanos(System.nanoTime() - uploaded);
            Processor.Taken taken = processor.taken().since(before);
            String result = send("GET", "/api/v1/imports/" + id, null);
            boolean all = result.contains("\"created\":" + rows + ",");
            return new Result(
                    "import of %,d customers, three validations, three rules against duplicates, a unique key".formatted(rows),
                    "under %d s".formatted(IMPORT_TARGET.toSeconds()),
                    "%.1f s and %.1f s upload, %,d rows/s, processor %.1f s JVM + %.1f s PostgreSQL, heap to %,d MB"
                            .formatted(
                                    run.toMillis() / 1e3,
                                    upload.toMillis() / 1e3,
                                    rows * 1_000L / Math.max(1, run.toMillis()),
                                    taken.server() / 1e9,
                                    taken.postgres() / 1e9,
                                    heap.megabytes()),
                    all && run.compareTo(IMPORT_TARGET) < 0);
        }
    }

    private String upload(Path file) throws IOException, InterruptedException {
        String boundary = "----" + UUID.randomUUID();
        String part = "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(part.formatted(boundary, "options", "") + OPTIONS + "\r\n"),
                BodyPublishers.ofString(part.formatted(boundary, "file", "; filename=\"customers.csv\"")),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "/api/v1/imports"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body)
                .build();
        return expect(http.send(request, BodyHandlers.ofString()));
    }

    private String send(String method, String path, String json) throws IOException, InterruptedException {
        BodyPublisher body = json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
        return expect(http.send(request(path).method(method, body).build(), BodyHandlers.ofString()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private static String expect(HttpResponse<String> answer) {
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private Result giveOut(String format, int rows) throws Exception {
        String json = "{\"object\": \"customer\", \"format\": \"%s\"}".formatted(format);
        try (Heap heap = new Heap(pid)) {
            long start = System.nanoTime();
            long bytes = 0;
            long lines = 0;
            HttpResponse<InputStream> answer = http.send(
                    request("/api/v1/exports").POST(BodyPublishers.ofString(json)).build(), BodyHandlers.ofInputStream());
            try (InputStream in = answer.body()) {
                byte[] buffer = new byte[1 << 16];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    bytes += read;
                    for (int index = 0; index < read; index++) {
                        lines += buffer[index] == '\n' ? 1 : 0;
                    }
                }
            }
            long millis = (System.nanoTime() - start) / 1_000_000;
            boolean whole = answer.statusCode() == 200 && (format.equals("xlsx") || lines > rows);
            return new Result(
                    "export of %,d customers as %s".formatted(rows, format),
                    "heap under %d MB".formatted(FLAT_MEGABYTES),
                    "%.1f s, %,d rows/s, %,d MB, heap to %,d MB"
                            .formatted(millis / 1e3, rows * 1_000L / Math.max(1, millis), bytes >> 20, heap.megabytes()),
                    whole && heap.megabytes() < FLAT_MEGABYTES);
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
