package io.ripeline.worklist;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.record.EffectiveContacts;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;

/// When somebody was in touch: activities that were carried out and count as contacts.
final class Contacts {

    static final String KIND = "kind";
    static final String STARTED_AT = "started_at";

    private Contacts() {}

    /// When the last contact about a record began.
    static Optional<Instant> last(Session session, UUID subject) {
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        Instant last = session.transaction()
                .sql()
                .fetchSingle(last(session, activity, DSL.val(subject)))
                .value1();
        return Optional.ofNullable(last);
    }

    /// Selects when the last contact about a record began.
    static SelectConditionStep<Record1<Instant>> last(Session session, ObjectModel activity, Field<UUID> subject) {
        return last(session, activity, subject, EffectiveContacts.condition(session));
    }

    /// The same by another rule.
    ///
    /// @param counts which activities count as contacts
    static SelectConditionStep<Record1<Instant>> last(
            Session session, ObjectModel activity, Field<UUID> subject, Condition counts) {
        var startedAt = Columns.of(activity, STARTED_AT, Instant.class);
        return DSL.select(DSL.max(startedAt))
                .from(activity.table())
                .where(Objects.requireNonNull(activity.columns().subjectId())
                        .eq(subject)
                        .and(counts)
                        .and(startedAt.le(session.transaction().now()))
                        .and(activity.columns().deletedAt().isNull()));
    }

    /// Whether a write may have made an activity a contact, or one of another day.
    static boolean mayTell(RecordWritten written) {
        return written.before() == null
                || written.changed(STARTED_AT)
                || EffectiveContacts.toldBy(written.model()).stream().anyMatch(written::changed);
    }

    /// When an activity began, where it is a contact that was carried out.
    static Optional<Instant> begin(Session session, StoredRecord activity) {
        return activity.value(STARTED_AT)
                .map(Instant.class::cast)
                .filter(start -> !start.isAfter(session.transaction().now()))
                .filter(_ -> EffectiveContacts.counts(session, activity));
    }
}
