package io.ripeline.refusal;

/// Sorts of refusals by what the caller may do about them, each with its HTTP status.
public enum Kind {
    MALFORMED(400),
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    CONFLICT(409),
    STALE(412),
    TOO_LARGE(413),
    INVALID(422),
    PRECONDITION_REQUIRED(428),
    TOO_MANY(429),
    UNAVAILABLE(503);

    private final int status;

    Kind(int status) {
        this.status = status;
    }

    /// The HTTP status code.
    public int status() {
        return status;
    }
}
