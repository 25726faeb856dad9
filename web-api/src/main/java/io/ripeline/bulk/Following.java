package io.ripeline.bulk;

import static io.ripeline.bulk.BulkError.TRANSFER_INVALID;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.StandardObjects;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// What goes with a set of records: of each object, the ids and owners, as queries. A record follows one that it
/// belongs to, or is about, where both have the same owner; of follow-ups only the open ones do. Activities stay with
/// whoever did them.
final class Following {

    private static final Field<UUID> ID = DSL.field(DSL.name("parents", "id"), SQLDataType.UUID);
    private static final Field<UUID> OWNER = DSL.field(DSL.name("parents", "owner_id"), SQLDataType.UUID);

    private final Map<String, Select<Record2<UUID, UUID>>> sets = new LinkedHashMap<>();

    private Following() {}

    /// The records of an object that are meant, and what follows them; refuses with `transfer-invalid` and
    /// `right-missing`.
    static Map<String, Select<Record2<UUID, UUID>>> of(
            Session session, ObjectModel object, Condition meant, List<String> children) {
        Following following = new Following();
        following.sets.put(
                object.key(),
                DSL.select(object.columns().id(), object.columns().ownerId())
                        .from(object.table())
                        .where(meant));
        List<ObjectModel> about = new ArrayList<>();
        for (int index = 0; index < children.size(); index++) {
            ObjectModel child = child(session, object, children.get(index), index);
            if (child.about()) {
                about.add(child);
            } else {
                following.belonging(object, child);
            }
        }
        Select<Record2<UUID, UUID>> all = following.all();
        about.forEach(child -> following.about(child, all));
        return following.sets;
    }

    /// Everything so far in a query of its own: a union changes the query it is begun with.
    private Select<Record2<UUID, UUID>> all() {
        return sets.values().stream()
                .<Select<Record2<UUID, UUID>>>map(
                        set -> DSL.select(ID, OWNER).from(set.asTable("parents", "id", "owner_id")))
                .reduce((some, more) -> some.unionAll(more))
                .orElseThrow();
    }

    private static ObjectModel child(Session session, ObjectModel object, String key, int index) {
        ObjectModel child = session.model()
                .find(key)
                .filter(found -> !key.equals(StandardObjects.ACTIVITY)
                        && !key.equals(object.key())
                        && (found.about() || !lookups(found, object).isEmpty()))
                .orElseThrow(() -> TRANSFER_INVALID.at(
                        "/children/" + index, Text.of("Records of \"%s\" do not follow.", "“%s”的记录不能随同移交。", key)));
        session.caller().require(Right.UPDATE, child);
        return child;
    }

    private static List<FieldModel> lookups(ObjectModel child, ObjectModel object) {
        return child.all().stream()
                .filter(field -> field.target().filter(object.key()::equals).isPresent())
                .toList();
    }

    private void belonging(ObjectModel object, ObjectModel child) {
        Table<?> parents = Objects.requireNonNull(sets.get(object.key())).asTable("parents", "id", "owner_id");
        Condition belongs = lookups(child, object).stream()
                .map(field -> field.column().coerce(UUID.class).eq(ID))
                .reduce(Condition::or)
                .orElseThrow();
        add(child, parents, belongs);
    }

    private void about(ObjectModel child, Select<Record2<UUID, UUID>> all) {
        Field<UUID> subject = child.columns().subjectId();
        if (subject == null) {
            throw new IllegalStateException(child.key() + " is about nothing");
        }
        Condition open = child.key().equals(StandardObjects.FOLLOW_UP)
                ? child.field("state")
                        .orElseThrow()
                        .column()
                        .coerce(String.class)
                        .eq("open")
                : DSL.noCondition();
        add(child, all.asTable("parents", "id", "owner_id"), subject.eq(ID).and(open));
    }

    private void add(ObjectModel child, Table<?> parents, Condition follows) {
        sets.put(
                child.key(),
                DSL.selectDistinct(child.columns().id(), child.columns().ownerId())
                        .from(child.table())
                        .join(parents)
                        .on(follows)
                        .where(child.columns().ownerId().isNotDistinctFrom(OWNER))
                        .and(child.columns().deletedAt().isNull()));
    }
}
