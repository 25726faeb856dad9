package io.ripeline.refusal;

import java.util.List;
import java.util.Locale;

/// A reason for refusing that a caller can act on. Each feature keeps its own in one enum; the constant's name in
/// kebab case is the code on the wire and never changes.
public interface ErrorCode {

    /// The constant's name.
    String name();

    /// What sort of refusal this is.
    Kind kind();

    /// The refusal in a few words.
    Text title();

    /// The code on the wire, such as `version-conflict`.
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The refusal with the sentence that says what happened and what to do.
    default Refused because(Text detail) {
        return new Refused(this, detail, List.of());
    }

    /// The refusal with one fault, whose sentence is the detail too.
    default Refused at(String pointer, Text message) {
        return new Refused(this, message, List.of(new Violation(pointer, code(), message)));
    }
}
