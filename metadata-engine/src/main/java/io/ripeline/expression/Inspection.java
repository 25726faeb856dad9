package io.ripeline.expression;

import static io.ripeline.expression.Problem.Code.NOT_PUSHABLE;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.ripeline.expression.Referent.AtMoment;
import io.ripeline.expression.Referent.Many;
import io.ripeline.expression.Referent.OfElement;
import io.ripeline.expression.Referent.OfParent;
import io.ripeline.expression.Referent.Own;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Walks a checked tree once: which names it reads, and what in it the two targets could not do alike.
final class Inspection {
    private static final Pattern DECIMAL = Pattern.compile("-?\\s*(\\d*\\.?\\d+([eE][+-]?\\d{1,4})?)");

    private final CelAbstractSyntaxTree tree;
    private final Map<String, Referent> referents;
    private final Offsets offsets;
    private final Set<Long> reading = new HashSet<>();
    private final Set<Long> readingMoment = new HashSet<>();
    private final Set<Long> varying = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> unpushable = new ArrayList<>();

    private Inspection(CelAbstractSyntaxTree tree, Map<String, Referent> referents, Offsets offsets) {
        this.tree = tree;
        this.referents = referents;
        this.offsets = offsets;
    }

    static Inspection of(String source, CelAbstractSyntaxTree tree, Map<String, Referent> referents) {
        Inspection inspection = new Inspection(tree, referents, new Offsets(source));
        inspection.visit(tree.getExpr());
        return inspection;
    }

    /// What the tree reads.
    Needs needs() {
        Set<String> own = new LinkedHashSet<>();
        Map<String, Set<String>> parents = new LinkedHashMap<>();
        Map<String, Set<String>> children = new LinkedHashMap<>();
        for (Referent referent : referents.values()) {
            switch (referent) {
                case Own(Vocabulary.Name name) -> own.add(name.key());
                case OfParent(Vocabulary.Related parent, Vocabulary.Name name) -> {
                    own.add(parent.key());
                    put(parents, parent, name);
                }
                case OfElement(Vocabulary.Related list, Vocabulary.Name name) -> put(children, list, name);
                case Many(Vocabulary.Related list) ->
                    children.computeIfAbsent(list.key(), key -> new LinkedHashSet<>());
                case AtMoment at -> {}
            }
        }
        return new Needs(List.copyOf(own), parents, children, readsMoment(tree.getExpr()));
    }

    private static void put(Map<String, Set<String>> all, Vocabulary.Related related, Vocabulary.Name name) {
        all.computeIfAbsent(related.key(), key -> new LinkedHashSet<>()).add(name.key());
    }

    /// What is wrong.
    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /// Whether this part of the tree reads a field.
    boolean reads(CelExpr part) {
        return reading.contains(part.id());
    }

    /// What a filter could not do, though a record can be asked.
    List<Problem> unpushable() {
        return List.copyOf(unpushable);
    }

    /// Whether this part of the tree reads `now`, `today` or `me`, or anything that follows from them.
    private boolean readsMoment(CelExpr part) {
        return readingMoment.contains(part.id());
    }

    /// Whether this part of the tree may differ from company to company or from moment to moment, without any field.
    boolean varies(CelExpr part) {
        return varying.contains(part.id());
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
        switch (referents.get(Presence.base(part.ident().name()))) {
            case null -> problems.add(Wording.unsupported(offset(part)));
            case AtMoment at -> {
                readingMoment.add(part.id());
                varying.add(part.id());
            }
            case Referent.Single single -> reading.add(part.id());
            case Many many -> reading.add(part.id());
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
        lists(part);
        switch (function) {
            case Language.DATE -> literal(part, Values::parseDate);
            case Language.TIMESTAMP -> literal(part, Values::parseTime);
            case Language.DURATION -> literal(part, Spans::parse);
            case Language.ACTIVITY_COUNT -> activities(part);
            default -> {
                DomainFunction.find(function).ifPresent(found -> domain(part, found));
                shift(part);
            }
        }
    }

    private void inherit(CelExpr part) {
        inherit(part, reading);
        inherit(part, readingMoment);
        inherit(part, varying);
    }

    private static void inherit(CelExpr part, Set<Long> trait) {
        Stream<CelExpr> arguments = part.call().args().stream()
                .flatMap(argument ->
                        argument.getKind() == Kind.LIST ? argument.list().elements().stream() : Stream.of(argument));
        if (Stream.concat(part.call().target().stream(), arguments).anyMatch(each -> trait.contains(each.id()))) {
            trait.add(part.id());
        }
    }

    private void domain(CelExpr part, DomainFunction function) {
        if (function.readsMoment()) {
            readingMoment.add(part.id());
        }
        if (function.readsMoment() || function.takesDays()) {
            varying.add(part.id());
        }
        if (!function.isPushable() && reads(part)) {
            unpushable.add(Wording.notForFilters(function.key(), offset(part)));
        }
        if (function == DomainFunction.ROUND && part.call().args().size() == 2) {
            places(part.call().args().getLast());
        }
    }

    private void places(CelExpr places) {
        boolean fits = places.getKind() == Kind.CONSTANT
                && places.constant().int64Value() >= 0
                && places.constant().int64Value() <= DomainFunction.MOST_PLACES;
        if (!fits) {
            problems.add(Wording.notPlaces(offset(places)));
        }
    }

    private void activities(CelExpr part) {
        reading.add(part.id());
        readingMoment.add(part.id());
        varying.add(part.id());
        CelExpr within = part.call().args().getLast();
        if (reads(within)) {
            problems.add(Wording.variableShift(offset(within)));
        }
    }

    /// A list of records stands only where it is asked or counted.
    private void lists(CelExpr part) {
        boolean asks = part.call().function().equals("size")
                || Quantifier.ofVariant(part.call().function()).isPresent();
        Stream.concat(part.call().target().stream(), part.call().args().stream())
                .filter(argument -> type(argument) == Type.RECORDS)
                .filter(argument -> !asks || isChoice(argument))
                .forEach(argument -> problems.add(Wording.listOnly(offset(argument))));
    }

    private static boolean isChoice(CelExpr part) {
        return part.getKind() == Kind.CALL && !part.call().function().equals(Quantifier.FILTER.variant());
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
