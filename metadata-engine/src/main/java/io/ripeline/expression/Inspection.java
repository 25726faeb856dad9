package io.ripeline.expression;

import static io.ripeline.expression.Problem.Code.NOT_PUSHABLE;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Walks a checked tree once: which names it reads, and what in it the two targets could not do alike.
final class Inspection {
    private static final Pattern DECIMAL = Pattern.compile("-?\\s*(\\d*\\.?\\d+([eE][+-]?\\d{1,4})?)");

    private final CelAbstractSyntaxTree tree;
    private final Vocabulary vocabulary;
    private final Offsets offsets;
    private final Set<String> fields = new LinkedHashSet<>();
    private final Set<Long> reading = new HashSet<>();
    private final Set<Long> readingMoment = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private Inspection(CelAbstractSyntaxTree tree, Vocabulary vocabulary, Offsets offsets) {
        this.tree = tree;
        this.vocabulary = vocabulary;
        this.offsets = offsets;
    }

    static Inspection of(String source, CelAbstractSyntaxTree tree, Vocabulary vocabulary) {
        Inspection inspection = new Inspection(tree, vocabulary, new Offsets(source));
        inspection.visit(tree.getExpr());
        inspection.problems.sort(Comparator.comparingInt(Problem::offset));
        return inspection;
    }

    /// The keys the tree reads, in the order of their first appearance.
    List<String> fields() {
        return List.copyOf(fields);
    }

    /// What is wrong, in the order of the text.
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /// Whether this part of the tree reads a field.
    boolean reads(CelExpr part) {
        return reading.contains(part.id());
    }

    /// Whether this part of the tree reads `now`, `today` or `me`.
    boolean readsMoment(CelExpr part) {
        return readingMoment.contains(part.id());
    }

    private void visit(CelExpr part) {
        switch (part.getKind()) {
            case CONSTANT -> constant(part);
            case IDENT -> name(part);
            case CALL -> call(part);
            case NOT_SET, SELECT, LIST, STRUCT, MAP, COMPREHENSION -> problems.add(Wording.unsupported(offset(part)));
        }
    }

    private void name(CelExpr part) {
        String variable = part.ident().name();
        String key = Presence.subject(variable).orElse(variable);
        if (vocabulary.find(key).isPresent()) {
            fields.add(key);
            reading.add(part.id());
        } else if (Builtin.find(variable).isPresent()) {
            readingMoment.add(part.id());
        } else {
            problems.add(Wording.unsupported(offset(part)));
        }
    }

    private void constant(CelExpr part) {
        CelConstant constant = part.constant();
        switch (constant.getKind()) {
            case STRING_VALUE -> {
                if (Characters.firstUnstorable(constant.stringValue()) >= 0) {
                    problems.add(Wording.unstorable(NOT_PUSHABLE, offset(part)));
                }
            }
            case DOUBLE_VALUE -> {
                decimal(constant.doubleValue(), offset(part));
            }
            case INT64_VALUE, BOOLEAN_VALUE -> {}
            case NULL_VALUE -> problems.add(Wording.comparedWithNull(offset(part)));
            case NOT_SET, UINT64_VALUE, BYTES_VALUE, DURATION_VALUE, TIMESTAMP_VALUE ->
                problems.add(Wording.unsupported(offset(part)));
        }
    }

    private void decimal(double value, int offset) {
        boolean inRange = Double.isFinite(value)
                && Math.abs(value) < Values.DECIMAL_END.doubleValue()
                && BigDecimal.valueOf(value).stripTrailingZeros().scale() <= Values.SCALE;
        if (!inRange) {
            problems.add(Wording.numberOutOfRange(NOT_PUSHABLE, offset));
            return;
        }
        Matcher written = DECIMAL.matcher(offsets.source())
                .region(offset, offsets.source().length());
        if (written.lookingAt()
                && new BigDecimal(written.group(1)).compareTo(BigDecimal.valueOf(Math.abs(value))) != 0) {
            problems.add(Wording.tooPrecise(offset));
        }
    }

    private void call(CelExpr part) {
        String function = part.call().function();
        part.call().target().ifPresent(this::visit);
        List<CelExpr> arguments = part.call().args();
        if (function.equals(Operator.IN.getFunction())) {
            visit(arguments.getFirst());
            options(arguments.getFirst(), arguments.getLast());
        } else {
            arguments.forEach(this::visit);
        }
        inherit(part);
        switch (function) {
            case Language.DATE -> literal(part, Values::parseDate);
            case Language.TIMESTAMP -> literal(part, Values::parseTime);
            case Language.DURATION -> literal(part, Spans::parse);
            default -> shift(part);
        }
    }

    private void inherit(CelExpr part) {
        inherit(part, reading);
        inherit(part, readingMoment);
    }

    private static void inherit(CelExpr part, Set<Long> trait) {
        Stream<CelExpr> arguments = part.call().args().stream()
                .flatMap(argument ->
                        argument.getKind() == Kind.LIST ? argument.list().elements().stream() : Stream.of(argument));
        if (Stream.concat(part.call().target().stream(), arguments).anyMatch(each -> trait.contains(each.id()))) {
            trait.add(part.id());
        }
    }

    private void options(CelExpr value, CelExpr list) {
        if (list.getKind() == Kind.IDENT) {
            visit(list);
            return;
        }
        if (list.getKind() != Kind.LIST) {
            problems.add(Wording.notAConstantList(offset(list)));
            return;
        }
        for (CelExpr option : list.list().elements()) {
            visit(option);
            if (reads(option) || option.getKind() == Kind.LIST) {
                problems.add(Wording.notAConstantList(offset(option)));
            } else if (!areComparable(type(value), type(option))) {
                problems.add(
                        Wording.incomparable(type(value).label(), type(option).label(), offset(option)));
            }
        }
    }

    private static boolean areComparable(Type left, Type right) {
        return left == right || (left.isNumeric() && right.isNumeric());
    }

    private void literal(CelExpr part, Consumer<String> reader) {
        CelExpr argument = part.call().args().getFirst();
        boolean isText =
                argument.getKind() == Kind.CONSTANT && argument.constant().getKind() == CelConstant.Kind.STRING_VALUE;
        String function = part.call().function();
        if (!isText) {
            problems.add(Wording.notALiteral(function, offset(argument)));
            return;
        }
        try {
            reader.accept(argument.constant().stringValue());
        } catch (DateTimeException e) {
            problems.add(Wording.malformed(function, offset(argument)));
        }
    }

    private void shift(CelExpr part) {
        boolean isTime = tree.getType(part.id()).filter(Type.TIME.cel()::equals).isPresent();
        for (CelExpr argument : part.call().args()) {
            boolean isSpan =
                    tree.getType(argument.id()).filter(Type.SPAN.cel()::equals).isPresent();
            if (isTime && isSpan && reads(argument)) {
                problems.add(Wording.variableShift(offset(argument)));
            }
        }
    }

    private Type type(CelExpr part) {
        return tree.getType(part.id()).flatMap(Type::of).orElse(Type.BOOLEAN);
    }

    private int offset(CelExpr part) {
        return offsets.ofCodePoint(tree.getSource().getPositionsMap().getOrDefault(part.id(), 0));
    }
}
