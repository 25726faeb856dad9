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
import io.ripeline.expression.Term.Count;
import io.ripeline.expression.Term.Distance;
import io.ripeline.expression.Term.Extent;
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
import io.ripeline.expression.Term.Quantified;
import io.ripeline.expression.Term.Relation;
import io.ripeline.expression.Term.Shift;
import io.ripeline.expression.Term.Size;
import io.ripeline.expression.Term.TextTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Turns an inspected tree into a [Term].
record Lowering(CelAbstractSyntaxTree tree, Map<String, Referent> referents, Inspection inspection) {
    private static final Term EACH = new Constant(Type.BOOLEAN, true);

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
        if (inspection.varies(part)) {
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
        return switch (referent(variable)) {
            case Referent.AtMoment at -> new AtMoment(at.builtin());
            case Referent.Single single ->
                Presence.subject(variable).isPresent() ? new Present(reference(single)) : reference(single);
            case Referent.Many many -> throw new IllegalStateException("Unchecked list " + variable + ".");
        };
    }

    private static Term.Reference reference(Referent.Single single) {
        return switch (single) {
            case Referent.Own own -> new Column(own.name());
            case Referent.OfParent of -> new Term.ParentColumn(of.parent(), of.name());
            case Referent.OfElement of -> new Term.ElementColumn(of.name());
        };
    }

    private Referent referent(String variable) {
        Referent referent = referents.get(Presence.base(variable));
        if (referent == null) {
            throw new IllegalStateException("Unchecked name " + variable + ".");
        }
        return referent;
    }

    private Vocabulary.Related list(CelExpr part) {
        if (referent(part.ident().name()) instanceof Referent.Many many) {
            return many.list();
        }
        throw new IllegalStateException("Unchecked list " + part.ident().name() + ".");
    }

    private Term quantified(Quantifier quantifier, CelExpr list, CelExpr condition) {
        return switch (quantifier) {
            case EXISTS -> new Quantified(Extent.ANY, list(list), lower(condition));
            case ALL -> new Quantified(Extent.ALL, list(list), lower(condition));
            case EXISTS_ONE -> new Quantified(Extent.EXACTLY_ONE, list(list), lower(condition));
            case FILTER -> new Count(list(list), lower(condition));
        };
    }

    /// Of a text, of texts, of a list, or of the records a filter leaves, which a count of its own already counts.
    private Term size(CelExpr measured) {
        if (type(measured) != Type.RECORDS) {
            return new Size(lower(measured));
        }
        return measured.getKind() == CelExpr.ExprKind.Kind.IDENT ? new Count(list(measured), EACH) : lower(measured);
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
            case "size" -> size(first);
            case Language.HOLDS -> new Holds(lower(first));
            case Language.DATE -> new Constant(Type.TIME, Values.parseDate(literal(first)));
            case Language.TIMESTAMP -> new Constant(Type.TIME, Values.parseTime(literal(first)));
            case Language.DURATION -> new Constant(Type.SPAN, Spans.parse(literal(first)));
            case Language.ACTIVITY_COUNT -> activities(first, last);
            default ->
                DomainFunction.find(call.function())
                        .<Term>map(function -> domain(part, function))
                        .or(() -> Quantifier.ofVariant(call.function())
                                .map(quantifier -> quantified(quantifier, first, last)))
                        .orElseGet(() -> operator(part, arguments, first, last));
        };
    }

    private Term domain(CelExpr part, DomainFunction function) {
        List<Term> arguments = part.call().args().stream()
                .map(argument -> function.takesDays() ? day(argument) : lower(argument))
                .toList();
        return new Term.Call(function, type(part), arguments);
    }

    /// A date is its day already.
    private Term day(CelExpr time) {
        if (isDate(time)) {
            return lower(time);
        }
        Term day = new Term.Day(term(time));
        return inspection.reads(time) ? day : new Fixed(day);
    }

    private boolean isDate(CelExpr time) {
        if (time.getKind() == CelExpr.ExprKind.Kind.IDENT) {
            return switch (referent(time.ident().name())) {
                case Referent.AtMoment at -> at.builtin() == Builtin.TODAY;
                case Referent.Single single -> single.name().kind() == ValueKind.DATE;
                case Referent.Many many -> false;
            };
        }
        return time.getKind() == CelExpr.ExprKind.Kind.CALL && isDateCall(time.call());
    }

    private boolean isDateCall(CelExpr.CelCall call) {
        String function = call.function();
        if (function.equals(Operator.CONDITIONAL.getFunction())) {
            return isDate(call.args().get(1)) && isDate(call.args().get(2));
        }
        boolean extreme = function.equals(DomainFunction.MIN.key()) || function.equals(DomainFunction.MAX.key());
        return function.equals(Language.DATE)
                || (extreme && call.args().stream().allMatch(this::isDate))
                || (isSumOrDifference(function) && isDate(call.args()));
    }

    private static boolean isSumOrDifference(String function) {
        return function.equals(Operator.ADD.getFunction()) || function.equals(Operator.SUBTRACT.getFunction());
    }

    /// A date with whole days more or less.
    private boolean isDate(List<CelExpr> operands) {
        boolean days = operands.stream()
                .filter(operand -> type(operand) == Type.SPAN)
                .allMatch(span -> known(span) instanceof Constant constant
                        && constant.value() instanceof Duration length
                        && length.equals(Duration.ofDays(length.toDays())));
        return days
                && operands.stream()
                        .filter(operand -> type(operand) == Type.TIME)
                        .allMatch(this::isDate);
    }

    /// The activities of the kind that began within a time before now.
    private Term activities(CelExpr kind, CelExpr within) {
        Referent.OfElement kindName = element(Naming.ACTIVITY_KIND);
        Referent.OfElement startName = element(Naming.ACTIVITY_START);
        Term start = new Term.ElementColumn(startName.name());
        Term now = new AtMoment(Builtin.NOW);
        Term since = new Fixed(new Shift(now, known(within), true));
        Term ofKind = new Comparison(Relation.EQUAL, new Term.ElementColumn(kindName.name()), lower(kind));
        Term begun = new Term.Both(
                new Comparison(Relation.GREATER, start, since),
                new Comparison(Relation.LESS_OR_EQUAL, start, new Fixed(now)));
        return new Count(kindName.list(), new Term.Both(ofKind, begun));
    }

    private Referent.OfElement element(String variable) {
        if (referent(variable) instanceof Referent.OfElement element) {
            return element;
        }
        throw new IllegalStateException("Unchecked name " + variable + ".");
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
            case INTEGER, DECIMAL, SPAN, BOOLEAN, TEXTS, RECORDS ->
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
