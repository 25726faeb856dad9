package io.ripeline.spreadsheet;

import java.util.regex.Pattern;

/// How the sheets of a workbook are called: without the signs that no sheet's name may have, and not longer than any
/// may be.
record SheetNames(String first) {

    private static final Pattern FORBIDDEN = Pattern.compile("[\\[\\]:*?/\\\\\\p{Cntrl}]|^'|'$");
    private static final int LONGEST = 26;

    SheetNames {
        String plain = FORBIDDEN.matcher(first).replaceAll(" ").strip();
        int end = plain.offsetByCodePoints(0, Math.min(LONGEST, plain.codePointCount(0, plain.length())));
        first = plain.isEmpty() ? "Sheet" : plain.substring(0, end);
    }

    /// The name of the sheet with this number, from 1.
    String get(int number) {
        return number == 1 ? first : first + " " + number;
    }
}
