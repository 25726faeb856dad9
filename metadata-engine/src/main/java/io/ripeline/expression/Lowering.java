package io.ripeline.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import io.ripeline.expression.Term.Arithmetic;
import io.ripeline.expression.Term.AtMoment;
import io.ripeline.expression.Term.Choice;
import io.ripeline.expression.Term.Column;
import io.ripeline.expression.Term.Comparison;
import io.ripeline.expression.Term.Concatenation;
import io.ripeline.expression.Term.Constant;
import io.ripeline.expression.Term.Distance;
import io.ripeline.expression.Term.Fixed;
import io.ripeline.expression.Term.Holds;
import io.ripeline.expression.Term.Inclusion;
import io.ripeline.expression.Term.Known;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Turns an inspected tree into a [Term].
record Lowering(CelAbstractSyntaxTree tree, Vocabulary vocabulary, Inspection inspection) {
    /// What reads neither a field nor the moment is computed at any.
    private static final Moment ANY = new Moment(Instant.EPOCH, LocalDate.EPOCH, "");

    Term lower(CelExpr part) {
        return inspection.reads(part) ? term(part) : known(part);
    }

    private Term term(CelExpr part) {
        return switch (part.getKind()) {
            case CONSTANT -> constant(part.constant());
            case IDENT -> name(part.ident().name());
            case CALL -> call(part);
            case NOT_SET, SELECT, LIST, STRUCT, MAP, COMPREHENSION ->
                throw new IllegalStateException("Unchecked " + part.getKind() + ".");
        };
    }

    private Known known(CelExpr part) {
        Term term = term(part);
        if (inspection.readsMoment(part)) {
            return new Fixed(term);
        }
        return term instanceof Constant constant ? constant : new Constant(term.type(), Interpreter.at(ANY, term));
    }

    private static Constant constant(CelConstant constant) {
        return switch (constant.getKind()) {
            case STRING_VALUE -> new Constant(Type.TEXT, constant.stringValue());
            case INT64_VALUE -> new Constant(Type.INTEGER, constant.int64Value());
            case DOUBLE_VALUE -> new Constant(Type.DECIMAL, BigDecimal.valueOf(constant.doubleValue()));
            case BOOLEAN_VALUE -> new Constant(Type.BOOLEAN, constant.booleanValue());
            case NOT_SET, NULL_VALUE, UINT64_VALUE, BYTES_VALUE, DURATION_VALUE, TIMESTAMP_VALUE ->
                throw new IllegalStateException("Unchecked constant " + constant.getKind() + ".");
        };
    }

    private Term name(String variable) {
        Optional<Builtin> builtin = Builtin.find(variable);
        if (builtin.isPresent()) {
            return new AtMoment(builtin.get());
        }
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
            case Language.DATE -> new Constant(Type.TIME, Values.parseDate(literal(first)));
            case Language.TIMESTAMP -> new Constant(Type.TIME, Values.parseTime(literal(first)));
            case Language.DURATION -> new Constant(Type.SPAN, Spans.parse(literal(first)));
            default -> operator(part, arguments, first, last);
        };
    }

    private static String literal(CelExpr part) {
        return part.constant().stringValue();
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
            case IN -> membership(first, last);
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

    private Term membership(CelExpr value, CelExpr options) {
        return options.getKind() == CelExpr.ExprKind.Kind.LIST
                ? new Membership(
                        lower(value),
                        options.list().elements().stream().map(this::known).toList())
                : new Inclusion(lower(value), lower(options));
    }

    private Term sum(Type type, CelExpr first, CelExpr last) {
        return switch (type) {
            case TEXT -> new Concatenation(lower(first), lower(last));
            case TIME ->
                type(first) == Type.SPAN
                        ? new Shift(lower(last), known(first), false)
                        : new Shift(lower(first), known(last), false);
            case INTEGER, DECIMAL, SPAN, BOOLEAN, TEXTS ->
                new Arithmetic(Operation.ADD, type, lower(first), lower(last));
        };
    }

    private Term difference(Type type, CelExpr first, CelExpr last) {
        if (type == Type.TIME) {
            return new Shift(lower(first), known(last), true);
        }
        return type(first) == Type.TIME
                ? new Distance(lower(first), lower(last))
                : new Arithmetic(Operation.SUBTRACT, type, lower(first), lower(last));
    }

    private Type type(CelExpr part) {
        return Type.require(tree.getTypeOrThrow(part.id()));
    }
}
