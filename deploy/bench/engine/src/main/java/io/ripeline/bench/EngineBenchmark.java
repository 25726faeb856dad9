package io.ripeline.bench;

import io.ripeline.definition.Columns;
import io.ripeline.definition.Compiled;
import io.ripeline.definition.Compiler;
import io.ripeline.definition.Definition;
import io.ripeline.definition.Model;
import io.ripeline.expression.Checked;
import io.ripeline.expression.CheckedTrees;
import io.ripeline.expression.Expression;
import io.ripeline.expression.Expressions;
import io.ripeline.expression.Facts;
import io.ripeline.expression.Moment;
import io.ripeline.expression.Verdict;
import io.ripeline.expression.Vocabulary;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
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

/// What the engine promises about expressions and definitions.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class EngineBenchmark {
    private static final String FIVE_CLAUSES =
            "amount > 1000 && stage in [\"a\", \"b\"] && has(name) && due < today && owner_id == me";

    private Definition definition;
    private Vocabulary names;
    private Expression criterion;
    private Facts facts;
    private byte[] stored;

    @Setup
    public void prepare() {
        definition = Company.definition();
        CheckedTrees trees = new CheckedTrees();
        Compiled compiled = Compiler.compile(definition, 1, "t_bench", Columns.BY_NAME, trees);
        Model model = compiled.model()
                .orElseThrow(() -> new IllegalStateException("Not sound: " + compiled.problems()));
        stored = trees.write();
        names = model.object("thing_7").names();
        criterion = (Expression) Expressions.check(FIVE_CLAUSES, names);
        String me = "0198f3a0-0000-7000-8000-00000000000a";
        facts = new Facts(
                Map.of(
                        "amount", new BigDecimal("1250.50"),
                        "stage", "b",
                        "name", "Racking",
                        "due", LocalDate.parse("2026-11-20"),
                        "owner_id", me),
                new Moment(Instant.parse("2026-11-25T10:30:00Z"), LocalDate.parse("2026-11-25"), me));
        if (criterion.evaluate(facts) != Verdict.TRUE) {
            throw new IllegalStateException("All five clauses have to be asked.");
        }
    }

    /// Promised: under 1.5 µs and 2 kB.
    @Benchmark
    public Verdict criterionOfFiveClauses() {
        return criterion.evaluate(facts);
    }

    /// Promised: under 50 ms.
    @Benchmark
    public Checked checkOfOneExpression() {
        return Expressions.check(FIVE_CLAUSES, names);
    }

    /// Promised: under 1 s.
    @Benchmark
    public Compiled checkOfACompany() {
        return Compiler.compile(definition, 1, "t_bench", Columns.BY_NAME);
    }

    /// Promised: under 100 ms, from the document and the trees as they are stored.
    @Benchmark
    public Model loadOfAVersion() {
        CheckedTrees trees = CheckedTrees.read(stored);
        Model model = Compiler.model(Company.definition(), 1, "t_bench", Columns.BY_NAME, trees);
        trees.close();
        return model;
    }
}
