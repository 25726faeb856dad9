package io.ripeline.duplicate;

import java.util.Arrays;
import java.util.List;

/// The sets of three neighbouring characters of each of a record's values, two blanks before and one behind each word
/// as PostgreSQL's pg_trgm counts them.
///
/// @param values for each field its different trigrams as numbers, in order
record Trigrams(List<long[]> values) {

    private static final int FEW_BANDS = 16;
    private static final int MORE_BANDS = 24;
    private static final int MOST_ROWS = 4;
    private static final int LEAST_ROWS = 2;

    /// The share of bands' agreement from which sixteen of them find nineteen of twenty.
    private static final double ENOUGH = 0.171;

    Trigrams {
        values = List.copyOf(values);
    }

    /// The trigrams of a text, empty for an empty one.
    static long[] of(String words) {
        int[] points = (" " + words + " ").codePoints().toArray();
        long[] grams = new long[2 * points.length];
        int count = 0;
        for (int index = 1; index < points.length - 1; index++) {
            if (points[index] != ' ') {
                boolean first = points[index - 1] == ' ';
                if (first) {
                    grams[count++] = gram(' ', ' ', points[index]);
                }
                grams[count++] = gram(points[index - 1], points[index], points[index + 1]);
            }
        }
        return Arrays.stream(grams, 0, count).sorted().distinct().toArray();
    }

    private static long gram(int one, int two, int three) {
        return Hashing.mix(((long) one << 42) ^ ((long) two << 21) ^ three);
    }

    boolean isEmpty() {
        return values.stream().allMatch(value -> value.length == 0);
    }

    /// How alike two records are: twice what they share over all they have, each field compared with the same of the
    /// other. A longer value counts for more, as it says more.
    double likeness(Trigrams other) {
        int shared = 0;
        int all = 0;
        for (int field = 0; field < values.size(); field++) {
            long[] mine = values.get(field);
            long[] others = other.values.get(field);
            shared += shared(mine, others);
            all += mine.length + others.length;
        }
        return all == 0 ? 0 : 2.0 * shared / all;
    }

    private static int shared(long[] some, long[] others) {
        int shared = 0;
        int left = 0;
        int right = 0;
        while (left < some.length && right < others.length) {
            int order = Long.compare(some[left], others[right]);
            shared += order == 0 ? 1 : 0;
            left += order <= 0 ? 1 : 0;
            right += order >= 0 ? 1 : 0;
        }
        return shared;
    }

    /// Keys of which two records alike to the threshold most probably share one (locality-sensitive hashing by minima).
    long[] keys(long salt, double threshold) {
        double overlap = threshold / (2 - threshold);
        int rows = MOST_ROWS;
        while (rows > LEAST_ROWS && Math.pow(overlap, rows) < ENOUGH) {
            rows--;
        }
        long[] keys = new long[rows > LEAST_ROWS ? FEW_BANDS : MORE_BANDS];
        for (int band = 0; band < keys.length; band++) {
            long key = Hashing.mix(salt + band);
            for (int row = 0; row < rows; row++) {
                key = Hashing.mix(key ^ minimum(Hashing.mix(((long) band << 8) + row + 1)));
            }
            keys[band] = key;
        }
        return keys;
    }

    private long minimum(long seed) {
        long least = Long.MAX_VALUE;
        for (int field = 0; field < values.size(); field++) {
            long fieldSeed = seed ^ Hashing.mix(field);
            for (long gram : values.get(field)) {
                least = Math.min(least, Hashing.mix(gram ^ fieldSeed));
            }
        }
        return least;
    }
}
