package io.ripeline.definition;

import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;

/// Something about a document that keeps it from being published, or that its author should know.
///
/// @param pointer RFC 6901 pointer into the document
/// @param remedy what to do about it
public record Problem(String pointer, String code, Severity severity, Text message, Text remedy) {

    /// Whether publishing is refused.
    public enum Severity {
        ERROR,
        WARNING
    }

    /// The problem as a fault of a request that wanted to publish.
    public Violation toViolation() {
        return new Violation(
                pointer, code, new Text((message.en() + " " + remedy.en()).strip(), message.zh() + remedy.zh()));
    }
}
