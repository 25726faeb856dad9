package io.ripeline.record;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.database.Ids;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Which records point to others, or are about them, and which ever did.
public final class PastLinks {

    private static final Table<?> CHANGE = table(name("_change"));
    private static final Field<String> OBJECT = field(name("object"), SQLDataType.CLOB);
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<Integer> VERSION = field(name("version"), SQLDataType.INTEGER);

    private PastLinks() {}

    /// The live records that point by a lookup to some others, by those.
    public static Map<UUID, Set<UUID>> pointing(
            Session session, ObjectModel object, FieldModel lookup, Collection<UUID> others) {
        Field<UUID> to = field(lookup.column().getQualifiedName(), SQLDataType.UUID);
        return linked(session, object, to, to.eq(DSL.any(others.toArray(new UUID[0]))));
    }

    /// The live records that are about some records of an object, by those.
    ///
    /// @param object whose records are about others
    public static Map<UUID, Set<UUID>> about(
            Session session, ObjectModel object, String other, Collection<UUID> others) {
        Field<UUID> subject = Objects.requireNonNull(object.columns().subjectId());
        Field<String> of = Objects.requireNonNull(object.columns().subjectObject());
        return linked(session, object, subject, of.eq(other).and(subject.eq(DSL.any(others.toArray(new UUID[0])))));
    }

    private static Map<UUID, Set<UUID>> linked(
            Session session, ObjectModel object, Field<UUID> other, Condition condition) {
        Map<UUID, Set<UUID>> linked = new HashMap<>();
        session.transaction()
                .sql()
                .select(other, object.columns().id())
                .from(object.table())
                .where(condition.and(object.columns().deletedAt().isNull()))
                .forEach(row -> add(linked, row.value1(), row.value2()));
        return linked;
    }

    /// The records that once pointed by a lookup to others and were pointed elsewhere since, by those others. Looks
    /// through the whole history.
    public static Map<UUID, Set<UUID>> formerly(Session session, ObjectModel object, FieldModel lookup) {
        Field<String> before = field("before ->> {0}", SQLDataType.CLOB, DSL.inline(lookup.key()));
        Map<UUID, Set<UUID>> formerly = new HashMap<>();
        session.transaction()
                .sql()
                .select(before, RECORD_ID)
                .from(CHANGE)
                .where(OBJECT.eq(object.key()).and(VERSION.gt(1)).and(before.isNotNull()))
                .forEach(row -> Ids.parse(row.value1()).ifPresent(other -> add(formerly, other, row.value2())));
        return formerly;
    }

    private static void add(Map<UUID, Set<UUID>> linked, UUID other, UUID record) {
        linked.computeIfAbsent(other, key -> new LinkedHashSet<>()).add(record);
    }
}
