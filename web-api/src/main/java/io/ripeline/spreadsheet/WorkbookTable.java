package io.ripeline.spreadsheet;

import static io.ripeline.spreadsheet.SpreadsheetError.CSV_EMPTY;

import io.ripeline.refusal.Text;
import io.ripeline.spreadsheet.SheetRows.SheetRow;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table on a sheet. Where it stands the workbook may say; else its column names are the first row of texts that is
/// as full as any of those that follow, and what is written above, beside or in a few cells below is no part of it.
final class WorkbookTable implements Table {

    private static final int LOOKED_AT = 50;

    private static final int MOST_NOTES = 50;

    private final List<AutoCloseable> opened;
    private final SheetRows rows;
    private final Deque<SheetRow> ahead = new ArrayDeque<>();
    private final Form form;
    private final List<String> columns;
    private final TableArea area;
    private final boolean said;
    private boolean dense = true;
    private int number;

    private WorkbookTable(List<AutoCloseable> opened, SheetRows rows, Layout layout, Workbook workbook, Sheet sheet) {
        this.opened = List.copyOf(opened);
        this.rows = rows;
        this.said = sheet.area().isPresent();
        SheetRow header = header(layout, sheet.area());
        this.area = sheet.area().orElseGet(() -> around(header));
        List<String> names = cells(header);
        this.columns = Table.named(names);
        this.form = new Form(Format.XLSX, null, null, sheet.name(), workbook.names(), header.number());
    }

    private record Sheet(String name, Optional<TableArea> area) {}

    /// Opens a sheet of a workbook; refuses with `workbook-malformed`, `workbook-too-large`, `sheet-missing`,
    /// `file-type-not-available`, `header-row-invalid`, `csv-empty` or `csv-column-duplicate`.
    static WorkbookTable open(Content content, Layout layout) throws IOException {
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            Archive archive = Archive.open(content);
            opened.addFirst(archive);
            Workbook workbook = Workbook.of(archive);
            Workbook.Sheet sheet = workbook.sheet(layout.sheet());
            SharedTexts texts = SharedTexts.of(archive, workbook);
            opened.addFirst(texts);
            SheetRows rows = new SheetRows(
                    archive.part(sheet.part()).orElseThrow(Archive::malformed),
                    texts,
                    CellStyles.of(archive, workbook),
                    new ShownNumber(workbook.from1904()));
            opened.addFirst(rows);
            Optional<TableArea> area =
                    layout.headerRow() == null ? TableArea.of(archive, sheet.part()) : Optional.empty();
            return new WorkbookTable(opened, rows, layout, workbook, new Sheet(sheet.name(), area));
        } catch (IOException | RuntimeException failure) {
            closeAll(opened);
            throw failure;
        }
    }

    private SheetRow header(Layout layout, Optional<TableArea> area) {
        Integer wanted = layout.headerRow() == null ? area.map(TableArea::top).orElse(null) : layout.headerRow();
        return wanted == null ? found() : at(wanted);
    }

    private SheetRow at(int wanted) {
        Optional<SheetRow> row = rows.next();
        while (row.filter(each -> each.number() < wanted).isPresent()) {
            row = rows.next();
        }
        return row.filter(each -> each.number() == wanted).orElseThrow(() -> Layout.noHeader(wanted));
    }

    private SheetRow found() {
        fill(LOOKED_AT);
        if (ahead.isEmpty()) {
            throw CSV_EMPTY.at("/file", Text.of("The sheet has no row of column names.", "工作表没有列名行。"));
        }
        List<SheetRow> first = List.copyOf(ahead);
        int widest = first.stream().mapToInt(SheetRow::filled).max().orElse(0);
        SheetRow header = first.stream()
                .filter(row -> row.filled() * 10 >= widest * 9 && row.texts() == row.filled() && hasNamesOnly(row))
                .findFirst()
                .orElse(first.getFirst());
        while (!ahead.removeFirst().equals(header)) {
            // what stands above
        }
        return header;
    }

    private static boolean hasNamesOnly(SheetRow row) {
        List<String> names = row.cells().stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        return names.stream().distinct().count() == names.size();
    }

    private static TableArea around(SheetRow header) {
        int left = 0;
        while (header.cell(left).isBlank()) {
            left++;
        }
        int right = header.cells().size();
        while (header.cell(right - 1).isBlank()) {
            right--;
        }
        return new TableArea(header.number(), MOST_ROWS, left + 1, right);
    }

    private List<String> cells(SheetRow row) {
        List<String> cells = new ArrayList<>();
        for (int column = area.left() - 1; column < area.right(); column++) {
            cells.add(row.cell(column));
        }
        return cells;
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
        dropBesides();
        if (!said && dense && number > 0 && !ahead.isEmpty() && isSparse(ahead.getFirst())) {
            fill(MOST_NOTES);
            if (areNotes()) {
                ahead.clear();
            }
        }
        return !ahead.isEmpty();
    }

    /// Where every row had its first cell and at least half of the others, a few last rows that have fewer, and not
    /// all the first one, are notes below the table. In doubt they are rows, for nothing may be lost.
    private boolean areNotes() {
        return ahead.size() < MOST_NOTES
                && ahead.stream().allMatch(this::isSparse)
                && ahead.stream().anyMatch(row -> row.cell(area.left() - 1).isBlank());
    }

    /// Leaves out rows with nothing in the table's columns, and all behind its end.
    private void dropBesides() {
        fill(1);
        while (!ahead.isEmpty() && isBesides(ahead.getFirst())) {
            ahead.removeFirst();
            fill(1);
        }
    }

    private boolean isBesides(SheetRow row) {
        return row.number() > area.bottom() || cells(row).stream().allMatch(String::isBlank);
    }

    private boolean isSparse(SheetRow row) {
        long filled = cells(row).stream().filter(cell -> !cell.isBlank()).count();
        return columns.size() > 2 && filled * 2 < columns.size();
    }

    private void fill(int wanted) {
        @Nullable SheetRow row = null;
        while (ahead.size() < wanted && (row = rows.next().orElse(null)) != null) {
            ahead.add(row);
        }
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException("No further row");
        }
        SheetRow row = ahead.removeFirst();
        dense &= !isSparse(row) && !row.cell(area.left() - 1).isBlank();
        number++;
        return new Row(number, cells(row));
    }

    @Override
    public void close() throws IOException {
        closeAll(opened);
    }

    private static void closeAll(List<AutoCloseable> opened) throws IOException {
        for (AutoCloseable each : opened) {
            switch (each) {
                case Archive archive -> archive.close();
                case SharedTexts texts -> texts.close();
                case SheetRows rows -> rows.close();
                default -> throw new IllegalStateException("Nobody opened that");
            }
        }
    }
}
