package io.ripeline.timeline;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/// The records whose events a timeline tells: the one asked for, what was merged into it, and those that point to it
/// which the reader sees, the newest of each object.
///
/// @param objects of which object each record is
/// @param own the record itself and what was merged into it
record Scope(Map<UUID, ObjectModel> objects, List<UUID> own) {

    private static final int MOST_OF_AN_OBJECT = 500;
    private static final Table<?> MERGED = table(name("_merged"));
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<UUID> INTO_ID = field(name("into_id"), SQLDataType.UUID);

    /// The record alone, with what was merged into it.
    static Scope alone(Session session, ObjectModel object, UUID id) {
        List<UUID> own = new ArrayList<>(List.of(id));
        session.transaction()
                .sql()
                .select(RECORD_ID)
                .from(MERGED)
                .where(INTO_ID.eq(id))
                .forEach(row -> own.add(row.value1()));
        Map<UUID, ObjectModel> objects = new LinkedHashMap<>();
        own.forEach(each -> objects.put(each, object));
        return new Scope(objects, List.copyOf(own));
    }

    /// The record with those below it.
    static Scope around(Session session, ObjectModel object, UUID id) {
        Scope scope = alone(session, object, id);
        for (ObjectModel below : session.model().objects()) {
            boolean reads = session.caller().role().may(Right.READ, below.key());
            FieldView view = FieldView.of(session, below);
            for (FieldModel field : below.all()) {
                if (reads && field.target().filter(object.key()::equals).isPresent() && view.reads(field)) {
                    below(session, below, field, id).forEach(each -> scope.objects.putIfAbsent(each, below));
                }
            }
        }
        return scope;
    }

    private static List<UUID> below(Session session, ObjectModel object, FieldModel lookup, UUID id) {
        return session.transaction()
                .sql()
                .select(object.columns().id())
                .from(object.table())
                .where(lookup.column()
                        .coerce(UUID.class)
                        .eq(id)
                        .and(session.caller().visible(object)))
                .orderBy(object.columns().id().desc())
                .limit(MOST_OF_AN_OBJECT)
                .fetch(object.columns().id());
    }

    UUID[] ids() {
        return objects.keySet().toArray(new UUID[0]);
    }
}
