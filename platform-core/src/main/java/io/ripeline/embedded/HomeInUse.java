package io.ripeline.embedded;

import java.nio.file.Path;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/// Another live process has the home directory.
final class HomeInUse extends FailureAnalyzedException {

    private static final long serialVersionUID = 1;

    HomeInUse(Path directory) {
        super(
                "Another Ripeline is running on the home directory " + directory + ".",
                "Stop the other one first, or give this one its own home with --home and its own port with --port.");
    }
}
