package io.ripeline.record;

import io.ripeline.definition.Criterion;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Needs;
import java.util.stream.Stream;

/// Whether records of one object can be written together: where no record can tell that it was, for the rules and
/// automations of the object read nothing that another record of the batch could change.
final class Independence {

    private Independence() {}

    /// Of records that are new.
    static boolean ofNew(Model model, ObjectModel object) {
        Needs needs = needs(object);
        FollowingWrites following = FollowingWrites.of(model, object);
        if (!following.none()) {
            return following.mayWait() && needs.and(following.needs()).areOwn();
        }
        return needs.areOwn()
                || needs.children().isEmpty() && object.derived().fed().isEmpty() && !readsItsOwnKind(object, needs);
    }

    /// Of records that are there already: what one of them adds to is none of the others' own.
    static boolean ofStanding(Model model, ObjectModel object) {
        return ofNew(model, object)
                && object.derived().fed().stream()
                        .noneMatch(rollUp -> rollUp.object().equals(object.key()));
    }

    private static Needs needs(ObjectModel object) {
        Stream<Criterion> criteria = object.funnels().stream()
                .flatMap(funnel -> funnel.stages().values().stream())
                .flatMap(stage -> stage.criteria().stream());
        return Stream.concat(
                        Stream.of(object.rules().needs(), Criterion.needs(criteria.toList())),
                        object.validations().stream().map(rule -> rule.fault().needs()))
                .reduce(Needs.NONE, Needs::and);
    }

    private static boolean readsItsOwnKind(ObjectModel object, Needs needs) {
        return needs.parents().keySet().stream()
                .flatMap(key -> object.field(key).stream())
                .flatMap(field -> field.target().stream())
                .anyMatch(object.key()::equals);
    }
}
