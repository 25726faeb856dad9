package io.ripeline.record;

import io.ripeline.database.KeptStatement;
import io.ripeline.definition.Derivations.RollUp;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Moment;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// The statements that write single rows of one object's table, kept so that each is put into words once.
final class RecordStatements {

    private static final int KEPT = 100;

    private final Model model;
    private final ObjectModel object;
    private final KeptStatement locking = new KeptStatement(this::lockOfOne);
    private final KeptStatement referring = new KeptStatement(this::lockOfTarget);
    private final Map<List<String>, KeptStatement> insertions = new ConcurrentHashMap<>();
    private final Map<List<String>, KeptStatement> changes = new ConcurrentHashMap<>();
    private final Map<Set<String>, Optional<KeptStatement>> rollUps = new ConcurrentHashMap<>();

    RecordStatements(Model model, ObjectModel object) {
        this.model = model;
        this.object = object;
    }

    /// What adds a row with values in these columns, in their order.
    KeptStatement insertion(Collection<Field<?>> columns) {
        return kept(
                insertions,
                columns,
                () -> DSL.insertInto(object.table())
                        .columns(columns)
                        .values(columns.stream().map(RecordStatements::place).toList()));
    }

    /// What puts values into these columns of a row, in their order, and after them takes its id.
    KeptStatement change(Collection<Field<?>> columns) {
        return kept(changes, columns, () -> {
            Map<Field<?>, Field<?>> places = new LinkedHashMap<>();
            columns.forEach(
                    column -> places.put(DSL.field(column.getUnqualifiedName(), column.getDataType()), place(column)));
            Field<UUID> id = object.columns().id();
            return DSL.update(object.table()).set(places).where(id.eq(KeptStatement.place(SQLDataType.UUID)));
        });
    }

    private QueryPart lockOfOne() {
        Field<UUID> id = object.columns().id();
        return DSL.selectOne()
                .from(object.table())
                .where(id.eq(KeptStatement.place(SQLDataType.UUID)))
                .forNoKeyUpdate();
    }

    private QueryPart lockOfTarget() {
        Field<UUID> id = object.columns().id();
        return DSL.select(name())
                .from(object.table())
                .where(id.eq(KeptStatement.place(SQLDataType.UUID)))
                .and(object.columns().deletedAt().isNull())
                .forKeyShare();
    }

    /// How a record is called; nothing where the object has no field for it.
    Field<String> name() {
        FieldModel name = object.nameField();
        return name == null ? DSL.castNull(SQLDataType.CLOB) : StoredValues.column(name, String.class);
    }

    private static Field<?> place(Field<?> column) {
        return KeptStatement.place(column.getDataType());
    }

    private static KeptStatement kept(
            Map<List<String>, KeptStatement> known, Collection<Field<?>> columns, Supplier<QueryPart> shape) {
        List<String> key = columns.stream().map(Field::getName).toList();
        KeptStatement statement = known.get(key);
        if (statement == null) {
            statement = new KeptStatement(shape);
            if (known.size() < KEPT) {
                known.put(key, statement);
            }
        }
        return statement;
    }

    /// What locks the row whose id it takes against other writes.
    KeptStatement locking() {
        return locking;
    }

    /// What answers the name of the live record whose id it takes, and has it stay.
    KeptStatement referring() {
        return referring;
    }

    /// What stores some roll-ups of the record whose id it takes, where PostgreSQL can do that by itself.
    Optional<KeptStatement> storing(Collection<RollUp> wanted, Moment moment) {
        Set<String> keys = wanted.stream().map(rollUp -> rollUp.field().key()).collect(Collectors.toSet());
        Optional<KeptStatement> known = rollUps.get(keys);
        if (known == null) {
            known = StoredRollUps.statement(model, object, wanted, moment);
            if (rollUps.size() < KEPT) {
                rollUps.put(keys, known);
            }
        }
        return known;
    }
}
