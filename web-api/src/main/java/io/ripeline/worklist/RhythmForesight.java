package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.impact.Effect;
import io.ripeline.impact.Effect.Count;
import io.ripeline.impact.Effect.Kind;
import io.ripeline.impact.Foresight;
import io.ripeline.impact.Weighing;
import io.ripeline.impact.Weighing.Pair;
import io.ripeline.refusal.Text;
import io.ripeline.worklist.Replanning.Change;
import io.ripeline.worklist.Replanning.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a draft's rhythms, grades, calendars and contacts would have planned anew: decided by the very code that does
/// it
/// after the publish.
@Component
class RhythmForesight implements Foresight {

    @Override
    public List<Effect> effects(Weighing weighing) {
        Model standing = weighing.session().model();
        List<Effect> effects = new ArrayList<>();
        for (Pair object : weighing.objects()) {
            if (!object.standing().about()) {
                ChangedRhythms.of(standing, object.standing(), weighing.draft(), object.next())
                        .ifPresent(changed -> effects.addAll(effects(weighing, object, changed)));
            }
        }
        return effects;
    }

    private static List<Effect> effects(Weighing weighing, Pair object, Set<String> changed) {
        Optional<Replanning> standing = Replanning.of(weighing, object, changed);
        Optional<YearlyReplanning> yearly = YearlyReplanning.of(weighing, object, changed);
        List<Effect> effects = new ArrayList<>();
        standing.ifPresent(counted -> effects.addAll(effects(weighing, object, counted.moved(), counted::open)));
        yearly.ifPresent(counted -> effects.addAll(effects(weighing, object, counted.moved(), counted::open)));
        if (standing.isEmpty() || yearly.isEmpty()) {
            effects.add(new Effect(
                    Kind.FOLLOW_UP,
                    StandardObjects.FOLLOW_UP,
                    Map.of(),
                    object.next().definition().label().text(),
                    null,
                    null));
        }
        return effects;
    }

    private static List<Effect> effects(
            Weighing weighing, Pair object, Map<Change, Group> moved, ToLongFunction<Change> open) {
        Model standing = weighing.session().model();
        ObjectModel followUp = standing.object(StandardObjects.FOLLOW_UP);
        List<Effect> effects = new ArrayList<>();
        moved.forEach((change, group) -> {
            long all = open.applyAsLong(change);
            Count count = new Count(all, group.size());
            boolean begins = change.from() == null;
            ObjectModel listed = begins ? object.standing() : followUp;
            String whole = begins || count.failing() < all
                    ? null
                    : Weighing.listing(
                            followUp,
                            "%s == \"%s\" && %s == \"%s\""
                                    .formatted(FollowUp.STATE, FollowUp.OPEN, FollowUp.RULE, change.from()));
            String filter = Weighing.listing(listed, group.first(), group.size());
            effects.add(new Effect(
                    kind(change),
                    listed.key(),
                    names(change),
                    label(standing, weighing.draft(), change),
                    count,
                    filter == null ? whole : filter));
        });
        return effects;
    }

    private static Kind kind(Change change) {
        if (change.from() == null) {
            return Kind.FOLLOW_UP_BEGINS;
        }
        return change.to() == null ? Kind.FOLLOW_UP_ENDS : Kind.FOLLOW_UP;
    }

    private static Map<String, String> names(Change change) {
        Map<String, String> names = new LinkedHashMap<>();
        if (change.from() != null) {
            names.put("from", change.from());
        }
        if (change.to() != null) {
            names.put("to", change.to());
        }
        return names;
    }

    private static Text label(Model standing, Model draft, Change change) {
        Text from = label(standing, change.from());
        Text to = label(draft, change.to());
        if (change.from() == null || change.to() == null || change.from().equals(change.to())) {
            return change.to() == null ? from : to;
        }
        return new Text(from.en() + " → " + to.en(), from.zh() + " → " + to.zh());
    }

    private static Text label(Model model, @Nullable String key) {
        return Optional.ofNullable(key)
                .flatMap(model::cadence)
                .map(Cadence::definition)
                .map(definition -> definition.label().text())
                .orElseGet(() -> Text.verbatim(String.valueOf(key)));
    }
}
