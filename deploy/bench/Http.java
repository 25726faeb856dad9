import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// One HTTP/1.1 connection kept alive, as thin as a client can be: a request goes out in one write, the answer is read
/// to its last byte. When the server ends the connection after an answer, the next request opens another one before its
/// clock starts.
final class Http implements AutoCloseable {

    /// An answer with the time from the first byte sent to the last byte read.
    record Answer(int status, Map<String, String> headers, String body, long nanos) {

        /// Fails unless the status is the one expected.
        Answer expect(int expected) {
            if (status != expected) {
                throw new IllegalStateException("Expected " + expected + " but was " + status + ": " + body);
            }
            return this;
        }
    }

    private static final int TIMEOUT_MILLIS = 120_000;

    private final int port;
    private final String token;
    private Socket socket;
    private InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;

    /// @param token null for nobody's
    Http(int port, String token) {
        this.port = port;
        this.token = token;
    }

    Answer get(String path) throws IOException {
        return send("GET", path, "", null);
    }

    Answer post(String path, String json) throws IOException {
        return send("POST", path, "", json);
    }

    /// Sends a request; `headers` are whole lines, each with its line end.
    Answer send(String method, String path, String headers, String json) throws IOException {
        byte[] body = json == null ? new byte[0] : json.getBytes(StandardCharsets.UTF_8);
        String head = "%s %s HTTP/1.1\r\nHost: localhost:%d\r\nAccept: application/json\r\n%s"
                .formatted(method, path, port, headers);
        if (token != null) {
            head += "Authorization: Bearer " + token + "\r\n";
        }
        if (json != null) {
            head += "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n";
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes((head + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        connect();
        long start = System.nanoTime();
        request.writeTo(socket.getOutputStream());
        return read(start);
    }

    private void connect() throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = socket.getInputStream();
            position = 0;
            limit = 0;
        }
    }

    private Answer read(long start) throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        byte[] body = body(headers);
        long nanos = System.nanoTime() - start;
        if ("close".equalsIgnoreCase(headers.get("connection"))) {
            close();
        }
        return new Answer(status, headers, new String(body, StandardCharsets.UTF_8), nanos);
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if ("chunked".equals(headers.get("transfer-encoding"))) {
            for (int size = chunk(); size > 0; size = chunk()) {
                take(size, body);
                line();
            }
            line();
        } else {
            take(Integer.parseInt(headers.getOrDefault("content-length", "0")), body);
        }
        return body.toByteArray();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = next(); next != '\n'; next = next()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private int next() throws IOException {
        if (position == limit) {
            fill();
        }
        return buffer[position++] & 0xff;
    }

    private void take(int size, ByteArrayOutputStream into) throws IOException {
        for (int left = size; left > 0; ) {
            if (position == limit) {
                fill();
            }
            int some = Math.min(left, limit - position);
            into.write(buffer, position, some);
            position += some;
            left -= some;
        }
    }

    private void fill() throws IOException {
        position = 0;
        limit = Math.max(0, in.read(buffer));
        if (limit == 0) {
            throw new EOFException("The server ended the connection in the middle of an answer");
        }
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
