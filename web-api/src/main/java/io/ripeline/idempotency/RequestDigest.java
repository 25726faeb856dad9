package io.ripeline.idempotency;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Objects;

/// Tells whether two requests ask the same: by address, body and, of an upload, each part.
final class RequestDigest {

    private final MessageDigest digest = IdempotencyKey.sha256();

    RequestDigest(HttpServletRequest request) {
        add(request.getMethod());
        add(request.getRequestURI());
        add(Objects.requireNonNullElse(request.getQueryString(), ""));
    }

    static boolean isUpload(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    byte[] of(byte[] body) {
        digest.update(body);
        return digest.digest();
    }

    /// Of an upload, whose parts stay there to be read again; one that cannot be read is refused further on and leaves
    /// nothing to keep.
    byte[] ofParts(HttpServletRequest request) throws IOException {
        try {
            for (Part part : request.getParts()) {
                add(part.getName());
                add(Objects.requireNonNullElse(part.getSubmittedFileName(), ""));
                try (InputStream content = part.getInputStream()) {
                    content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
                }
            }
        } catch (ServletException | IllegalStateException unreadable) {
            add(String.valueOf(unreadable.getMessage()));
        }
        return digest.digest();
    }

    private void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
