import java.io.BufferedWriter;
import java.io.IOException;
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
import java.time.LocalTime;

/// Uploads a file that is larger than the heap many times over, and tells how high the heap went. `upload.sh` calls it,
/// which keeps the server's heap small.
public final class UploadBench {

    private static final int MEGABYTES = 2048;
    private static final Duration PATIENCE = Duration.ofHours(2);
    private static final long FLAT_MEGABYTES = 200;
    private static final long FIRST_NUMBER = 10_000_000;
    private static final String BOUNDARY = "----of-the-upload";
    private static final String OPTIONS = """
            {"object": "customer", "mapping": [
              {"column": "name", "field": "name"}, {"column": "city", "field": "city"},
              {"column": "phone", "field": "phone"}, {"column": "address", "field": "address"}]}""";

    private UploadBench() {}

    public static void main(String[] arguments) throws Exception {
        Path checkout = Path.of(arguments[0]).toRealPath();
        long megabytes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : MEGABYTES;
        String operatorToken = Server.operatorToken();
        Result result;
        try (Scratch scratch = Scratch.open();
                Server server = Server.forBench(checkout, scratch, operatorToken);
                Http operator = new Http(server.port(), operatorToken)) {
            Ripeline.Company company = new Ripeline(operator).provision("bench");
            Path file = scratch.resolve("customers.csv");
            long rows = write(file, megabytes << 20);
            System.out.printf("%tT  the file is written, the upload begins%n", LocalTime.now());
            result = upload(file, rows, server, company.token());
        }
        Result.printHead();
        System.out.println(result);
        System.exit(result.met() ? 0 : 1);
    }

    /// Plain appending, for formatting each of twenty million rows would take longer than uploading them.
    private static long write(Path file, long bytes) throws IOException {
        long rows = 0;
        try (BufferedWriter csv = Files.newBufferedWriter(file)) {
            csv.write("name,city,phone,address\n");
            StringBuilder row = new StringBuilder();
            for (long written = 0; written < bytes; rows++) {
                row.setLength(0);
                row.append("Company ").append(rows).append(" of the upload,City ").append(rows % 300);
                row.append(",138").append(FIRST_NUMBER + rows);
                row.append(",\"").append(rows % 900).append(", Street ").append(rows % 300);
                row.append(", behind the third gate of the park, floor ").append(rows % 40).append("\"\n");
                csv.append(row);
                written += row.length();
            }
        }
        return rows;
    }

    private static Result upload(Path file, long rows, Server server, String token) throws Exception {
        String part = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(part.formatted("options", "") + OPTIONS + "\r\n"),
                BodyPublishers.ofString(part.formatted("file", "; filename=\"customers.csv\"")),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n"));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:%d/api/v1/imports".formatted(server.port())))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .timeout(PATIENCE)
                .POST(body)
                .build();
        try (HttpClient http = HttpClient.newHttpClient();
                Heap heap = new Heap(server.pid())) {
            long start = System.nanoTime();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            double seconds = (System.nanoTime() - start) / 1e9;
            boolean whole = answer.statusCode() < 300 && answer.body().contains("\"rows\":" + rows);
            if (!whole) {
                System.out.println(answer.statusCode() + ": " + answer.body());
            }
            return new Result(
                    "upload of %,d MB, %,d rows".formatted(Files.size(file) >> 20, rows),
                    "live heap under %d MB".formatted(FLAT_MEGABYTES),
                    "%.0f s, live heap to %d MB".formatted(seconds, heap.megabytes()),
                    whole && heap.megabytes() < FLAT_MEGABYTES);
        }
    }
}
