package io.ripeline.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ripeline.json.StrictJson;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// What was answered.
///
/// @param headers those that belong to the answer itself and not to the exchange
/// @param body text, as every answer to a POST is
record Answer(int status, Map<String, String> headers, String body) {

    private static final List<String> KEPT =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.CONTENT_LANGUAGE, HttpHeaders.LOCATION, HttpHeaders.ETAG);

    static Answer of(ContentCachingResponseWrapper response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : KEPT) {
            String value = response.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return new Answer(response.getStatus(), headers, new String(response.getContentAsByteArray(), UTF_8));
    }

    /// Gives it again, marked as such.
    void writeTo(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        response.setHeader("Idempotency-Replayed", "true");
        byte[] content = body.getBytes(UTF_8);
        response.setContentLength(content.length);
        response.getOutputStream().write(content);
    }

    byte[] toBytes() {
        return StrictJson.MAPPER.writeValueAsBytes(this);
    }

    static Answer fromBytes(byte[] bytes) {
        return StrictJson.MAPPER.readValue(bytes, Answer.class);
    }
}
