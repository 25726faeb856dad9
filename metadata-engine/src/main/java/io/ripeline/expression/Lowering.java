package io.ripeline.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import io.ripeline.expression.Term.Arithmetic;
import io.ripeline.expression.Term.Choice;
import io.ripeline.expression.Term.Column;
import io.ripeline.expression.Term.Comparison;
import io.ripeline.expression.Term.Concatenation;
import io.ripeline.expression.Term.Distance;
import io.ripeline.expression.Term.Fixed;
import io.ripeline.expression.Term.Holds;
import io.ripeline.expression.Term.Membership;
import io.ripeline.expression.Term.Negation;
import io.ripeline.expression.Term.Not;
import io.ripeline.expression.Term.Operation;
import io.ripeline.expression.Term.Place;
import io.ripeline.expression.Term.Present;
import io.ripeline.expression.Term.Relation;
import io.ripeline.expression.Term.Shift;
import io.ripeline.expression.Term.Size;
import io.ripeline.expression.Term.TextTest;
import java.util.ArrayList;
import java.util.List;

/// Turns an inspected tree into a [Term].
record Lowering(CelAbstractSyntaxTree tree, Vocabulary vocabulary, Inspection inspection, Programs programs) {

    Term lower(CelExpr part) {
        if (!inspection.reads(part)) {
            return fixed(part);
        }
        return part.getKind() == CelExpr.ExprKind.Kind.IDENT ? name(part.ident().name()) : call(part);
    }

    private Fixed fixed(CelExpr part) {
        return new Fixed(type(part), programs.of(part));
    }

    private Term name(String variable) {
        return Presence.subject(variable)
                .<Term>map(key -> new Present(named(key)))
                .orElseGet(() -> new Column(named(variable)));
    }

    private Vocabulary.Name named(String key) {
        return vocabulary.find(key).orElseThrow(() -> new IllegalStateException("Unchecked name " + key + "."));
    }

    private Term call(CelExpr part) {
        CelExpr.CelCall call = part.call();
        List<CelExpr> arguments = new ArrayList<>(call.args());
        call.target().ifPresent(arguments::addFirst);
        CelExpr first = arguments.getFirst();
        CelExpr last = arguments.getLast();
        return switch (call.function()) {
            case "startsWith" -> new TextTest(Place.START, lower(first), lower(last));
            case "endsWith" -> new TextTest(Place.END, lower(first), lower(last));
            case "contains" -> new TextTest(Place.ANYWHERE, lower(first), lower(last));
            case "size" -> new Size(lower(first));
            case Language.HOLDS -> new Holds(lower(first));
            default -> operator(part, arguments, first, last);
        };
    }

    private Term operator(CelExpr part, List<CelExpr> arguments, CelExpr first, CelExpr last) {
        String function = part.call().function();
        Operator operator = Operator.findReverse(function)
                .orElseThrow(() -> new IllegalStateException("Unchecked function " + function + "."));
        return switch (operator) {
            case LOGICAL_AND -> new Term.Both(lower(first), lower(last));
            case LOGICAL_OR -> new Term.Either(lower(first), lower(last));
            case LOGICAL_NOT -> new Not(lower(first));
            case CONDITIONAL -> new Choice(type(part), lower(first), lower(arguments.get(1)), lower(last));
            case IN ->
                new Membership(
                        lower(first),
                        last.list().elements().stream().map(this::fixed).toList());
            case EQUALS -> new Comparison(Relation.EQUAL, lower(first), lower(last));
            case NOT_EQUALS -> new Comparison(Relation.UNEQUAL, lower(first), lower(last));
            case LESS -> new Comparison(Relation.LESS, lower(first), lower(last));
            case LESS_EQUALS -> new Comparison(Relation.LESS_OR_EQUAL, lower(first), lower(last));
            case GREATER -> new Comparison(Relation.GREATER, lower(first), lower(last));
            case GREATER_EQUALS -> new Comparison(Relation.GREATER_OR_EQUAL, lower(first), lower(last));
            case NEGATE -> new Negation(type(part), lower(first));
            case ADD -> sum(type(part), first, last);
            case SUBTRACT -> difference(type(part), first, last);
            case MULTIPLY -> new Arithmetic(Operation.MULTIPLY, type(part), lower(first), lower(last));
            case DIVIDE -> new Arithmetic(Operation.DIVIDE, type(part), lower(first), lower(last));
            case MODULO -> new Arithmetic(Operation.REMAINDER, type(part), lower(first), lower(last));
            default -> throw new IllegalStateException("Unchecked operator " + function + ".");
        };
    }

    private Term sum(Type type, CelExpr first, CelExpr last) {
        return switch (type) {
            case TEXT -> new Concatenation(lower(first), lower(last));
            case TIME ->
                type(first) == Type.SPAN
                        ? new Shift(lower(last), fixed(first), false)
                        : new Shift(lower(first), fixed(last), false);
            case INTEGER, DECIMAL, SPAN, BOOLEAN -> new Arithmetic(Operation.ADD, type, lower(first), lower(last));
        };
    }

    private Term difference(Type type, CelExpr first, CelExpr last) {
        if (type == Type.TIME) {
            return new Shift(lower(first), fixed(last), true);
        }
        return type(first) == Type.TIME
                ? new Distance(lower(first), lower(last))
                : new Arithmetic(Operation.SUBTRACT, type, lower(first), lower(last));
    }

    private Type type(CelExpr part) {
        CelType cel = tree.getTypeOrThrow(part.id());
        return Type.of(cel).orElseThrow(() -> new IllegalStateException("Unchecked type " + cel.name() + "."));
    }
}
