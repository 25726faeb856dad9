package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Lets records about some records be about another one, each with its history; those in the bin too.
final class Resubjection {

    /// How many went over.
    record Moved(String object, int count) {}

    private final Session session;
    private final ObjectModel about;

    Resubjection(Session session, ObjectModel about) {
        this.session = session;
        this.about = about;
    }

    Optional<Moved> move(String object, UUID[] from, UUID to, int most) {
        return move(object, from, to, most, DSL.noCondition());
    }

    /// The same with those that were about a record before it was merged.
    Optional<Moved> giveBack(String object, UUID into, UUID id, int most) {
        Condition hers = Unmerging.pointedTo(about.columns().id(), SystemNames.SUBJECT_ID, id);
        return move(object, new UUID[] {into}, id, most, hers);
    }

    private Optional<Moved> move(String object, UUID[] from, UUID to, int most, Condition which) {
        Field<UUID> subject = Objects.requireNonNull(about.columns().subjectId());
        Field<Integer> version = about.columns().version();
        List<Record3<UUID, Integer, UUID>> rows = List.copyOf(session.transaction()
                .sql()
                .select(about.columns().id(), version, subject)
                .from(about.table())
                .where(Objects.requireNonNull(about.columns().subjectObject())
                        .eq(object)
                        .and(subject.eq(DSL.any(from)))
                        .and(which))
                .orderBy(about.columns().id())
                .limit(most + 1)
                .forUpdate()
                .fetch());
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        if (rows.size() > most) {
            throw Merging.tooLarge();
        }
        UUID[] ids = rows.stream().map(Record3::value1).toArray(UUID[]::new);
        UUID me = session.caller().member().id();
        session.transaction()
                .sql()
                .update(about.table())
                .set(DSL.field(DSL.name(SystemNames.SUBJECT_ID), SQLDataType.UUID), to)
                .set(DSL.field(DSL.name(SystemNames.VERSION), SQLDataType.INTEGER), version.plus(1))
                .set(
                        DSL.field(DSL.name(SystemNames.UPDATED_AT), SQLDataType.INSTANT),
                        session.transaction().now())
                .set(DSL.field(DSL.name(SystemNames.UPDATED_BY), SQLDataType.UUID), me)
                .where(about.columns().id().eq(DSL.any(ids)))
                .execute();
        History history = new History(session.transaction(), me, Cause.REPOINT);
        rows.forEach(row -> history.changes()
                .changed(
                        about.key(),
                        row.value1(),
                        row.value2() + 1,
                        Map.of(SystemNames.SUBJECT_ID, row.value3()),
                        Map.of(SystemNames.SUBJECT_ID, to)));
        return Optional.of(new Moved(about.key(), rows.size()));
    }
}
