package io.ripeline.bench;

import io.ripeline.definition.Compiler;
import io.ripeline.definition.Definition.After;
import io.ripeline.definition.Model;
import io.ripeline.definition.WorkingCalendar;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the engine promises about working days: a calculation over five years of calendar takes less than 1 µs.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class CalendarBenchmark {

    private static final LocalDate FIRST = LocalDate.of(2024, 2, 28);
    private static final LocalDate LAST = LocalDate.of(2029, 2, 28);

    private WorkingCalendar calendar;
    private After fiveYears;

    @Setup
    public void prepare() {
        Model model = Compiler.model(Company.definition(), 1, "t_bench");
        calendar = model.calendar();
        fiveYears = new After(calendar.between(FIRST, LAST), "working");
    }

    @Benchmark
    public LocalDate theDayFiveYearsOfWorkingDaysAhead() {
        return calendar.plus(FIRST, fiveYears);
    }

    @Benchmark
    public int workingDaysOfFiveYears() {
        return calendar.between(FIRST, LAST);
    }
}
