package io.ripeline.spreadsheet;

import java.util.regex.Pattern;

/// Cells of CSV files that no spreadsheet runs.
///
/// A spreadsheet runs cells that begin with `= + - @`, a tab or a carriage return as formulas. Such cells get an
/// apostrophe before them, but for numbers and telephone numbers (`-5`, `+86 138 0013 8000`), which are what they seem.
/// So that nothing is lost, an apostrophe that already stands before such a cell is doubled, and reading takes one off
/// again.
public final class Harmless {

    private static final Pattern RUNS = Pattern.compile("'*[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-][0-9 .,()-]*[0-9][0-9 .,()-]*%?");

    private Harmless() {}

    /// A cell that runs nowhere.
    public static String of(String cell) {
        return runs(cell) && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
    }

    /// Whether a cell begins like a formula, be it a number.
    static boolean runs(String cell) {
        return !cell.isEmpty() && cell.charAt(0) < 'A' && RUNS.matcher(cell).matches();
    }

    /// A cell as it was before {@link #of} made it harmless.
    static String bare(String cell) {
        return cell.startsWith("'") && RUNS.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
