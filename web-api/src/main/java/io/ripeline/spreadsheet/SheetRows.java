package io.ripeline.spreadsheet;

import io.ripeline.spreadsheet.Archive.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The rows of a sheet, read forward.
final class SheetRows implements AutoCloseable {

    private static final int MOST_COLUMNS = 16_384;

    private final Part part;
    private final SharedTexts texts;
    private final CellStyles styles;
    private final ShownNumber numbers;
    private int behind;

    SheetRows(Part part, SharedTexts texts, CellStyles styles, ShownNumber numbers) {
        this.part = part;
        this.texts = texts;
        this.styles = styles;
        this.numbers = numbers;
    }

    /// A row with at least one cell that holds something.
    ///
    /// @param number its place in the sheet, from 1
    /// @param cells as texts from the first column on, up to the last one that holds something
    /// @param texts how many of the cells hold text and not a number or date
    record SheetRow(int number, List<String> cells, int texts) {

        int filled() {
            return (int) cells.stream().filter(cell -> !cell.isBlank()).count();
        }

        String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }
    }

    /// The next row that holds something; refuses with `workbook-malformed` or `workbook-too-large`.
    Optional<SheetRow> next() {
        while (part.next()) {
            if (part.begins("row")) {
                int number = number(part.attribute("r"), behind + 1);
                behind = number;
                SheetRow row = row(number);
                if (row.filled() > 0) {
                    return Optional.of(row);
                }
            }
        }
        return Optional.empty();
    }

    private static int number(String said, int otherwise) {
        try {
            int number = said.isEmpty() ? otherwise : Integer.parseInt(said);
            if (number < otherwise || number > Table.MOST_ROWS) {
                throw Archive.malformed();
            }
            return number;
        } catch (NumberFormatException none) {
            throw Archive.malformed();
        }
    }

    private SheetRow row(int number) {
        List<String> cells = new ArrayList<>();
        int written = 0;
        int next = 0;
        while (part.next() && !part.ends("row")) {
            if (part.begins("c")) {
                int column = column(part.attribute("r"), next);
                next = column + 1;
                String type = part.attribute("t");
                String cell = cell(type, part.attribute("s"));
                boolean isText = type.equals("s") || type.equals("inlineStr") || type.equals("str");
                if (!cell.isEmpty()) {
                    cells.addAll(Collections.nCopies(column - cells.size(), ""));
                    cells.add(cell);
                    written += isText && !cell.isBlank() ? 1 : 0;
                }
            }
        }
        return new SheetRow(number, cells, written);
    }

    private static int column(String reference, int otherwise) {
        int column = 0;
        int length = 0;
        while (length < reference.length() && reference.charAt(length) >= 'A' && reference.charAt(length) <= 'Z') {
            column = column * 26 + reference.charAt(length) - 'A' + 1;
            length++;
            if (column > MOST_COLUMNS) {
                throw Archive.malformed();
            }
        }
        if (length == 0) {
            return otherwise;
        }
        if (column - 1 < otherwise) {
            throw Archive.malformed();
        }
        return column - 1;
    }

    private String cell(String type, String style) {
        String value = "";
        while (part.next() && !part.ends("c")) {
            if (part.begins("v")) {
                value = part.text();
            } else if (part.begins("is")) {
                value = RichText.read(part, "is");
            }
        }
        return switch (type) {
            case "s" -> value.isEmpty() ? "" : texts.get(value);
            case "inlineStr" -> value;
            case "str" -> RichText.plain(value);
            case "b" -> value.equals("1") ? "true" : value.equals("0") ? "false" : value;
            case "d" -> value.endsWith("T00:00:00") ? value.substring(0, value.indexOf('T')) : value.replace('T', ' ');
            case "e" -> value;
            default -> value.isEmpty() ? "" : numbers.of(value, styles.get(style));
        };
    }

    @Override
    public void close() throws IOException {
        part.close();
    }
}
