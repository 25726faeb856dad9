package io.ripeline.timeline;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.ObjectModel;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.timeline.Event.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The records that were merged into the one asked for.
final class Merges implements Source {

    private static final int NUMBER = 1;

    private static final Table<?> MERGED = table(name("_merged"));
    private static final Field<UUID> RECORD_ID = field(name("record_id"), SQLDataType.UUID);
    private static final Field<UUID> INTO_ID = field(name("into_id"), SQLDataType.UUID);
    private static final Field<UUID> ACTOR = field(name("actor"), SQLDataType.UUID);
    private static final Field<Instant> MERGED_AT = field(name("merged_at"), SQLDataType.INSTANT);

    private final Session session;
    private final Records records;
    private final ObjectModel object;
    private final UUID into;
    private final String list;

    Merges(Session session, Records records, ObjectModel object, UUID into, String list) {
        this.session = session;
        this.records = records;
        this.object = object;
        this.into = into;
        this.list = list;
    }

    @Override
    public List<Found> behind(@Nullable Place place, int count) {
        Condition behind =
                place == null ? DSL.noCondition() : place.behind(NUMBER, MERGED_AT, RECORD_ID, DSL.inline(0));
        List<Record> rows = List.copyOf(session.transaction()
                .sql()
                .select(RECORD_ID, ACTOR, MERGED_AT)
                .from(MERGED)
                .where(INTO_ID.eq(into).and(behind))
                .orderBy(MERGED_AT.desc(), RECORD_ID.desc())
                .limit(count)
                .fetch());
        Map<UUID, String> names = records.names(
                session, object, rows.stream().map(row -> row.get(RECORD_ID)).toList());
        return rows.stream().map(row -> found(row, names)).toList();
    }

    private Found found(Record row, Map<UUID, String> names) {
        UUID merged = row.get(RECORD_ID);
        Happening told = new Happening.Merged(new Happening.Named(merged, names.getOrDefault(merged, "")));
        return new Found(
                Place.of(list, row.get(MERGED_AT), NUMBER, merged, 0),
                Optional.of(new Event(row.get(MERGED_AT), Kind.MERGE, row.get(ACTOR), object.key(), into, null, told)));
    }
}
