package io.ripeline.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.CelVarDecl;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import io.ripeline.expression.Understanding.Meaning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Checks sources.
///
/// A check costs about a millisecond: check when a definition is saved or loaded, not for each record. Whatever the
/// source is, it takes bounded time and stack: the limits are [#MAX_LENGTH], [#MAX_NODES] and [#MAX_DEPTH].
public final class Expressions {
    /// The longest source, in characters.
    public static final int MAX_LENGTH = 4_000;
    /// The most operators, names and constants in one expression.
    public static final int MAX_NODES = 500;
    /// How deep parentheses, and the terms of one sum or product, may nest; `&&` and `||` do not count.
    public static final int MAX_DEPTH = 50;

    private static final CelOptions OPTIONS = CelOptions.current()
            .maxExpressionCodePointSize(MAX_LENGTH)
            .maxParseExpressionNodeCount(MAX_NODES)
            .maxParseRecursionDepth(MAX_DEPTH)
            .enableReservedIds(false)
            .enableHeterogeneousNumericComparisons(true)
            .build();
    private static final CelCompiler LANGUAGE = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardEnvironmentEnabled(false)
            .setOptions(OPTIONS)
            .setStandardMacros(List.of())
            .addFunctionDeclarations(Language.declarations())
            .build();

    private Expressions() {}

    /// Reads `source` as a condition over the names of `vocabulary`, or says everything that is wrong with it.
    public static Checked check(String source, Vocabulary vocabulary) {
        Reading reading = read(source, vocabulary, Wording::notACondition, type -> type == Type.BOOLEAN);
        return switch (reading) {
            case Understood understood -> new Expression(source, vocabulary, understood.meaning());
            case Refusal refusal -> new Rejection(source, refusal.problems());
        };
    }

    /// The same for a filter of lists: what a database could not do is refused, though a record could be asked.
    public static Checked checkFilter(String source, Vocabulary vocabulary) {
        Checked checked = check(source, vocabulary);
        return checked instanceof Expression expression && !expression.isPushable()
                ? new Rejection(source, expression.unpushable())
                : checked;
    }

    /// Reads `source` as a value over the names of `vocabulary`, of whatever kind it is, or says everything that is
    /// wrong with it. A date or time is a [ValueKind#DATE_TIME]; a duration is no value.
    public static CheckedValue checkValue(String source, Vocabulary vocabulary) {
        return value(source, vocabulary, Optional.empty());
    }

    /// Reads `source` as a value of a kind: an integer does for a decimal, a time for the date it has in UTC.
    public static CheckedValue checkValue(String source, Vocabulary vocabulary, ValueKind kind) {
        return value(source, vocabulary, Optional.of(kind));
    }

    private static CheckedValue value(String source, Vocabulary vocabulary, Optional<ValueKind> wanted) {
        Reading reading = read(
                source,
                vocabulary,
                type -> wanted.map(kind -> Wording.notOfKind(type, kind)).orElseGet(() -> Wording.noValue(type)),
                type -> wanted.map(kind -> kind.takes(type))
                        .orElse(ValueKind.of(type).isPresent()));
        return switch (reading) {
            case Understood understood ->
                new ValueExpression(
                        source,
                        vocabulary,
                        wanted.or(() -> ValueKind.of(understood.meaning().term().type()))
                                .orElseThrow(),
                        understood.meaning());
            case Refusal refusal -> new Rejection(source, refusal.problems());
        };
    }

    /// What a source means that was checked over the same vocabulary before.
    static Meaning meaning(String source, Vocabulary vocabulary) {
        Reading reading = read(source, vocabulary, Wording::noValue, type -> true);
        return switch (reading) {
            case Understood understood -> understood.meaning();
            case Refusal refusal -> throw new IllegalStateException("Sound before, and now not: " + source);
        };
    }

    private sealed interface Reading {}

    private record Understood(Meaning meaning) implements Reading {}

    private record Refusal(List<Problem> problems) implements Reading {}

    private static Reading read(
            String source, Vocabulary vocabulary, Function<String, Problem> unfit, Predicate<Type> fits) {
        List<Problem> unreadable = Characters.check(source);
        if (!unreadable.isEmpty()) {
            return new Refusal(unreadable);
        }
        return restored(source, vocabulary, unfit, fits).orElseGet(() -> readAnew(source, vocabulary, unfit, fits));
    }

    /// From a tree that was kept, without parsing or checking; empty where there is none that still holds.
    private static Optional<Reading> restored(
            String source, Vocabulary vocabulary, Function<String, Problem> unfit, Predicate<Type> fits) {
        return vocabulary
                .kept(source)
                .flatMap(tree -> Restoring.of(tree, vocabulary)
                        .map(referents -> understand(source, referents, tree, unfit, fits)));
    }

    private static Reading readAnew(
            String source, Vocabulary vocabulary, Function<String, Problem> unfit, Predicate<Type> fits) {
        CelValidationResult parsed = LANGUAGE.parse(source);
        if (parsed.hasError()) {
            return new Refusal(new Issues(source).ofSyntax(parsed.getErrors()));
        }
        CelAbstractSyntaxTree tree = tree(parsed);
        Naming naming = new Naming(source, tree.getSource(), vocabulary);
        CelAbstractSyntaxTree named = naming.rename(tree);
        CelValidationResult checked = compiler(naming.referents()).check(named);
        List<Problem> problems = new ArrayList<>(naming.problems());
        if (checked.hasError()) {
            problems.addAll(new Issues(source).ofMeaning(named, checked.getErrors()));
        }
        if (!problems.isEmpty()) {
            return new Refusal(inOrder(problems));
        }
        vocabulary.keep(source, tree(checked));
        return understand(source, naming.referents(), tree(checked), unfit, fits);
    }

    private static Reading understand(
            String source,
            Map<String, Referent> referents,
            CelAbstractSyntaxTree tree,
            Function<String, Problem> unfit,
            Predicate<Type> fits) {
        Inspection inspection = Inspection.of(source, tree, referents);
        List<Problem> problems = new ArrayList<>(inspection.problems());
        if (Type.of(tree.getResultType()).filter(fits).isEmpty()) {
            problems.add(unfit.apply(tree.getResultType().name()));
        }
        if (!problems.isEmpty()) {
            return new Refusal(inOrder(problems));
        }
        Term term = new Lowering(tree, referents, inspection).lower(tree.getExpr());
        return new Understood(new Meaning(inspection.needs(), inspection.unpushable(), term));
    }

    private static List<Problem> inOrder(List<Problem> problems) {
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Problem::offset))
                .toList();
    }

    /// A checker that knows the variables of one tree.
    private static CelCompiler compiler(Map<String, Referent> referents) {
        CelCompilerBuilder builder = LANGUAGE.toCompilerBuilder();
        builder.addVarDeclarations(CelVarDecl.newVarDeclaration(Naming.UNKNOWN, SimpleType.DYN));
        referents.forEach((variable, referent) -> builder.addVarDeclarations(
                CelVarDecl.newVarDeclaration(variable, referent.type().cel()),
                CelVarDecl.newVarDeclaration(Presence.variable(variable), SimpleType.BOOL)));
        return builder.build();
    }

    private static CelAbstractSyntaxTree tree(CelValidationResult result) {
        try {
            return result.getAst();
        } catch (CelValidationException e) {
            throw new IllegalStateException("A result without errors has no tree.", e);
        }
    }
}
