package io.ripeline.spreadsheet;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The public data that may stand beside the checkout; it is no part of it.
public final class SharedData {

    private SharedData() {}

    /// A file or folder of it, where it is there.
    public static Optional<Path> find(String name) {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path found = folder.resolve("shared/data").resolve(name);
            if (Files.exists(found)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
