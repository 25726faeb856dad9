package io.ripeline.timeline;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import io.ripeline.timeline.Source.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The records whose events a timeline tells: the one asked for, what was merged into it, and those that point to it
/// which the reader sees, however many.
final class Scope {

    private static final int WIDER = 4;
    private static final Table<?> MERGED = table(name("_merged"));
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<UUID> INTO_ID = field(name("into_id"), SQLDataType.UUID);

    private final Session session;
    private final ObjectModel object;
    private final List<UUID> own;
    private final List<Below> below = new ArrayList<>();
    private final Map<Asked, Near> known = new LinkedHashMap<>();

    /// The records of an object that point to the one asked for by one of its lookups.
    private record Below(ObjectModel object, Condition condition) {}

    private record Asked(@Nullable Instant at, int most) {}

    /// Some of the records, among them all that were written lately.
    ///
    /// @param cut when the last of the others was written; absent where there are no others
    private record Near(
            Map<UUID, ObjectModel> objects, @Nullable Instant cut) {}

    private Scope(Session session, ObjectModel object, List<UUID> own) {
        this.session = session;
        this.object = object;
        this.own = List.copyOf(own);
    }

    /// The record alone, with what was merged into it.
    static Scope alone(Session session, ObjectModel object, UUID id) {
        List<UUID> own = new ArrayList<>(List.of(id));
        session.transaction()
                .sql()
                .select(RECORD_ID)
                .from(MERGED)
                .where(INTO_ID.eq(id))
                .forEach(row -> own.add(row.value1()));
        return new Scope(session, object, own);
    }

    /// The record with those below it.
    static Scope around(Session session, ObjectModel object, UUID id) {
        Scope scope = alone(session, object, id);
        for (ObjectModel each : session.model().objects()) {
            boolean reads = session.caller().role().may(Right.READ, each.key());
            FieldView view = FieldView.of(session, each);
            for (FieldModel field : each.all()) {
                if (reads && field.target().filter(object.key()::equals).isPresent() && view.reads(field)) {
                    Condition points = field.column().coerce(UUID.class).eq(id);
                    scope.below.add(new Below(each, points.and(session.caller().visible(each))));
                }
            }
        }
        return scope;
    }

    /// The record itself and what was merged into it.
    UUID[] own() {
        return own.toArray(new UUID[0]);
    }

    /// Whether something belongs to one of the records, by the column with their ids.
    Condition covers(Field<UUID> record) {
        if (below.isEmpty()) {
            return record.eq(DSL.any(own()));
        }
        Select<Record1<UUID>> ids = below.stream()
                .<Select<Record1<UUID>>>map(
                        each -> DSL.select(each.object().columns().id())
                                .from(each.object().table())
                                .where(each.condition()))
                .reduce(DSL.selectDistinct(field("unnest({0})", SQLDataType.UUID, DSL.val(own()))), Select::unionAll);
        return DSL.condition("{0} = ANY (ARRAY ({1}))", record, ids);
    }

    /// The next events of the records' own writes behind a place. Only the records written last are asked first, then
    /// more of them, until none of the others can have one that comes between: it would be later than its record.
    ///
    /// @param source reads the next events of some records
    List<Found> read(@Nullable Place place, int count, Function<Map<UUID, ObjectModel>, List<Found>> source) {
        int most = count;
        while (true) {
            Near near = known.computeIfAbsent(new Asked(place == null ? null : place.instant(), most), this::near);
            List<Found> found = source.apply(near.objects());
            Instant cut = near.cut();
            if (cut == null
                    || found.size() == count
                            && found.getLast().place().instant().isAfter(cut)) {
                return found;
            }
            most *= WIDER;
        }
    }

    private Near near(Asked asked) {
        Map<UUID, ObjectModel> objects = new LinkedHashMap<>();
        own.forEach(each -> objects.put(each, object));
        Instant cut = null;
        for (Below each : below) {
            Field<Instant> written = each.object().columns().updatedAt();
            Instant at = asked.at();
            if (at != null) {
                below(each, written.ge(at), null).forEach(row -> objects.putIfAbsent(row.value1(), each.object()));
            }
            Condition before = at == null ? DSL.noCondition() : written.lt(at);
            Result<Record2<UUID, Instant>> last = below(each, before, asked.most());
            last.forEach(row -> objects.putIfAbsent(row.value1(), each.object()));
            if (last.size() == asked.most()) {
                Instant end = Objects.requireNonNull(last.getLast().value2());
                cut = cut == null || end.isAfter(cut) ? end : cut;
            }
        }
        return new Near(objects, cut);
    }

    /// @param most the last ones written; all where absent
    private Result<Record2<UUID, Instant>> below(Below below, Condition when, @Nullable Integer most) {
        Field<UUID> id = below.object().columns().id();
        Field<Instant> written = below.object().columns().updatedAt();
        var rows = session.transaction()
                .sql()
                .select(id, written)
                .from(below.object().table())
                .where(below.condition().and(when));
        return most == null
                ? rows.fetch()
                : rows.orderBy(written.desc(), id.desc()).limit(most).fetch();
    }
}
