import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How long a new company takes when there are many already.
final class Provisioning {

    private static final int BEFORE = 200;
    private static final int TIMED = 50;
    private static final double TARGET_MILLIS = 1000;

    private Provisioning() {}

    static Result measure(Ripeline ripeline) throws IOException {
        for (int number = 0; number < BEFORE; number++) {
            ripeline.provision("before-" + number);
        }
        List<Long> nanos = new ArrayList<>();
        for (int number = 0; number < TIMED; number++) {
            nanos.add(ripeline.provision("timed-" + number).nanos());
        }
        Timings timings = Timings.of(nanos);
        return new Result(
                "Provision a company, %d present, %d timed".formatted(BEFORE, TIMED),
                "p95 < 1 s",
                "p95 %.0f ms, median %.0f ms".formatted(timings.p95(), timings.median()),
                timings.p95() < TARGET_MILLIS);
    }
}
