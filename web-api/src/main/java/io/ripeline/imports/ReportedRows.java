package io.ripeline.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.ripeline.imports.ImportOptions.MappedColumn;
import io.ripeline.refusal.Violation;
import io.ripeline.spreadsheet.Harmless;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// The file of rows that are given back: as given, and why; doubles with the id of the record they double. Corrected,
/// it can be sent again with the same mapping. No cell runs as a formula ({@link Harmless}).
///
/// It is in the encoding of the file that came where that holds every character: the reasons may be in Chinese whatever
/// the file is in. UTF-8 gets a byte order mark, without which spreadsheets do not know it.
final class ReportedRows {

    private static final String REASON = "reason";
    private static final String OTHER_REASON = "import_reason";
    private static final String DUPLICATE_OF = "duplicate_of";
    private static final char MARK = '\uFEFF';

    private final StoredImport stored;
    private final Locale locale;
    private final boolean doubles;

    /// @param locale of the reasons
    /// @param doubles whether the rows are doubles
    ReportedRows(StoredImport stored, Locale locale, boolean doubles) {
        this.stored = stored;
        this.locale = locale;
        this.doubles = doubles;
    }

    private static boolean isReason(String column) {
        return column.equals(REASON) || column.equals(OTHER_REASON);
    }

    /// The encoding of the file.
    static Charset charset(StoredImport stored) {
        String encoding = stored.form().encoding();
        boolean whole = encoding != null && (encoding.startsWith("UTF-") || encoding.equals("GB18030"));
        return whole ? Charset.forName(encoding) : StandardCharsets.UTF_8;
    }

    /// Writes the file.
    ///
    /// @param behind the next rows behind the one of that number; none at the end
    void write(OutputStream out, IntFunction<List<Reported>> behind) throws IOException {
        Charset charset = charset(stored);
        if (charset.name().startsWith("UTF-")) {
            out.write(String.valueOf(MARK).getBytes(charset));
        }
        Character delimiter = stored.form().delimiter();
        CsvWriter writer = CsvWriter.builder()
                .fieldSeparator(delimiter == null ? ',' : delimiter)
                .lineDelimiter(LineDelimiter.CRLF)
                .build(out, charset);
        try {
            writer.writeRecord(header());
            List<Reported> rows = behind.apply(0);
            while (!rows.isEmpty()) {
                rows.forEach(row -> writer.writeRecord(cells(row)));
                rows = behind.apply(rows.getLast().row().number());
            }
            writer.flush();
        } catch (UncheckedIOException gone) {
            throw gone.getCause();
        }
    }

    /// How many of the columns are given back: all but the reasons of the time before.
    private int width() {
        List<String> columns = stored.columns();
        boolean again = isReason(columns.getLast()) && !isMapped(columns.getLast());
        return again ? columns.size() - 1 : columns.size();
    }

    private boolean isMapped(String column) {
        return stored.options().mappings().stream()
                .map(MappedColumn::column)
                .map(String::strip)
                .anyMatch(column::equals);
    }

    private List<String> header() {
        List<String> header = new ArrayList<>(stored.columns().subList(0, width()));
        if (doubles) {
            header.add(header.contains(DUPLICATE_OF) ? DUPLICATE_OF + "_record" : DUPLICATE_OF);
        }
        header.add(header.contains(REASON) ? OTHER_REASON : REASON);
        return header.stream().map(Harmless::of).toList();
    }

    /// The cells under their columns, the reason under its own, and behind it what the row has too many.
    private List<String> cells(Reported reported) {
        List<String> given = reported.row().cells();
        List<String> cells = new ArrayList<>();
        for (int index = 0; index < width(); index++) {
            cells.add(index < given.size() ? Harmless.of(given.get(index)) : "");
        }
        if (doubles) {
            cells.add(reported.record() == null ? "" : reported.record().toString());
        }
        cells.add(Harmless.of(reported.reasons().stream()
                .map(Violation::message)
                .map(reason -> reason.in(locale))
                .collect(Collectors.joining(" "))));
        given.stream().skip(stored.columns().size()).map(Harmless::of).forEach(cells::add);
        return cells;
    }
}
