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
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
            .enableUnknownTracking(true)
            .enableHeterogeneousNumericComparisons(true)
            .comprehensionMaxIterations(0)
            .build();
    private static final CelCompiler LANGUAGE = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardEnvironmentEnabled(false)
            .setOptions(OPTIONS)
            .setStandardMacros(List.of())
            .addMacros(Presence.macro())
            .addFunctionDeclarations(Language.declarations())
            .build();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .setStandardFunctions(CelStandardFunctions.newBuilder()
                    .filterFunctions((function, overload) -> false)
                    .build())
            .addFunctionBindings(Language.bindings())
            .build();

    private Expressions() {}

    /// Reads `source` as a condition over the names of `vocabulary`, or says everything that is wrong with it.
    public static Checked check(String source, Vocabulary vocabulary) {
        List<Problem> unreadable = Characters.check(source);
        if (!unreadable.isEmpty()) {
            return new Rejection(source, unreadable);
        }
        CelCompiler compiler = compiler(vocabulary);
        CelValidationResult parsed = compiler.parse(source);
        if (parsed.hasError()) {
            return new Rejection(source, new Issues(source, vocabulary).ofSyntax(parsed.getErrors()));
        }
        CelAbstractSyntaxTree tree = tree(parsed);
        CelValidationResult checked = compiler.check(tree);
        if (checked.hasError()) {
            return new Rejection(source, new Issues(source, vocabulary).ofMeaning(tree, checked.getErrors()));
        }
        return expression(source, vocabulary, tree(checked));
    }

    private static Checked expression(String source, Vocabulary vocabulary, CelAbstractSyntaxTree tree) {
        Inspection inspection = Inspection.of(source, tree, vocabulary);
        if (!inspection.problems().isEmpty()) {
            return new Rejection(source, inspection.problems());
        }
        Map<String, ValueKind> kinds = vocabulary.names().stream()
                .filter(name -> inspection.fields().contains(name.key()))
                .collect(Collectors.toUnmodifiableMap(Vocabulary.Name::key, Vocabulary.Name::kind));
        Programs programs = new Programs(RUNTIME, tree, kinds);
        Term term = new Lowering(tree, vocabulary, inspection, programs).lower(tree.getExpr());
        return new Expression(source, inspection.fields(), programs.of(tree.getExpr()), term);
    }

    private static CelCompiler compiler(Vocabulary vocabulary) {
        CelCompilerBuilder builder = LANGUAGE.toCompilerBuilder();
        for (Builtin name : Builtin.values()) {
            builder.addVarDeclarations(
                    CelVarDecl.newVarDeclaration(name.key(), name.type().cel()));
        }
        for (Vocabulary.Name name : vocabulary.names()) {
            builder.addVarDeclarations(
                    CelVarDecl.newVarDeclaration(name.key(), name.kind().type().cel()),
                    CelVarDecl.newVarDeclaration(Presence.variable(name.key()), SimpleType.BOOL));
        }
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
