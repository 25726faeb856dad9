package io.ripeline.record;

import io.ripeline.database.KeptStatement;
import io.ripeline.definition.Derivations.RollUp;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.RollUpFunction;
import io.ripeline.expression.Moment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Roll-ups of one record that PostgreSQL computes and stores in one statement: they count one list, no formula reads
/// them, and none is rounded. All others are computed by {@link Recomputation}; both come to the same values.
final class StoredRollUps {

    private StoredRollUps() {}

    /// A statement that takes the id of a record, which must be locked before.
    static Optional<KeptStatement> statement(
            Model model, ObjectModel object, Collection<RollUp> rollUps, Moment moment) {
        boolean oneList = rollUps.stream().map(RollUps::list).distinct().count() == 1;
        boolean exact = rollUps.stream().noneMatch(rollUp -> rollUp.function() == RollUpFunction.AVG);
        return oneList && exact && object.derived().formulas().isEmpty()
                ? Optional.of(new KeptStatement(() -> shape(model, object, List.copyOf(rollUps), moment)))
                : Optional.empty();
    }

    private static QueryPart shape(Model model, ObjectModel object, List<RollUp> rollUps, Moment moment) {
        ObjectModel of = model.object(rollUps.getFirst().of());
        List<Field<?>> computed = new ArrayList<>();
        Map<Field<?>, Field<?>> stored = new LinkedHashMap<>();
        Condition changed = DSL.noCondition();
        for (RollUp rollUp : rollUps) {
            RollUpFigure figure = new RollUpFigure(rollUp, "v" + computed.size(), moment);
            computed.addAll(figure.computed());
            for (Map.Entry<Field<?>, Field<?>> each : figure.stored().entrySet()) {
                stored.put(unqualified(each.getKey()), each.getValue());
                changed = changed.or(DSL.condition("{0} IS DISTINCT FROM {1}", each.getKey(), each.getValue()));
            }
        }
        Field<UUID> id = KeptStatement.place(SQLDataType.UUID);
        Table<?> rolled =
                DSL.select(DSL.field("{0}", SQLDataType.UUID, id).as("id")).asTable("rolled");
        Table<?> list = DSL.lateral(
                        DSL.select(computed).from(of.table()).where(RollUps.pointing(of, rollUps.getFirst())))
                .as(RollUpFigure.LIST);
        return DSL.update(object.table())
                .set(stored)
                .from(rolled.crossJoin(list))
                .where(object.columns().id().eq(RollUps.ID).and(changed));
    }

    private static Field<?> unqualified(Field<?> column) {
        return DSL.field(column.getUnqualifiedName(), column.getDataType());
    }
}
