package io.ripeline.refusal;

/// One fault in what was sent.
///
/// @param pointer RFC 6901 pointer into the body, `""` for the whole
/// @param code stable code of the fault
public record Violation(String pointer, String code, Text message) {

    /// The pointer to a member below another one, escaped as RFC 6901 wants.
    public static String pointer(String base, String member) {
        return base + "/" + member.replace("~", "~0").replace("/", "~1");
    }
}
