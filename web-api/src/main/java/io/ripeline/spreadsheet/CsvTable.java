package io.ripeline.spreadsheet;

import static io.ripeline.spreadsheet.SpreadsheetError.CSV_EMPTY;
import static io.ripeline.spreadsheet.SpreadsheetError.CSV_MALFORMED;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The text of a file as named columns and rows. Empty lines are no rows; blanks around column names do not count.
/// Where every name but the first has a blank before it, the file writes its delimiter with a blank behind, which is
/// taken off the cells too, and so is the apostrophe that keeps a cell from running as a formula ({@link Harmless}).
final class CsvTable implements Table {

    private static final Pattern LINE = Pattern.compile("starting at line (\\d+)");

    private final CloseableIterator<CsvRecord> records;
    private final Form form;
    private final List<String> columns;
    private final boolean spaced;
    private Optional<CsvRecord> ahead;
    private int number;

    private CsvTable(CloseableIterator<CsvRecord> records, CsvRecord header, Charset charset, char delimiter) {
        this.records = records;
        List<String> names = header.getFields().stream().map(Harmless::bare).toList();
        this.columns = Table.named(names);
        this.spaced =
                names.size() > 1 && names.stream().skip(1).allMatch(name -> name.startsWith(" ") && !name.isBlank());
        int line = (int) Math.min(header.getStartingLineNumber(), Integer.MAX_VALUE);
        this.form = new Form(Format.CSV, charset.name(), delimiter, null, List.of(), line);
        this.ahead = next(records);
    }

    /// Reads the column names; refuses with `csv-encoding`, `delimiter-invalid`, `csv-empty`, `csv-column-duplicate`,
    /// `header-row-invalid` or `csv-malformed`.
    static CsvTable open(Content content, Layout layout) throws IOException {
        Character said = CsvDelimiter.named(layout.delimiter());
        Charset charset = CsvEncoding.of(content, layout.encoding());
        char delimiter = said == null ? detected(content, charset, layout) : said;
        return of(CsvEncoding.reader(content, charset), charset, delimiter, layout.headerRow());
    }

    private static char detected(Content content, Charset charset, Layout layout) throws IOException {
        char[] head = new char[CsvDelimiter.LONGEST_LOOK];
        int length = 0;
        try (Reader reader = CsvEncoding.reader(content, charset)) {
            for (int read = 0;
                    read >= 0 && length < head.length;
                    read = reader.read(head, length, head.length - length)) {
                length += read;
            }
        }
        int skipped = layout.headerRow() == null ? 0 : layout.headerRow() - 1;
        return CsvDelimiter.detect(
                new String(head, 0, length).lines().skip(skipped).collect(Collectors.joining("\n")));
    }

    /// The table in a text.
    static CsvTable read(String text, @Nullable Character delimiter) {
        char separator = delimiter == null ? CsvDelimiter.detect(text) : delimiter;
        return of(new StringReader(text), java.nio.charset.StandardCharsets.UTF_8, separator, null);
    }

    private static CsvTable of(Reader text, Charset charset, char delimiter, @Nullable Integer headerRow) {
        CloseableIterator<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)
                .iterator();
        return new CsvTable(records, header(records, headerRow), charset, delimiter);
    }

    private static CsvRecord header(CloseableIterator<CsvRecord> records, @Nullable Integer headerRow) {
        Optional<CsvRecord> header = next(records);
        while (headerRow != null
                && header.filter(each -> each.getStartingLineNumber() < headerRow)
                        .isPresent()) {
            header = next(records);
        }
        return header.filter(first -> !first.getFields().stream().allMatch(String::isBlank))
                .orElseThrow(() -> headerRow == null
                        ? CSV_EMPTY.at("/file", Text.of("The file has no row of column names.", "文件没有列名行。"))
                        : Layout.noHeader(headerRow));
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public boolean hasNext() {
        return ahead.isPresent();
    }

    /// Refuses with `csv-malformed`.
    @Override
    public Row next() {
        CsvRecord found = ahead.orElseThrow(NoSuchElementException::new);
        ahead = next(records);
        number++;
        return new Row(number, found.getFields().stream().map(this::cell).toList());
    }

    private String cell(String cell) {
        return Harmless.bare(spaced && cell.startsWith(" ") ? cell.substring(1) : cell);
    }

    private static Optional<CsvRecord> next(CloseableIterator<CsvRecord> records) {
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (CsvParseException broken) {
            throw malformed(broken);
        }
    }

    private static Refused malformed(CsvParseException broken) {
        Matcher line = LINE.matcher(String.valueOf(broken.getMessage()));
        String number = line.find() ? line.group(1) : "?";
        return CSV_MALFORMED.at(
                "/file",
                Text.of(
                        "The quotes in the row that begins in line %s are broken: one is not closed, or something follows the closing one.",
                        "从第 %s 行开始的一行引号有误：缺少结束引号，或结束引号后还有内容。", number));
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
