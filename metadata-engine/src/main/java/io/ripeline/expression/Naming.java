package io.ripeline.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.ripeline.expression.Referent.AtMoment;
import io.ripeline.expression.Referent.Many;
import io.ripeline.expression.Referent.OfElement;
import io.ripeline.expression.Referent.OfParent;
import io.ripeline.expression.Referent.Own;
import io.ripeline.expression.Vocabulary.Name;
import io.ripeline.expression.Vocabulary.Related;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Renames a parsed tree so that each name in it is one variable that [Referent] explains, and calls over lists become
/// functions: CEL's checker then needs to know these variables only, not the whole vocabulary.
///
/// `customer.grade` becomes the variable of that name, `has(grade)` the variable `@has:grade`, and
/// `contacts.exists(c, c.age > 5)` becomes `@exists(contacts, @contacts.age > 5)`. A name that stands for nothing
/// becomes [#UNKNOWN], which fits everywhere, so that one mistake is told once.
final class Naming {
    /// The variable that stands for a mistake already told.
    static final String UNKNOWN = "@unknown";

    /// What [Language#ACTIVITY_COUNT] reads of an activity.
    static final String ACTIVITY_KIND = "@activity:kind";
    static final String ACTIVITY_START = "@activity:started_at";

    private record Iteration(String variable, Related list) {}

    private final Vocabulary vocabulary;
    private final CelSource source;
    private final Offsets offsets;
    private final Map<String, Referent> referents = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Suggestions suggestions;
    private @Nullable Iteration iteration;

    Naming(String text, CelSource source, Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.source = source;
        this.offsets = new Offsets(text);
        this.suggestions = new Suggestions(vocabulary);
    }

    /// What the variables stand for, in the order of their first appearance, without the prefix of presence.
    Map<String, Referent> referents() {
        return referents;
    }

    List<Problem> problems() {
        return problems;
    }

    CelAbstractSyntaxTree rename(CelAbstractSyntaxTree parsed) {
        return CelAbstractSyntaxTree.newParsedAst(rename(parsed.getExpr()), source);
    }

    private CelExpr rename(CelExpr part) {
        return switch (part.getKind()) {
            case IDENT, SELECT -> variable(part, name(part));
            case CALL -> call(part);
            case LIST ->
                CelExpr.ofList(
                        part.id(), renamed(part.list().elements()), part.list().optionalIndices());
            case CONSTANT, NOT_SET, STRUCT, MAP, COMPREHENSION -> part;
        };
    }

    private ImmutableList<CelExpr> renamed(List<CelExpr> parts) {
        return parts.stream().map(this::rename).collect(ImmutableList.toImmutableList());
    }

    private static CelExpr variable(CelExpr part, String name) {
        return CelExpr.ofIdent(part.id(), name);
    }

    /// The variable a name or a selection stands for.
    private String name(CelExpr part) {
        if (part.getKind() == Kind.IDENT) {
            return ownName(part, part.ident().name());
        }
        CelExpr operand = part.select().operand();
        if (operand.getKind() != Kind.IDENT) {
            return unknown(operand.getKind() == Kind.SELECT ? Wording.oneStep(offset(part)) : noFields(part));
        }
        return selected(part, operand.ident().name(), part.select().field());
    }

    private String ownName(CelExpr part, String word) {
        if (iteration != null && word.equals(iteration.variable())) {
            return unknown(Wording.bareElement(word, offset(part)));
        }
        Optional<Referent> found = Builtin.find(word)
                .<Referent>map(AtMoment::new)
                .or(() -> vocabulary.find(word).map(Own::new))
                .or(() -> vocabulary.list(word).map(Many::new));
        return found.map(referent -> known(word, referent))
                .orElseGet(() -> unknown(suggestions.unknownName(word, offset(part))));
    }

    private String selected(CelExpr part, String owner, String field) {
        if (iteration != null && owner.equals(iteration.variable())) {
            Related list = iteration.list();
            return list.find(field)
                    .map(name -> known("@" + list.key() + "." + field, new OfElement(list, name)))
                    .orElseGet(() -> unknown(Suggestions.unknownField(owner, field, list, offset(part))));
        }
        Optional<Related> parent = vocabulary.parent(owner);
        if (parent.isPresent()) {
            return parent.get()
                    .find(field)
                    .map(name -> known(owner + "." + field, new OfParent(parent.get(), name)))
                    .orElseGet(() -> unknown(Suggestions.unknownField(owner, field, parent.get(), offset(part))));
        }
        if (vocabulary.list(owner).isPresent()) {
            return unknown(Wording.listOfRecords(owner, offset(part)));
        }
        boolean isValue =
                vocabulary.find(owner).isPresent() || Builtin.find(owner).isPresent();
        return unknown(isValue ? noFields(part) : suggestions.unknownOwner(owner, offset(part)));
    }

    private Problem noFields(CelExpr part) {
        return Wording.noFields(offset(part));
    }

    private CelExpr call(CelExpr part) {
        CelExpr.CelCall call = part.call();
        if (call.function().equals(Presence.FUNCTION) && call.target().isEmpty()) {
            return presence(part, call.args());
        }
        if (call.function().equals(Language.ACTIVITY_COUNT) && !activities(part)) {
            return variable(part, UNKNOWN);
        }
        if (call.target().isPresent() && Quantifier.find(call.function()).isPresent()) {
            return overList(
                    part, call.target().get(), Quantifier.find(call.function()).get());
        }
        return CelExpr.ofCall(part.id(), call.target().map(this::rename), call.function(), renamed(call.args()));
    }

    private CelExpr presence(CelExpr part, List<CelExpr> arguments) {
        boolean named = arguments.size() == 1
                && (arguments.getFirst().getKind() == Kind.IDENT
                        || arguments.getFirst().getKind() == Kind.SELECT);
        if (!named) {
            return variable(part, unknown(Wording.hasTakesAName(offset(part))));
        }
        String variable = name(arguments.getFirst());
        if (referents.get(variable) instanceof Many many) {
            return variable(part, unknown(Wording.hasOfList(many.list().key(), offset(part))));
        }
        return variable(part, variable.equals(UNKNOWN) ? UNKNOWN : Presence.variable(variable));
    }

    /// Notes what counting activities reads; says where there are none to count.
    private boolean activities(CelExpr part) {
        Map<String, Referent> counted = activities(vocabulary);
        if (counted.isEmpty()) {
            problems.add(suggestions.noList(Language.ACTIVITY_COUNT, offset(part)));
        } else if (iteration != null) {
            problems.add(Wording.nestedList(offset(part)));
        } else {
            counted.forEach(this::known);
            return true;
        }
        return false;
    }

    /// What counting activities reads; nothing where the record has none.
    static Map<String, Referent> activities(Vocabulary vocabulary) {
        Optional<Related> list = vocabulary.children().stream()
                .filter(each -> each.object().equals("activity"))
                .findFirst();
        Optional<Name> kind = list.flatMap(each -> each.find("kind"));
        Optional<Name> start = list.flatMap(each -> each.find("started_at"));
        boolean fits = kind.filter(name -> name.kind() == ValueKind.TEXT).isPresent()
                && start.filter(name -> name.kind() == ValueKind.DATE_TIME).isPresent();
        return fits
                ? Map.of(
                        ACTIVITY_KIND,
                        new OfElement(list.get(), kind.get()),
                        ACTIVITY_START,
                        new OfElement(list.get(), start.get()))
                : Map.of();
    }

    private CelExpr overList(CelExpr part, CelExpr target, Quantifier quantifier) {
        List<CelExpr> arguments = part.call().args();
        Optional<Related> list =
                target.getKind() == Kind.IDENT ? vocabulary.list(target.ident().name()) : Optional.empty();
        if (list.isEmpty()) {
            return variable(part, unknown(suggestions.noList(quantifier.function(), offset(target))));
        }
        if (iteration != null) {
            return variable(part, unknown(Wording.nestedList(offset(target))));
        }
        if (arguments.size() != 2 || arguments.getFirst().getKind() != Kind.IDENT) {
            return variable(part, unknown(Wording.listTakesACondition(quantifier.function(), offset(target))));
        }
        CelExpr records = rename(target);
        iteration = new Iteration(arguments.getFirst().ident().name(), list.get());
        CelExpr condition = rename(arguments.getLast());
        iteration = null;
        return CelExpr.ofCall(part.id(), Optional.empty(), quantifier.variant(), ImmutableList.of(records, condition));
    }

    private String known(String variable, Referent referent) {
        referents.putIfAbsent(variable, referent);
        return variable;
    }

    private String unknown(Problem problem) {
        problems.add(problem);
        return UNKNOWN;
    }

    private int offset(CelExpr part) {
        CelExpr first = part;
        while (first.getKind() == Kind.SELECT) {
            first = first.select().operand();
        }
        return offsets.ofCodePoint(source.getPositionsMap().getOrDefault(first.id(), 0));
    }
}
