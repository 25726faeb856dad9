package io.ripeline.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Collections;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever is written, a check ends and stays within a small stack, by its limits. Nothing here is timed.
class HostileSourceTest {

    static Stream<String> tooComplex() {
        return Stream.of(
                "(".repeat(100_000) + "1" + ")".repeat(100_000),
                "x".repeat(1_000_000),
                "\"" + "a".repeat(1_000_000) + "\" == stage",
                "(".repeat(1_999) + "1" + ")".repeat(1_999),
                "(".repeat(4_000),
                "[".repeat(4_000),
                "{".repeat(4_000),
                "f(".repeat(2_000),
                "a.".repeat(2_000),
                "a[".repeat(2_000),
                "true ? true : ".repeat(280) + "true",
                "1+".repeat(1_999) + "1 == 1",
                "1*".repeat(1_999) + "1 == 1",
                "1<".repeat(1_999) + "1",
                "seats in [" + "1,".repeat(1_900) + "1]",
                "true&&".repeat(600) + "true",
                "contacts.exists(c,".repeat(200) + "true" + ")".repeat(200),
                "contacts.exists(c, c.level > 1) && ".repeat(110) + "true",
                "customer" + ".customer".repeat(400) + " == \"\"",
                "max(1,".repeat(500) + "1" + ")".repeat(500) + " > 0",
                "\"a\"+".repeat(900) + "\"a\" == stage");
    }

    static Stream<String> unreadable() {
        return Stream.of(
                "true?".repeat(800),
                "-".repeat(3_999),
                "!".repeat(3_999),
                "\"",
                "'''",
                "stage == 'won",
                "stage == \"a\" || 1=1 --",
                "'; DROP TABLE deal; --",
                "1; SELECT pg_sleep(10)",
                "stage == $$x$$",
                "\\",
                "\u0000",
                "stage == \"\u0000\"",
                "stage == \"\uD83D\"",
                "stage == \"\\uD83D\"",
                "\uD83D\uDE00",
                "`stage` == \"won\"",
                "@exists(contacts, true)",
                "@unknown == 1",
                "contacts.exists(c, c.@deal == \"\")",
                "has(has(stage))",
                "contacts.exists(c.d, true)",
                "contacts.exists(1, true)",
                "contacts.filter(c, true).filter(d, true).size() > 0",
                "contacts.map(c, c.level)",
                "cel.bind(x, 1, x)",
                "999999999999999999999 > 1",
                "%s%n{0}?",
                "\n\n\n");
    }

    @ParameterizedTest
    @MethodSource("tooComplex")
    void refusesWhatIsTooLargeOrDeep(String source) throws InterruptedException {
        Checked checked = checkOnASmallStack(source);

        assertThat(checked).isInstanceOf(Rejection.class);
        assertThat(((Rejection) checked).problems())
                .extracting(Problem::code)
                .contains(Problem.Code.TOO_COMPLEX)
                .hasSizeLessThan(100);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void refusesWhatIsNoExpression(String source) throws InterruptedException {
        Checked checked = checkOnASmallStack(source);

        assertThat(checked).isInstanceOf(Rejection.class);
        assertThat(((Rejection) checked).problems()).allSatisfy(problem -> {
            assertThat(problem.offset()).isBetween(0, source.length());
            assertThat(problem.message().en()).hasSizeLessThan(200);
        });
    }

    @Test
    void refusesAValueOfSixHundredTerms() {
        String sum = String.join(" + ", Collections.nCopies(600, "seats"));

        Rejection rejection = (Rejection) Expressions.checkValue(sum, Samples.DEAL);

        assertThat(rejection.problems()).extracting(Problem::code).containsOnly(Problem.Code.TOO_COMPLEX);
    }

    @Test
    void saysTheLimits() {
        Rejection rejection = (Rejection) Expressions.check("x".repeat(4_001), Samples.DEAL);

        Problem problem = rejection.problems().getFirst();
        assertThat(problem.code().key()).isEqualTo("expression-too-complex");
        assertThat(problem.remedy().en()).contains("4,000 characters, 500 names", "50 levels");
        assertThat(problem.remedy().zh()).contains("4000 个字符");
    }

    @Test
    void takesTheLargestExpressionsOnASmallStack() throws InterruptedException {
        String wide = "seats > 1 && ".repeat(120) + "active";
        String deep = "(".repeat(40) + "active" + ")".repeat(40);
        String sum = "seats + ".repeat(45) + "1 > 0";

        for (String source : new String[] {wide, deep, sum}) {
            Checked checked = checkOnASmallStack(source);

            assertThat(checked).isInstanceOf(Expression.class);
            Expression expression = (Expression) checked;
            assertThat(expression.holds(Samples.facts(Samples.HALF_FILLED))).isTrue();
            assertThatCode(() -> expression.condition(Samples.MOMENT).toString())
                    .doesNotThrowAnyException();
        }
    }

    /// Half of what a thread usually has.
    private static Checked checkOnASmallStack(String source) throws InterruptedException {
        AtomicReference<Checked> checked = new AtomicReference<>();
        Thread thread =
                new Thread(null, () -> checked.set(Expressions.check(source, Samples.DEAL)), "small-stack", 512 * 1024);
        thread.start();
        thread.join();
        return checked.get();
    }
}
