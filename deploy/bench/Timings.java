import java.util.Arrays;
import java.util.List;

/// How long each of many calls took, in nanoseconds, the shortest first.
record Timings(long[] sorted) {

    static Timings of(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Timings(sorted);
    }

    /// Milliseconds that half of the calls stay under.
    double median() {
        return quantile(0.5);
    }

    /// Milliseconds that 95 of 100 calls stay under.
    double p95() {
        return quantile(0.95);
    }

    /// Milliseconds of the slowest call.
    double longest() {
        return quantile(1);
    }

    private double quantile(double part) {
        int index = (int) Math.ceil(part * sorted.length) - 1;
        return sorted[Math.max(0, index)] / 1e6;
    }
}
