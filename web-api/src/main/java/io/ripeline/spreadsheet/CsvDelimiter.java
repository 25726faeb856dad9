package io.ripeline.spreadsheet;

import static io.ripeline.spreadsheet.SpreadsheetError.DELIMITER_INVALID;

import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What separates the cells of a file: the candidate that parts the first rows into equally many cells, and into most.
final class CsvDelimiter {

    private static final char[] CANDIDATES = {',', ';', '\t', '|'};
    private static final int ROWS = 20;
    static final int LONGEST_LOOK = 200_000;

    private CsvDelimiter() {}

    /// The delimiter a client named; refuses with `delimiter-invalid`. `\t` may be written with a backslash.
    static @Nullable Character named(@Nullable String delimiter) {
        if (delimiter == null) {
            return null;
        }
        if (delimiter.equals("\\t")) {
            return '\t';
        }
        if (delimiter.length() != 1 || "\"\r\n\uFEFF\0".contains(delimiter)) {
            throw DELIMITER_INVALID.at(
                    "/delimiter",
                    Text.of(
                            "A delimiter is one character such as , ; | or a tab, but no quote or line break.",
                            "分隔符应为一个字符，如 , ; | 或制表符，不能是引号或换行。"));
        }
        return delimiter.charAt(0);
    }

    /// The delimiter of a text; a comma where the text has one column.
    static char detect(String text) {
        List<int[]> rows = counts(text);
        char best = CANDIDATES[0];
        double bestScore = 0;
        for (int candidate = 0; candidate < CANDIDATES.length; candidate++) {
            double score = score(rows, candidate);
            if (score > bestScore) {
                bestScore = score;
                best = CANDIDATES[candidate];
            }
        }
        return best;
    }

    /// How many rows are parted like the header weighs more than into how many cells.
    private static double score(List<int[]> rows, int candidate) {
        int header = rows.isEmpty() ? 0 : rows.getFirst()[candidate];
        if (header == 0) {
            return 0;
        }
        long alike = rows.stream().filter(row -> row[candidate] == header).count();
        return (double) alike / rows.size() + header / 1_000.0;
    }

    /// How often each candidate stands outside of quotes, for each of the first rows that are not empty.
    private static List<int[]> counts(String text) {
        List<int[]> rows = new ArrayList<>();
        int[] row = new int[CANDIDATES.length];
        boolean quoted = false;
        boolean empty = true;
        int end = Math.min(text.length(), LONGEST_LOOK);
        for (int index = 0; index < end && rows.size() < ROWS; index++) {
            char each = text.charAt(index);
            if (each == '"') {
                quoted = !quoted;
                empty = false;
            } else if (!quoted && (each == '\n' || each == '\r')) {
                if (!empty) {
                    rows.add(row);
                    row = new int[CANDIDATES.length];
                }
                empty = true;
            } else {
                empty = false;
                count(row, quoted ? '"' : each);
            }
        }
        if (!empty && rows.size() < ROWS) {
            rows.add(row);
        }
        return rows;
    }

    private static void count(int[] row, char each) {
        for (int candidate = 0; candidate < CANDIDATES.length; candidate++) {
            if (CANDIDATES[candidate] == each) {
                row[candidate]++;
            }
        }
    }
}
