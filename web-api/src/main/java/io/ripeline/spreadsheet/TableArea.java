package io.ripeline.spreadsheet;

import io.ripeline.spreadsheet.Archive.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where in a sheet a table stands, as the workbook itself says it: rows and columns from 1, both ends included.
record TableArea(int top, int bottom, int left, int right) {

    private static final Pattern CELLS =
            Pattern.compile("\\$?([A-Z]{1,3})\\$?(\\d{1,7}):\\$?([A-Z]{1,3})\\$?(\\d{1,7})");

    /// The area of the one table of a sheet; none where there are several, or its names are not shown.
    static Optional<TableArea> of(Archive archive, String sheet) throws IOException {
        List<TableArea> areas = new ArrayList<>();
        for (Workbook.Relationship relationship :
                Workbook.relationships(archive, sheet).values()) {
            if (relationship.is("table")) {
                read(archive, relationship.target()).ifPresent(areas::add);
            }
        }
        return areas.size() == 1 ? Optional.of(areas.getFirst()) : Optional.empty();
    }

    private static Optional<TableArea> read(Archive archive, String name) throws IOException {
        Optional<Part> found = archive.part(name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        try (Part part = found.get()) {
            while (part.next()) {
                if (part.begins("table")) {
                    boolean totals = part.attribute("totalsRowCount").equals("1");
                    boolean named = !part.attribute("headerRowCount").equals("0");
                    return named ? area(part.attribute("ref"), totals ? 1 : 0) : Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<TableArea> area(String reference, int totals) {
        Matcher cells = CELLS.matcher(reference);
        return cells.matches()
                ? Optional.of(new TableArea(
                        Integer.parseInt(cells.group(2)),
                        Integer.parseInt(cells.group(4)) - totals,
                        column(cells.group(1)),
                        column(cells.group(3))))
                : Optional.empty();
    }

    private static int column(String letters) {
        return letters.chars().reduce(0, (column, letter) -> column * 26 + letter - 'A' + 1);
    }
}
