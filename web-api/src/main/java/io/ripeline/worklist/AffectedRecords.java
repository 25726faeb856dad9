package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Which records of a chunk are not planned as the definition has it, told from one reading.
final class AffectedRecords {

    private static final Field<String[]> RULES = DSL.field(DSL.name("open_rules"), SQLDataType.CLOB.array());

    private AffectedRecords() {}

    /// Those of the records; all of them where that cannot be told ahead.
    ///
    /// @param changed keys of the rhythms that count otherwise than before
    static List<UUID> of(Session session, ObjectModel object, Collection<UUID> ids, Set<String> changed) {
        boolean yearlyChanged = changed.stream()
                .flatMap(key -> session.model().cadence(key).stream())
                .anyMatch(Occasions::isYearly);
        Optional<RowRhythm> rhythms = RowRhythm.inForce(session, object);
        if (yearlyChanged || rhythms.isEmpty()) {
            return List.copyOf(ids);
        }
        return rows(session, object, rhythms.get(), ids).stream()
                .filter(row -> isAffected(session, rhythms.get().rhythm(row), row.get(RULES), changed))
                .map(row -> row.get(object.columns().id()))
                .toList();
    }

    private static boolean isAffected(Session session, Optional<Cadence> rhythm, String[] open, Set<String> changed) {
        List<String> planned = new ArrayList<>();
        for (String rule : open) {
            if (session.model().cadence(rule).filter(Occasions::isYearly).isEmpty()) {
                planned.add(rule);
            }
        }
        List<String> wanted = rhythm.map(Cadence::key).stream().toList();
        return !planned.equals(wanted) || wanted.stream().anyMatch(changed::contains);
    }

    private static Result<Record> rows(Session session, ObjectModel object, RowRhythm rhythms, Collection<UUID> ids) {
        ObjectModel followUp = FollowUps.object(session);
        Field<String> rule = Columns.of(followUp, FollowUp.RULE, String.class);
        List<Field<?>> fields = new ArrayList<>(rhythms.fields());
        fields.add(object.columns().id());
        fields.add(DSL.field(
                        "ARRAY({0})",
                        String[].class,
                        DSL.select(rule)
                                .from(followUp.table())
                                .where(Objects.requireNonNull(followUp.columns().subjectId())
                                        .eq(object.columns().id())
                                        .and(Columns.of(followUp, FollowUp.STATE, String.class)
                                                .eq(FollowUp.OPEN))
                                        .and(rule.isNotNull())
                                        .and(followUp.columns().deletedAt().isNull())))
                .as(RULES));
        return session.transaction()
                .sql()
                .select(fields)
                .from(object.table())
                .where(object.columns().id().eq(DSL.any(ids.toArray(new UUID[0]))))
                .fetch();
    }
}
