package io.ripeline.http;

import java.util.Locale;
import java.util.Optional;

/// How a value that a refusal carries looks in a problem document. A feature whose refusals carry its own types offers
/// one as a bean.
public interface ExtensionView {

    /// What to write for the value; nothing where it is none of this feature's.
    Optional<Object> view(Object value, Locale locale);
}
