package io.ripeline.imports;

import io.ripeline.spreadsheet.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A file that came, without its rows.
///
/// @param columns the names of its columns
/// @param preview its first rows
/// @param rows how many it has
record StoredImport(
        UUID id,
        ImportOptions options,
        String fileName,
        Table.Form form,
        List<String> columns,
        List<List<String>> preview,
        int rows,
        UUID createdBy,
        Instant createdAt) {

    StoredImport {
        columns = List.copyOf(columns);
        preview = List.copyOf(preview);
    }

    /// The same with other columns.
    StoredImport withColumns(List<String> others) {
        return new StoredImport(id, options, fileName, form, others, preview, rows, createdBy, createdAt);
    }
}
