package io.ripeline.process;

import io.ripeline.definition.Funnel;
import io.ripeline.definition.Funnel.Clock;
import io.ripeline.definition.Funnel.Stage;
import io.ripeline.definition.Funnel.StageKind;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.expression.WorkingDays;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// How long records have been in their stage, in working days of the company's calendar, by the clock of their funnel.
final class Dwell {

    private final Session session;
    private final Map<UUID, Instant> lastActivities;

    /// @param records whose days will be asked
    Dwell(Session session, ObjectModel object, Collection<StoredRecord> records) {
        this.session = session;
        boolean byActivity = object.funnels().stream().anyMatch(funnel -> funnel.clock() == Clock.ACTIVITY);
        this.lastActivities = byActivity
                ? lastActivities(session, records.stream().map(StoredRecord::id).toArray(UUID[]::new))
                : Map.of();
    }

    private static Map<UUID, Instant> lastActivities(Session session, UUID[] records) {
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        Field<UUID> subject = Objects.requireNonNull(activity.columns().subjectId());
        Field<Instant> startedAt =
                DSL.field(activity.field("started_at").orElseThrow().column().getQualifiedName(), SQLDataType.INSTANT);
        Map<UUID, Instant> last = new HashMap<>();
        session.transaction()
                .sql()
                .select(subject, DSL.max(startedAt))
                .from(activity.table())
                .where(subject.eq(DSL.any(records))
                        .and(startedAt.le(session.transaction().now()))
                        .and(activity.columns().deletedAt().isNull()))
                .groupBy(subject)
                .forEach(row -> last.put(row.value1(), row.value2()));
        return last;
    }

    /// How many days were worked since then.
    ///
    /// @param enteredAt when it entered its stage
    long days(Funnel funnel, StoredRecord record, Instant enteredAt) {
        LocalDate from = session.transaction().tenant().dateAt(begin(funnel, record, enteredAt));
        WorkingDays calendar = session.model().calendar()::isWorked;
        Long days = calendar.between(from, session.moment().today());
        return days == null ? WorkingDays.FURTHEST : Math.max(0, days);
    }

    private Instant begin(Funnel funnel, StoredRecord record, Instant enteredAt) {
        return switch (funnel.clock()) {
            case STAGE -> enteredAt;
            case CREATED -> record.createdAt();
            case ACTIVITY -> {
                Instant last = lastActivities.get(record.id());
                yield last == null ? enteredAt : last;
            }
        };
    }

    /// Whether a record that has been in a stage for so many days counts as stuck.
    static boolean isStale(@Nullable Stage stage, long days) {
        if (stage == null || stage.kind() != StageKind.OPEN) {
            return false;
        }
        Integer after = stage.definition().staleAfterDays();
        return after != null && days >= after;
    }
}
