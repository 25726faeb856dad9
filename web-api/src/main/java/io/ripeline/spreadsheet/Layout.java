package io.ripeline.spreadsheet;

import static io.ripeline.spreadsheet.SpreadsheetError.HEADER_ROW_INVALID;

import io.ripeline.refusal.Text;
import org.jspecify.annotations.Nullable;

/// What is said about a file before it is read; what is absent is found out.
///
/// @param encoding of a CSV file, as the IANA names it; GBK is read as GB18030, which holds it
/// @param delimiter of a CSV file: one character, or `\t`
/// @param sheet of a workbook, by name; the first one shown where absent
/// @param headerRow in which row of the sheet or line of the file the column names stand, from 1
public record Layout(
        @Nullable String encoding,
        @Nullable String delimiter,
        @Nullable String sheet,
        @Nullable Integer headerRow) {

    /// Nothing is said.
    public static final Layout UNKNOWN = new Layout(null, null, null, null);

    /// Refuses a row that cannot be with `header-row-invalid`.
    public Layout {
        if (headerRow != null && (headerRow < 1 || headerRow > Table.MOST_ROWS)) {
            throw noHeader(headerRow);
        }
    }

    static io.ripeline.refusal.Refused noHeader(int row) {
        return HEADER_ROW_INVALID.at("/headerRow", Text.of("There are no column names in row %d.", "第 %d 行没有列名。", row));
    }
}
