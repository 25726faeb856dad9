package io.ripeline.spreadsheet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a table row by row; nothing of it is held. No cell runs as a formula, and numbers, dates and truths stay what
/// they are: a cell is a `String`, `Long`, `BigDecimal`, `LocalDate`, `LocalDateTime` or `Boolean`, or absent.
public interface TableWriter extends AutoCloseable {

    /// A CSV file; in UTF-8 with a byte order mark, without which spreadsheets do not know it.
    static TableWriter csv(OutputStream out, Charset charset) throws IOException {
        return new CsvTableWriter(out, charset);
    }

    /// A workbook with one sheet, and further ones where the rows are more than a sheet holds.
    static TableWriter workbook(OutputStream out, String sheet) throws IOException {
        return new WorkbookWriter(out, sheet);
    }

    /// The encodings of CSV files by what clients call them; refuses none, for the caller does.
    static @Nullable Charset charset(String name) {
        return switch (name) {
            case "utf-8" -> StandardCharsets.UTF_8;
            case "gb18030", "gbk" -> CsvEncoding.GB18030;
            default -> null;
        };
    }

    /// Writes the names of the columns; once, before all rows.
    void header(List<String> names) throws IOException;

    /// Writes a row.
    void row(List<? extends @Nullable Object> cells) throws IOException;

    /// Ends the file, but not the stream.
    @Override
    void close() throws IOException;
}
