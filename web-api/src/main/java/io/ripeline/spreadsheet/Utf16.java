package io.ripeline.spreadsheet;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// UTF-16 without a byte order mark, known by its zero bytes: each comma, digit and line break of such a file has one,
/// always on the same side. Text of one byte a character has none, but for a stray NUL.
final class Utf16 {

    /// Of a hundred characters of a table, fewer than so many with a zero byte are no table.
    private static final int LEAST_PERCENT = 3;

    /// Of a hundred characters without a zero byte, more than so many of two bytes that are letters by themselves are
    /// text of one byte a character.
    private static final int MOST_PERCENT = 60;

    private Utf16() {}

    /// The encoding of a file that begins with these bytes, where it is one of the two.
    static @Nullable Charset of(byte[] head) {
        int pairs = head.length / 2;
        int first = 0;
        int second = 0;
        int plain = 0;
        for (int pair = 0; pair < pairs; pair++) {
            first += head[2 * pair] == 0 ? 1 : 0;
            second += head[2 * pair + 1] == 0 ? 1 : 0;
            plain += isPlain(head[2 * pair]) && isPlain(head[2 * pair + 1]) ? 1 : 0;
        }
        if (plain * 100L > (pairs - first - second) * (long) MOST_PERCENT) {
            return null;
        }
        if (isOnly(second, first, pairs)) {
            return StandardCharsets.UTF_16LE;
        }
        return isOnly(first, second, pairs) ? StandardCharsets.UTF_16BE : null;
    }

    private static boolean isPlain(byte one) {
        return one >= ' ' && one < 0x7F || one == '\n' || one == '\r' || one == '\t';
    }

    /// Chinese characters with a zero byte on the other side are rare: U+4E00, U+5000 and so on.
    private static boolean isOnly(int here, int there, int pairs) {
        return here > 0 && here * 100L >= (long) pairs * LEAST_PERCENT && there * 8L <= here;
    }
}
