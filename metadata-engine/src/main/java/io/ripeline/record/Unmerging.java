package io.ripeline.record;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.context.ApplicationEventPublisher;

/// Gives a record that was merged into another one, and came back, what pointed to it before, unless that was made to
/// point elsewhere since.
final class Unmerging {

    private static final int MOST = 10_000;
    private static final Table<?> WAS = table(name("_change")).as("was");
    private static final Table<?> LATER = table(name("_change")).as("later");

    private final Session session;
    private final RecordTables tables;
    private final ApplicationEventPublisher events;
    private final DuplicateWatch duplicates;

    Unmerging(Session session, RecordTables tables, ApplicationEventPublisher events, DuplicateWatch duplicates) {
        this.session = session;
        this.tables = tables;
        this.events = events;
        this.duplicates = duplicates;
    }

    void giveBack(ObjectModel object, UUID id, UUID into) {
        for (ObjectModel other : session.model().objects()) {
            other.all().stream()
                    .filter(lookup ->
                            lookup.target().filter(object.key()::equals).isPresent())
                    .forEach(lookup -> point(other, lookup, id, into));
            if (other.about()) {
                new Resubjection(session, other).giveBack(object.key(), into, id, MOST);
            }
        }
        new Recomputation(session, tables.of(session.model(), object))
                .run(List.of(id, into), object.derived().rollUps());
    }

    private void point(ObjectModel other, FieldModel lookup, UUID id, UUID into) {
        Field<UUID> key = other.columns().id();
        Field<UUID> points = StoredValues.column(lookup, UUID.class);
        session.transaction()
                .sql()
                .select(key)
                .from(other.table())
                .where(points.eq(into).or(key.eq(into).and(points.isNull())))
                .and(other.columns().deletedAt().isNull())
                .and(pointedTo(key, lookup.key(), id))
                .orderBy(key)
                .fetch(key)
                .forEach(each -> new RecordWrite(session, other, tables, Cause.REPOINT, events, duplicates)
                        .update(each, RecordChanges.of(Map.of(lookup.key(), id)), Precondition.NONE));
    }

    /// Whether a record pointed to this one before a merge, and nothing but merges changed it since.
    static Condition pointedTo(Field<UUID> record, String pointer, UUID id) {
        Condition merged = column(WAS, "cause", String.class)
                .eq(Cause.REPOINT.key())
                .and(DSL.jsonbGetAttributeAsText(column(WAS, "before", JSONB.class), pointer)
                        .eq(id.toString()));
        Condition changed = column(LATER, "record_id", UUID.class)
                .eq(column(WAS, "record_id", UUID.class))
                .and(column(LATER, "version", Integer.class).gt(column(WAS, "version", Integer.class)))
                .and(DSL.val(pointer).eq(DSL.any(DSL.field(name("later", "fields"), SQLDataType.CLOB.array()))))
                .and(column(LATER, "cause", String.class).ne(Cause.REPOINT.key()));
        return DSL.exists(DSL.selectOne()
                .from(WAS)
                .where(column(WAS, "record_id", UUID.class).eq(record))
                .and(merged)
                .and(DSL.notExists(DSL.selectOne().from(LATER).where(changed))));
    }

    private static <T> Field<T> column(Table<?> of, String column, Class<T> type) {
        return field(name(of.getName(), column), type);
    }
}
