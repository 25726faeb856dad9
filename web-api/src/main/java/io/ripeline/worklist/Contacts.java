package io.ripeline.worklist;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;

/// When somebody was in touch: activities that were carried out, notes left out.
final class Contacts {

    static final String KIND = "kind";
    static final String STARTED_AT = "started_at";

    private static final String NOTE = "note";

    private Contacts() {}

    /// The company's date of the last contact about a record.
    static Optional<LocalDate> last(Session session, UUID subject) {
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        Instant last = session.transaction()
                .sql()
                .fetchSingle(
                        last(activity, DSL.val(subject), session.transaction().now()))
                .value1();
        return Optional.ofNullable(last).map(session.transaction().tenant()::dateAt);
    }

    /// Selects when the last contact about a record began.
    static Select<Record1<Instant>> last(ObjectModel activity, Field<UUID> subject, Instant now) {
        var startedAt = Columns.of(activity, STARTED_AT, Instant.class);
        return DSL.select(DSL.max(startedAt))
                .from(activity.table())
                .where(Objects.requireNonNull(activity.columns().subjectId())
                        .eq(subject)
                        .and(Columns.of(activity, KIND, String.class).ne(NOTE))
                        .and(startedAt.le(now))
                        .and(activity.columns().deletedAt().isNull()));
    }

    /// The company's date of an activity, where it is a contact that was carried out.
    static Optional<LocalDate> date(Session session, StoredRecord activity) {
        return activity.text(KIND)
                .filter(kind -> !kind.equals(NOTE))
                .flatMap(_ -> activity.value(STARTED_AT))
                .map(Instant.class::cast)
                .filter(start -> !start.isAfter(session.transaction().now()))
                .map(session.transaction().tenant()::dateAt);
    }
}
