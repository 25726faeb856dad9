package io.ripeline.expression;

/// Turns CEL's positions, counted in code points, into offsets in UTF-16 units.
record Offsets(String source) {
    int ofCodePoint(int codePoints) {
        int most = source.codePointCount(0, source.length());
        return source.offsetByCodePoints(0, Math.clamp(codePoints, 0, most));
    }

    /// @param line from 1
    /// @param column from 0, in code points
    int of(int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int end = source.indexOf('\n', start);
            if (end < 0) {
                return source.length();
            }
            start = end + 1;
        }
        int rest = source.codePointCount(start, source.length());
        return source.offsetByCodePoints(start, Math.clamp(column, 0, rest));
    }
}
