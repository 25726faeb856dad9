package io.ripeline.spreadsheet;

import java.io.IOException;
import java.io.InputStream;

/// The bytes of a file, which can be read from their beginning more than once and never have to be held at once.
@FunctionalInterface
public interface Content {

    /// The bytes from the first one; whoever opens them closes them.
    InputStream open() throws IOException;
}
