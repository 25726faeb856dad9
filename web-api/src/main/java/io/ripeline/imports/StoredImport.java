package io.ripeline.imports;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A file that came, without its content.
///
/// @param columns the names in its first row
/// @param rows how many follow
record StoredImport(
        UUID id,
        ImportOptions options,
        String fileName,
        List<String> columns,
        int rows,
        String encoding,
        char delimiter,
        UUID createdBy,
        Instant createdAt) {

    StoredImport {
        columns = List.copyOf(columns);
    }
}
