package io.ripeline.impact;

import io.ripeline.definition.Choice;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StrayStage;
import io.ripeline.definition.SystemNames;
import io.ripeline.impact.Effect.Count;
import io.ripeline.impact.Effect.Kind;
import io.ripeline.impact.Weighing.Pair;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// What bears a stage, grade or option that goes, and what stands in fields and objects that go.
final class Removals {

    private final Weighing weighing;
    private final List<Effect> effects = new ArrayList<>();

    Removals(Weighing weighing) {
        this.weighing = weighing;
    }

    /// Only what hits a record: what nobody bears goes without notice.
    List<Effect> effects() {
        for (Pair object : weighing.objects()) {
            for (FieldModel field : object.standing().all()) {
                Optional<FieldModel> kept = object.next().field(field.key());
                if (kept.isEmpty()) {
                    retired(object.standing(), field);
                } else {
                    field.choices().values().stream()
                            .filter(choice -> !kept.get().choices().containsKey(choice.key()))
                            .forEach(choice -> removed(object.standing(), field, choice));
                }
            }
        }
        for (Pair object : weighing.objects()) {
            StrayStage.of(object.standing(), object.next()).forEach(stray -> stray(object.standing(), stray));
        }
        weighing.session().model().objects().stream()
                .filter(object -> weighing.draft().find(object.key()).isEmpty())
                .forEach(this::retired);
        return effects.stream().filter(Effect::matters).toList();
    }

    private void removed(ObjectModel object, FieldModel field, Choice choice) {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("field", field.key());
        names.put("value", choice.key());
        boolean several = field.type() == FieldType.MULTI_SELECT;
        Condition bears = several
                ? DSL.condition("{0} = ANY ({1})", DSL.val(choice.key()), field.column())
                : DSL.field(field.column().getQualifiedName(), SQLDataType.CLOB).eq(choice.key());
        Count count = weighing.count(object, DSL.trueCondition(), bears);
        effects.add(new Effect(
                Kind.REMOVED_VALUE,
                object.key(),
                names,
                choice.label().text(),
                count,
                Weighing.listing(
                        object,
                        several
                                ? "\"%s\" in %s".formatted(choice.key(), field.key())
                                : "%s == \"%s\"".formatted(field.key(), choice.key()))));
    }

    /// A stage that goes from one funnel and stays in another.
    private void stray(ObjectModel object, StrayStage stray) {
        FieldModel field = stray.field();
        Condition bears = DSL.field(field.column().getQualifiedName(), SQLDataType.CLOB)
                .eq(stray.stage())
                .and(stray.among());
        String bearing = "%s == \"%s\"".formatted(field.key(), stray.stage());
        effects.add(new Effect(
                Kind.REMOVED_VALUE,
                object.key(),
                Map.of("field", field.key(), "value", stray.stage()),
                Objects.requireNonNull(field.choices().get(stray.stage()))
                        .label()
                        .text(),
                weighing.count(object, DSL.trueCondition(), bears),
                Weighing.listing(
                        object,
                        stray.filter().map(among -> bearing + " && " + among).orElse(bearing))));
    }

    private void retired(ObjectModel object, FieldModel field) {
        Count count = weighing.count(object, DSL.trueCondition(), field.column().isNotNull());
        effects.add(new Effect(
                Kind.RETIRED_FIELD,
                object.key(),
                Weighing.names("field", field.key()),
                field.definition().label().text(),
                count,
                Weighing.listing(object, "has(%s)".formatted(field.key()))));
    }

    private void retired(ObjectModel object) {
        Count count = weighing.count(object, DSL.trueCondition(), DSL.trueCondition());
        effects.add(new Effect(
                Kind.RETIRED_OBJECT,
                object.key(),
                Map.of(),
                object.definition().label().text(),
                count,
                Weighing.listing(object, "has(%s)".formatted(SystemNames.ID))));
    }
}
