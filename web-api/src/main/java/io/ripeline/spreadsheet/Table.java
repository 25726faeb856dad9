package io.ripeline.spreadsheet;

import static io.ripeline.spreadsheet.SpreadsheetError.CSV_COLUMN_DUPLICATE;
import static io.ripeline.spreadsheet.SpreadsheetError.FILE_TYPE_NOT_AVAILABLE;

import io.ripeline.refusal.Text;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A table that is read forward once, a row at a time: however large its file is, only the row at hand is held. Reading
/// further may refuse what opening could not see.
public interface Table extends Iterator<Row>, AutoCloseable {

    /// As many rows as a sheet can have; CSV files may have more.
    int MOST_ROWS = 1_048_576;

    /// What a file turned out to be.
    ///
    /// @param encoding of a CSV file
    /// @param delimiter of a CSV file
    /// @param sheet that is read, of a workbook
    /// @param sheets those of a workbook, in their order
    /// @param headerRow in which row or line the column names stand, from 1
    record Form(
            Format format,
            @Nullable String encoding,
            @Nullable Character delimiter,
            @Nullable String sheet,
            List<String> sheets,
            int headerRow) {

        public Form {
            sheets = List.copyOf(sheets);
        }
    }

    /// Opens a file by what its first bytes are; refuses with the codes of {@link SpreadsheetError}.
    static Table open(Content content, Layout layout) throws IOException {
        byte[] head;
        try (InputStream stream = content.open()) {
            head = stream.readNBytes(8);
        }
        return switch (Format.of(head)) {
            case CSV -> CsvTable.open(content, layout);
            case XLSX -> WorkbookTable.open(content, layout);
            case OLE -> throw OldWorkbook.refusal(content);
            case OTHER ->
                throw FILE_TYPE_NOT_AVAILABLE.at(
                        "/file", Text.of("The file is no table; send CSV or XLSX.", "该文件不是表格，请上传 CSV 或 XLSX。"));
        };
    }

    /// The names of the columns, none twice.
    List<String> columns();

    /// What the file turned out to be.
    Form form();

    @Override
    void close() throws IOException;

    /// The names, blanks taken off; a column without one is called by its place. Refuses with `csv-column-duplicate`.
    static List<String> named(List<String> header) {
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
}
