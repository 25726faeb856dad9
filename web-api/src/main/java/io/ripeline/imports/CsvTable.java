package io.ripeline.imports;

import static io.ripeline.imports.ImportError.CSV_COLUMN_DUPLICATE;
import static io.ripeline.imports.ImportError.CSV_EMPTY;
import static io.ripeline.imports.ImportError.CSV_MALFORMED;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text of a file as named columns and rows. Empty lines are no rows; blanks around column names do not count.
/// Where every name but the first has a blank before it, the file writes its delimiter with a blank behind, which is
/// taken off the cells too. A file of failed rows that comes back is read as {@link FailedRows} wrote it.
final class CsvTable {

    private static final Pattern LINE = Pattern.compile("starting at line (\\d+)");

    private final String text;
    private final char delimiter;
    private final List<String> columns;
    private final boolean spaced;
    private final boolean returned;

    private CsvTable(String text, char delimiter, List<String> header) {
        this.text = text;
        this.delimiter = delimiter;
        this.columns = named(header);
        this.returned = FailedRows.isReason(columns.getLast());
        this.spaced =
                header.size() > 1 && header.stream().skip(1).allMatch(name -> name.startsWith(" ") && !name.isBlank());
    }

    /// One row.
    ///
    /// @param number 1 for the first one below the column names
    record Row(int number, List<String> cells) {

        Row {
            cells = List.copyOf(cells);
        }
    }

    /// Reads the column names; refuses with `csv-empty`, `csv-column-duplicate` or `csv-malformed`.
    static CsvTable read(String text, @Nullable Character delimiter) {
        char separator = delimiter == null ? CsvDelimiter.detect(text) : delimiter;
        Iterator<CsvRecord> records = records(text, separator);
        CsvRecord header = next(records)
                .filter(first -> !first.getFields().stream().allMatch(String::isBlank))
                .orElseThrow(() -> CSV_EMPTY.at("/file", Text.of("The file has no row of column names.", "文件没有列名行。")));
        return new CsvTable(text, separator, header.getFields());
    }

    /// The names, blanks taken off; a column without one is called by its place.
    private static List<String> named(List<String> header) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < header.size(); index++) {
            String given = header.get(index).strip();
            String name = given.isEmpty() ? "column " + (index + 1) : given;
            if (!seen.add(name)) {
                throw CSV_COLUMN_DUPLICATE.at(
                        "/file", Text.of("Two columns are called \"%s\"; rename one.", "有两列都叫“%s”，请修改其中一个。", name));
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    List<String> columns() {
        return columns;
    }

    char delimiter() {
        return delimiter;
    }

    /// Every row from the first one; reading refuses with `csv-malformed`.
    Iterator<Row> rows() {
        Iterator<CsvRecord> records = records(text, delimiter);
        next(records);
        return new Iterator<>() {

            private int number;
            private Optional<CsvRecord> ahead = CsvTable.next(records);

            @Override
            public boolean hasNext() {
                return ahead.isPresent();
            }

            @Override
            public Row next() {
                CsvRecord found = ahead.orElseThrow(NoSuchElementException::new);
                ahead = CsvTable.next(records);
                number++;
                return new Row(number, cells(found));
            }
        };
    }

    private List<String> cells(CsvRecord found) {
        List<String> cells = found.getFields();
        if (spaced) {
            cells = cells.stream().map(CsvTable::withoutBlank).toList();
        }
        return returned ? cells.stream().map(FailedRows::unquoted).toList() : cells;
    }

    private static String withoutBlank(String cell) {
        return cell.startsWith(" ") ? cell.substring(1) : cell;
    }

    private static Iterator<CsvRecord> records(String text, char delimiter) {
        return CsvReader.builder()
                .fieldSeparator(delimiter)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .ofCsvRecord(text)
                .iterator();
    }

    private static Optional<CsvRecord> next(Iterator<CsvRecord> records) {
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
}
