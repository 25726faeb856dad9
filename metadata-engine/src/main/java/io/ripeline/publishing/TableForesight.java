package io.ripeline.publishing;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.impact.Counting;
import io.ripeline.impact.Effect;
import io.ripeline.impact.Effect.Count;
import io.ripeline.impact.Effect.Kind;
import io.ripeline.impact.Foresight;
import io.ripeline.impact.Weighing;
import io.ripeline.record.Session;
import io.ripeline.schema.Conversions;
import io.ripeline.schema.SchemaChange.ChangeType;
import io.ripeline.schema.SchemaChange.ChangeUnique;
import io.ripeline.schema.SchemaPlan;
import io.ripeline.tenancy.TenantTransaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Foretells what a new type or uniqueness of a field would do to the values that stand.
@Component
class TableForesight implements Foresight {

    @Override
    public List<Effect> effects(Weighing weighing) {
        Session session = weighing.session();
        Counting counting = weighing.counting();
        SchemaPlan plan = SchemaPlan.of(session.transaction(), session.model(), weighing.draft());
        List<Effect> effects = new ArrayList<>();
        plan.conversions().forEach(change -> effects.add(conversion(session, change, counting)));
        plan.restrictions().forEach(change -> effects.add(restriction(session, change, counting)));
        return effects.stream().filter(Effect::matters).toList();
    }

    private static Effect conversion(Session session, ChangeType change, Counting counting) {
        TenantTransaction transaction = session.transaction();
        Optional<Count> count = counting.within(() -> new Count(
                transaction
                        .sql()
                        .fetchCount(
                                change.object().table(),
                                DSL.field(DSL.name(change.before().value())).isNotNull(),
                                change.object().columns().deletedAt().isNull()),
                Conversions.lost(transaction, session.model(), change)));
        Map<String, String> names = new LinkedHashMap<>();
        names.put("field", change.field().key());
        names.put("from", change.fromType());
        names.put("to", change.field().type().key());
        return new Effect(
                Kind.CONVERSION,
                change.object().key(),
                names,
                change.field().definition().label().text(),
                count.orElse(null),
                null);
    }

    private static Effect restriction(Session session, ChangeUnique change, Counting counting) {
        Optional<DuplicateValues.Found> found =
                counting.within(() -> new DuplicateValues(session.transaction()).of(change));
        return new Effect(
                Kind.DUPLICATE,
                change.object().key(),
                Map.of("field", change.field().key()),
                change.field().definition().label().text(),
                found.map(DuplicateValues.Found::count).orElse(null),
                found.map(each -> filter(session, change.object(), change.field(), each.values()))
                        .orElse(null));
    }

    private static @Nullable String filter(Session session, ObjectModel object, FieldModel field, List<String> values) {
        return session.model()
                .find(object.key())
                .map(standing -> Weighing.listing(standing, DuplicateValues.filter(field, values)))
                .orElse(null);
    }
}
