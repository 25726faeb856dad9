package io.ripeline.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.ripeline.imports.ChunkWriting.Failure;
import io.ripeline.imports.ImportOptions.MappedColumn;
import io.ripeline.refusal.Violation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The file of the rows that failed: as given, and why. Corrected, it can be sent again with the same mapping.
///
/// A spreadsheet runs cells that begin with `= + - @`, a tab or a carriage return as formulas. Such cells get an
/// apostrophe before them, but for numbers and telephone numbers (`-5`, `+86 138 0013 8000`), which are what they seem.
/// So that nothing is lost, an apostrophe that already stands before such a cell is doubled, and a file that comes back
/// with the reason as its last column has one apostrophe taken off again on reading.
final class FailedRows {

    private static final String REASON = "reason";
    private static final String OTHER_REASON = "import_reason";
    private static final Pattern RUNS = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-][0-9 .,()-]*[0-9][0-9 .,()-]*%?");
    private static final String MARK = "\uFEFF";

    private FailedRows() {}

    /// Whether a column is the one with the reasons.
    static boolean isReason(String column) {
        return column.equals(REASON) || column.equals(OTHER_REASON);
    }

    /// A cell as it was before {@link #csv} made it harmless.
    static String unquoted(String cell) {
        return cell.startsWith("'") && RUNS.matcher(cell).matches() ? cell.substring(1) : cell;
    }

    private static String harmless(String cell) {
        return RUNS.matcher(cell).matches() && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
    }

    /// The file: UTF-8 with a byte order mark, in the delimiter of the file that came, reasons in the given language.
    static byte[] csv(StoredImport stored, List<Failure> failures, Locale locale) {
        List<String> columns = stored.columns();
        boolean again = isReason(columns.getLast()) && !isMapped(stored, columns.getLast());
        int width = again ? columns.size() - 1 : columns.size();
        List<String> kept = columns.subList(0, width);
        List<String> header = new ArrayList<>(kept);
        header.add(kept.contains(REASON) ? OTHER_REASON : REASON);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(MARK.getBytes(StandardCharsets.UTF_8));
        try (CsvWriter writer = CsvWriter.builder()
                .fieldSeparator(stored.delimiter())
                .lineDelimiter(LineDelimiter.CRLF)
                .build(bytes, StandardCharsets.UTF_8)) {
            writer.writeRecord(header.stream().map(FailedRows::harmless).toList());
            failures.forEach(failure -> writer.writeRecord(row(failure, width, columns.size(), locale)));
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed", impossible);
        }
        return bytes.toByteArray();
    }

    private static boolean isMapped(StoredImport stored, String column) {
        return stored.options().mappings().stream()
                .map(MappedColumn::column)
                .map(String::strip)
                .anyMatch(column::equals);
    }

    /// The cells under their columns, the reason under its own, and behind it what the row has too many.
    private static List<String> row(Failure failure, int width, int columns, Locale locale) {
        List<String> given = failure.row().cells();
        List<String> cells = new ArrayList<>();
        for (int index = 0; index < width; index++) {
            cells.add(index < given.size() ? harmless(given.get(index)) : "");
        }
        cells.add(harmless(failure.reasons().stream()
                .map(Violation::message)
                .map(reason -> reason.in(locale))
                .collect(Collectors.joining(" "))));
        given.stream().skip(columns).map(FailedRows::harmless).forEach(cells::add);
        return cells;
    }
}
