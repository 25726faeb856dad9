package io.ripeline.record;

import io.ripeline.definition.Derivations.RollUp;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.ObjectModel.SystemColumns;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Computes roll-ups from the records that point to others, those in the bin left out. One pass over a list serves all
/// the roll-ups over it.
final class RollUps {

    /// Whose roll-ups are computed.
    static final Field<UUID> ID = DSL.field(DSL.name("rolled", "id"), SQLDataType.UUID);

    private final Session session;

    RollUps(Session session) {
        this.session = session;
    }

    /// What the roll-ups of an object are where nothing points to a record: what a new one begins with.
    static Map<String, Object> ofNothing(ObjectModel object) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (RollUp rollUp : object.derived().rollUps()) {
            Object nothing = RollUpFigure.ofNothing(rollUp);
            if (nothing != null) {
                values.put(rollUp.field().key(), nothing);
            }
        }
        return values;
    }

    /// The values of some roll-ups of one object as of now, by record; a roll-up without a value is left out.
    Map<UUID, Map<String, Object>> of(Collection<UUID> ids, Collection<RollUp> rollUps) {
        Map<UUID, Map<String, Object>> values = new HashMap<>();
        ids.forEach(id -> values.put(id, new LinkedHashMap<>()));
        rollUps.stream()
                .collect(Collectors.groupingBy(RollUps::list, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(list -> read(ids, list, values));
        return values;
    }

    /// The records that a roll-up counts.
    static String list(RollUp rollUp) {
        return rollUp.lookup() == null
                ? rollUp.of()
                : rollUp.of() + "." + rollUp.lookup().key();
    }

    private void read(Collection<UUID> ids, List<RollUp> rollUps, Map<UUID, Map<String, Object>> values) {
        ObjectModel of = session.model().object(rollUps.getFirst().of());
        List<RollUpFigure> figures = new ArrayList<>();
        List<Field<?>> computed = new ArrayList<>();
        List<Field<?>> columns = new ArrayList<>(List.of(ID));
        for (RollUp rollUp : rollUps) {
            RollUpFigure figure = new RollUpFigure(rollUp, "v" + figures.size(), session.moment());
            figures.add(figure);
            computed.addAll(figure.computed());
            columns.addAll(figure.columns());
        }
        Table<?> rolled = DSL.unnest(DSL.val(ids.toArray(new UUID[0]), SQLDataType.UUID.array()))
                .as("rolled", "id");
        Table<?> list = DSL.lateral(DSL.select(computed).from(of.table()).where(pointing(of, rollUps.getFirst())))
                .as(RollUpFigure.LIST);
        session.transaction().sql().select(columns).from(rolled).crossJoin(list).forEach(row -> {
            Map<String, Object> known = Objects.requireNonNull(values.get(row.get(ID)));
            figures.forEach(figure -> figure.value(row).ifPresent(value -> known.put(figure.key(), value)));
        });
    }

    /// What the records that count are.
    static Condition pointing(ObjectModel of, RollUp rollUp) {
        SystemColumns system = of.columns();
        Condition live = system.deletedAt().isNull();
        if (rollUp.lookup() != null) {
            return StoredValues.column(rollUp.lookup(), UUID.class).eq(ID).and(live);
        }
        return Objects.requireNonNull(system.subjectId())
                .eq(ID)
                .and(Objects.requireNonNull(system.subjectObject()).eq(DSL.inline(rollUp.object())))
                .and(live);
    }
}
