package io.ripeline.expression;

import java.util.List;

/// Refuses what no parser should see: too long a text, and characters PostgreSQL cannot hold.
final class Characters {
    private Characters() {}

    static List<Problem> check(String source) {
        if (source.length() > Expressions.MAX_LENGTH) {
            return List.of(Wording.tooComplex(Expressions.MAX_LENGTH));
        }
        int offset = firstUnstorable(source);
        return offset < 0 ? List.of() : List.of(Wording.unstorable(Problem.Code.SYNTAX, offset));
    }

    /// Where the first NUL or unpaired surrogate is, or -1.
    static int firstUnstorable(String text) {
        int offset = 0;
        while (offset < text.length()) {
            int point = text.codePointAt(offset);
            if (point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
                return offset;
            }
            offset += Character.charCount(point);
        }
        return -1;
    }
}
