package io.ripeline.impact;

import io.ripeline.definition.Criterion;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.StageKind;
import io.ripeline.impact.Effect.Count;
import io.ripeline.impact.Effect.Kind;
import io.ripeline.impact.Weighing.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// What the criteria of stages would stop that are new or read differently from those in force.
final class StageCriteria {

    private final Weighing weighing;

    StageCriteria(Weighing weighing) {
        this.weighing = weighing;
    }

    List<Effect> effects() {
        List<Effect> effects = new ArrayList<>();
        for (Pair object : weighing.objects()) {
            object.next().funnels().forEach(funnel -> effects.addAll(effects(object, funnel)));
        }
        return effects;
    }

    private List<Effect> effects(Pair object, Funnel funnel) {
        List<Effect> effects = new ArrayList<>();
        for (Stage stage : funnel.stages().values()) {
            for (Criterion criterion : stage.criteria()) {
                if (!stands(object, funnel, stage, criterion, Stage::criteria)) {
                    effects.add(effect(object, funnel, stage, criterion, before(funnel, stage)));
                }
            }
            for (Criterion criterion : stage.leaveCriteria()) {
                if (!stands(object, funnel, stage, criterion, Stage::leaveCriteria)) {
                    effects.add(effect(object, funnel, stage, criterion, Set.of(stage.key())));
                }
            }
        }
        return effects;
    }

    private static boolean stands(
            Pair object, Funnel funnel, Stage stage, Criterion criterion, Function<Stage, List<Criterion>> asked) {
        return object
                .standing()
                .funnel(funnel.key())
                .flatMap(old -> Optional.ofNullable(old.stages().get(stage.key())))
                .stream()
                .flatMap(old -> asked.apply(old).stream())
                .anyMatch(each -> each.key().equals(criterion.key())
                        && each.condition()
                                .source()
                                .equals(criterion.condition().source()));
    }

    private Effect effect(Pair object, Funnel funnel, Stage stage, Criterion criterion, Set<String> before) {
        Map<String, String> names = new LinkedHashMap<>();
        if (object.next().funnels().size() > 1) {
            names.put("funnel", funnel.key());
        }
        names.put("stage", stage.key());
        names.put("criterion", criterion.key());
        Optional<FieldModel> field = object.standing().field(funnel.field());
        Optional<Read> read = Read.of(object, criterion.condition().source());
        Optional<String> own = own(object, funnel);
        Count count = field.isEmpty() || read.isEmpty()
                ? null
                : count(object, among(object, field.get(), before, own), read.get());
        String among = "%s in %s".formatted(funnel.field(), Weighing.quoted(before))
                + own.map(filter -> " && " + filter).orElse("");
        return new Effect(
                Kind.CRITERION,
                object.next().key(),
                names,
                criterion.label().text(),
                count,
                count == null ? null : filter(object, read.orElseThrow(), among, count));
    }

    /// The open stages from which a record may go on to this one.
    private static Set<String> before(Funnel funnel, Stage stage) {
        return funnel.stages().values().stream()
                .filter(each -> each.kind() == StageKind.OPEN)
                .filter(each -> !each.key().equals(stage.key()) && each.leadsTo(stage.key()))
                .map(Stage::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// CEL that selects the records of the funnel, where the field that tells stands already; a funnel to come has
    /// none of those that stand, unless it is the one of records that do not say.
    private static Optional<String> own(Pair object, Funnel funnel) {
        Optional<String> filter = object.next().filterOf(funnel);
        boolean told = object.next()
                .funnelBy()
                .flatMap(by -> object.standing().field(by.key()))
                .filter(field -> field.type() == FieldType.SELECT)
                .isPresent();
        boolean unnamed = object.next().defaultFunnel().filter(funnel::equals).isPresent();
        return told || filter.isEmpty() ? filter : Optional.of(String.valueOf(unnamed));
    }

    private Condition among(Pair object, FieldModel field, Set<String> before, Optional<String> own) {
        Condition stages =
                DSL.field(field.column().getQualifiedName(), SQLDataType.CLOB).in(before);
        return own.flatMap(filter -> weighing.condition(object, filter))
                .map(stages::and)
                .orElse(stages);
    }

    private @Nullable Count count(Pair object, Condition among, Read read) {
        return weighing.count(
                object.standing(),
                among,
                Weighing.unmet(read.condition().condition(weighing.session().moment())));
    }

    private static @Nullable String filter(Pair object, Read read, String among, Count count) {
        if (!read.whole()) {
            return count.failing() == count.total() ? Weighing.listing(object.standing(), among) : null;
        }
        return Weighing.listing(
                object.standing(),
                "%s && !holds(%s)"
                        .formatted(among, Weighing.part(read.condition().source())));
    }
}
