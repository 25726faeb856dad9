package io.ripeline.http;

import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An error as RFC 9457 tells it.
///
/// @param detail absent where the cause is nobody's business
/// @param extensions further members of the document
/// @param headers what the answer carries besides
public record Problem(
        int status,
        String code,
        Text title,
        @Nullable Text detail,
        List<Violation> violations,
        Map<String, Object> extensions,
        Map<String, String> headers) {

    private static final String INVALID_TOKEN = "token-invalid";

    public Problem {
        violations = List.copyOf(violations);
        extensions = Map.copyOf(extensions);
        headers = Map.copyOf(headers);
    }

    /// The problem a refusal is.
    public static Problem of(Refused refused) {
        ErrorCode code = refused.code();
        return new Problem(
                code.kind().status(),
                code.code(),
                code.title(),
                refused.detail(),
                refused.violations(),
                refused.extensions(),
                headersOf(code));
    }

    private static Map<String, String> headersOf(ErrorCode code) {
        return switch (code.kind()) {
            case UNAUTHENTICATED ->
                Map.of(
                        "WWW-Authenticate",
                        code.code().equals(INVALID_TOKEN)
                                ? "Bearer realm=\"ripeline\", error=\"invalid_token\""
                                : "Bearer realm=\"ripeline\"");
            case UNAVAILABLE -> Map.of("Retry-After", "5");
            case MALFORMED,
                    FORBIDDEN,
                    NOT_FOUND,
                    CONFLICT,
                    STALE,
                    TOO_LARGE,
                    INVALID,
                    PRECONDITION_REQUIRED,
                    TOO_MANY -> Map.of();
        };
    }
}
