package io.ripeline.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.Map;

/// Makes programs of a checked tree and of parts of it.
record Programs(CelRuntime runtime, CelAbstractSyntaxTree tree, Map<String, ValueKind> kinds) {
    Evaluation of(CelExpr part) {
        CelAbstractSyntaxTree own =
                CelAbstractSyntaxTree.newCheckedAst(part, tree.getSource(), tree.getReferenceMap(), tree.getTypeMap());
        try {
            return new Evaluation(runtime.createProgram(own), kinds);
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("A checked expression cannot be planned.", e);
        }
    }
}
