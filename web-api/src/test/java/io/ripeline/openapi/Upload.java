package io.ripeline.openapi;

import io.ripeline.acceptance.ApiClient;
import io.ripeline.acceptance.ApiClient.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/// A multipart form, right or wrong.
///
/// @param contentType of the whole; `%s` stands for the boundary
/// @param ended whether it has its end
record Upload(String contentType, List<Part> parts, boolean ended) {

    private static final String BOUNDARY = "ripeline-contract-boundary";
    private static final String FORM = "multipart/form-data; boundary=%s";
    private static final byte[] TABLE = "Name\nAda\n".getBytes(StandardCharsets.UTF_8);

    /// @param contentType empty where it has none
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Part(String name, String fileName, String contentType, byte[] content) {

        static Part file(byte[] content) {
            return new Part("file", "data.csv", "text/csv", content);
        }

        static Part options(String json) {
            return new Part("options", "", "application/json", json.getBytes(StandardCharsets.UTF_8));
        }
    }

    Upload {
        parts = List.copyOf(parts);
    }

    static Upload of(Part... parts) {
        return new Upload(FORM, List.of(parts), true);
    }

    /// The same with another type of the whole.
    Upload as(String other) {
        return new Upload(other, parts, ended);
    }

    /// The same, broken off.
    Upload brokenOff() {
        return new Upload(contentType, parts, false);
    }

    /// One of what a schema describes, with a fault more often than not.
    static Upload madeUp(Samples samples, Random random, JsonNode schema) {
        List<Part> parts = new ArrayList<>();
        for (String name : schema.get("properties").propertyNames()) {
            JsonNode part = schema.at("/properties/" + name);
            boolean file = part.path("format").asString("").equals("binary");
            JsonNode value = samples.of(part);
            parts.add(
                    file
                            ? Part.file(TABLE)
                            : Part.options((random.nextBoolean() ? value : samples.spoilt(value)).toString()));
        }
        switch (random.nextInt(8)) {
            case 0 -> parts.removeFirst();
            case 1 -> parts.removeLast();
            case 2 -> parts.add(parts.getFirst());
            case 3 -> parts.add(new Part("further", "x.bin", "application/octet-stream", new byte[] {0, 1, 2}));
            case 4 -> Collections.reverse(parts);
            case 5 -> parts.replaceAll(part -> new Part(part.name(), part.fileName(), "image/png", part.content()));
            case 6 -> parts.replaceAll(part -> new Part(part.name(), part.fileName(), "", new byte[0]));
            default -> {
                // as the schema has it
            }
        }
        Upload made = new Upload(FORM, parts, random.nextInt(6) > 0);
        return random.nextInt(6) > 0 ? made : made.as("application/json");
    }

    Answer sent(ApiClient client, String method, String path) {
        return client.send(method, path, contentType.replace("%s", BOUNDARY), body());
    }

    private byte[] body() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Part part : parts) {
            String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + part.name() + "\""
                    + (part.fileName().isEmpty() ? "" : "; filename=\"" + part.fileName() + "\"")
                    + (part.contentType().isEmpty() ? "" : "\r\nContent-Type: " + part.contentType())
                    + "\r\n\r\n";
            body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
            body.writeBytes(part.content());
            body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        if (ended) {
            body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        }
        return body.toByteArray();
    }
}
