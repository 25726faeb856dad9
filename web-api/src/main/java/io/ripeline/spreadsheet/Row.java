package io.ripeline.spreadsheet;

import java.util.List;

/// One row of a table.
///
/// @param number 1 for the first one below the column names
/// @param cells as text; empty where a cell holds nothing
public record Row(int number, List<String> cells) {

    public Row {
        cells = List.copyOf(cells);
    }
}
