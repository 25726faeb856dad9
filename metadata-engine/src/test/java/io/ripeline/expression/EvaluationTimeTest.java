package io.ripeline.expression;

import static io.ripeline.expression.ExpressionError.EXPRESSION_TOO_SLOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ripeline.refusal.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvaluationTimeTest {

    private static final Expression LOOKING_THROUGH_ALL =
            Samples.expression("activities.all(a, a.kind == \"call\" && !has(a.started_at))");

    private static Facts activities(int number) {
        List<Map<String, Object>> calls = Collections.nCopies(number, Map.of("kind", "call"));
        return new Facts(
                Map.of(), Map.of(), Map.of("activities", calls), new Moment(Instant.EPOCH, LocalDate.EPOCH, "me"));
    }

    private static @Nullable Object evaluate(int activities, LongSupplier clock) {
        Interpreter interpreter = new Interpreter(activities(activities), LOOKING_THROUGH_ALL.source(), clock);
        return interpreter.value(LOOKING_THROUGH_ALL.meaning().term());
    }

    /// A clock that is so much later each time it is looked at.
    private static LongSupplier clock(Duration step) {
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
        return () -> now.getAndAdd(step.toNanos());
    }

    @Test
    void isBounded() {
        assertThatThrownBy(() -> evaluate(10_000, clock(Duration.ofMillis(600))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.code()).isEqualTo(EXPRESSION_TOO_SLOW))
                .hasMessageContaining(LOOKING_THROUGH_ALL.source())
                .hasMessageContaining("took longer than 1000 ms");
    }

    @Test
    void doesNotMatterToWhatIsQuick() {
        assertThat(evaluate(10_000, clock(Duration.ofMillis(1)))).isEqualTo(true);
    }

    @Test
    void isNotAskedForFewSteps() {
        LongSupplier never = () -> {
            throw new AssertionError("Nobody looks at the clock for so little.");
        };

        assertThat(evaluate(20, never)).isEqualTo(true);
    }

    @Test
    void isWellWithinItsBoundForAsManyRecordsAsAreRead() {
        assertThat(LOOKING_THROUGH_ALL.evaluate(activities(10_000))).isEqualTo(Verdict.TRUE);
    }
}
