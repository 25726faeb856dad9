package io.ripeline.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import io.ripeline.expression.Referent.AtMoment;
import io.ripeline.expression.Referent.Many;
import io.ripeline.expression.Referent.OfElement;
import io.ripeline.expression.Referent.OfParent;
import io.ripeline.expression.Referent.Own;
import io.ripeline.expression.Vocabulary.Related;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Finds again what the variables of a stored tree stand for.
final class Restoring {
    private final CelAbstractSyntaxTree tree;
    private final Vocabulary vocabulary;
    private final Map<String, Referent> referents = new LinkedHashMap<>();
    private boolean stale;

    private Restoring(CelAbstractSyntaxTree tree, Vocabulary vocabulary) {
        this.tree = tree;
        this.vocabulary = vocabulary;
    }

    /// What each variable stands for, in the order of their first appearance; empty where one of them stands for
    /// nothing, or for a value of another type, by now.
    static Optional<Map<String, Referent>> of(CelAbstractSyntaxTree tree, Vocabulary vocabulary) {
        Restoring restoring = new Restoring(tree, vocabulary);
        restoring.visit(tree.getExpr());
        return restoring.stale ? Optional.empty() : Optional.of(restoring.referents);
    }

    private void visit(CelExpr part) {
        switch (part.getKind()) {
            case IDENT -> name(part);
            case CALL -> {
                if (part.call().function().equals(Language.ACTIVITY_COUNT)) {
                    activities();
                }
                part.call().target().ifPresent(this::visit);
                part.call().args().forEach(this::visit);
            }
            case LIST -> part.list().elements().forEach(this::visit);
            case CONSTANT -> {}
            case NOT_SET, SELECT, STRUCT, MAP, COMPREHENSION -> stale = true;
        }
    }

    private void name(CelExpr part) {
        String variable = part.ident().name();
        String base = Presence.base(variable);
        Optional<Referent> referent = find(base);
        Type wanted = variable.equals(base) ? referent.map(Referent::type).orElse(Type.BOOLEAN) : Type.BOOLEAN;
        if (referent.isEmpty()
                || tree.getType(part.id()).filter(wanted.cel()::equals).isEmpty()) {
            stale = true;
        } else {
            referents.putIfAbsent(base, referent.get());
        }
    }

    private Optional<Referent> find(String variable) {
        int dot = variable.indexOf('.');
        if (dot < 0) {
            return Builtin.find(variable)
                    .<Referent>map(AtMoment::new)
                    .or(() -> vocabulary.find(variable).map(Own::new))
                    .or(() -> vocabulary.list(variable).map(Many::new));
        }
        String field = variable.substring(dot + 1);
        if (variable.startsWith("@")) {
            Optional<Related> list = vocabulary.list(variable.substring(1, dot));
            return list.flatMap(of -> of.find(field).map(name -> new OfElement(of, name)));
        }
        Optional<Related> parent = vocabulary.parent(variable.substring(0, dot));
        return parent.flatMap(of -> of.find(field).map(name -> new OfParent(of, name)));
    }

    private void activities() {
        Map<String, Referent> counted = Naming.activities(vocabulary);
        stale = stale || counted.isEmpty();
        counted.forEach(referents::putIfAbsent);
    }
}
