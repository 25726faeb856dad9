package io.ripeline.impact;

import io.ripeline.definition.Validation;
import io.ripeline.impact.Effect.Count;
import io.ripeline.impact.Effect.Kind;
import io.ripeline.impact.Weighing.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.impl.DSL;

/// Records at fault by the rules of a draft that are new or read differently from those in force.
final class BrokenRules {

    private final Weighing weighing;

    BrokenRules(Weighing weighing) {
        this.weighing = weighing;
    }

    List<Effect> effects() {
        List<Effect> effects = new ArrayList<>();
        for (Pair object : weighing.objects()) {
            object.next().validations().stream()
                    .filter(rule -> !stands(object, rule))
                    .map(rule -> effect(object, rule))
                    .forEach(effects::add);
        }
        return effects;
    }

    private static boolean stands(Pair object, Validation rule) {
        return object.standing().validations().stream()
                .anyMatch(each -> each.key().equals(rule.key())
                        && each.blocks() == rule.blocks()
                        && each.fault().source().equals(rule.fault().source()));
    }

    private Effect effect(Pair object, Validation rule) {
        Optional<Read> fault = Read.of(object, rule.fault().source());
        Count count = fault.map(read -> weighing.count(
                        object.standing(),
                        DSL.trueCondition(),
                        read.condition().condition(weighing.session().moment())))
                .orElse(null);
        return new Effect(
                Kind.VALIDATION,
                object.next().key(),
                Weighing.names("validation", rule.key()),
                rule.label().text(),
                count,
                Weighing.listing(object.standing(), rule.fault().source()));
    }
}
