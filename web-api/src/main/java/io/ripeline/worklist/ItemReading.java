package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.Money;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.Cause;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.worklist.WorklistItem.About;
import io.ripeline.worklist.WorklistItem.Amount;
import io.ripeline.worklist.WorklistItem.Because;
import io.ripeline.worklist.WorklistItem.GradeView;
import io.ripeline.worklist.WorklistItem.Person;
import io.ripeline.worklist.WorklistItem.Planned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/// Makes the items of a list from their rows.
final class ItemReading {

    private static final String TASK = "task";

    /// A row of what a list holds.
    record Line(ListedSubject subject, Record row) {}

    private final Session session;
    private final Desk desk;
    private final ObjectModel followUp;
    private final FieldView view;
    private final Locale locale = TenantScope.current().locale();
    private final Map<Graded, GradeView> grades = new HashMap<>();
    private final Map<String, String> rules = new HashMap<>();

    private record Graded(String object, String grade) {}

    ItemReading(Session session, Desk desk) {
        this.session = session;
        this.desk = desk;
        this.followUp = FollowUps.object(session);
        this.view = FieldView.of(session, followUp);
    }

    private @Nullable LocalDate date(@Nullable Instant instant) {
        return instant == null ? null : session.days().dateAt(desk.member(), instant);
    }

    /// The item of a row.
    WorklistItem item(Line line) {
        Record row = line.row();
        ListedSubject subject = line.subject();
        Planned planned = planned(row);
        Long step = row.get(ListedRows.STEP);
        return new WorklistItem(
                row.get(ListedRows.ID),
                new About(
                        subject.key(), row.get(ListedRows.SUBJECT_ID), subject.name(row.get(ListedRows.SUBJECT_NAME))),
                row.get(ListedRows.DUE_ON),
                row.get(ListedRows.ORIGINAL_DUE_ON),
                shown(FollowUp.CHANNEL, row.get(ListedRows.CHANNEL)),
                shown(FollowUp.PURPOSE, row.get(ListedRows.PURPOSE)),
                because(row),
                Math.max(0, ChronoUnit.DAYS.between(row.get(ListedRows.DUE), desk.on())),
                grade(subject, row.get(ListedRows.GRADE)),
                subject.phone(row.get(ListedRows.PHONE)),
                row.get(ListedRows.MOVED),
                date(row.get(ListedRows.LAST_CONTACT)),
                amount(row),
                row.get(ListedRows.RECLAIM_ON),
                step == null ? 0 : step.intValue(),
                planned,
                planned == Planned.PERSON ? person(row.get(ListedRows.CREATED_BY)) : null,
                row.get(ListedRows.OPEN_SUBJECT),
                onBehalfOf(row.get(ListedRows.OWNER_ID)),
                row.get(ListedRows.VERSION));
    }

    private @Nullable GradeView grade(ListedSubject subject, @Nullable String grade) {
        return grade == null
                ? null
                : grades.computeIfAbsent(
                        new Graded(subject.key(), grade), graded -> subject.view(graded.grade(), locale));
    }

    private Planned planned(Record row) {
        String rule = row.get(ListedRows.RULE);
        if (rule != null) {
            return session.model().cadence(rule).filter(Occasions::isYearly).isPresent()
                    ? Planned.OCCASION
                    : Planned.RHYTHM;
        }
        String cause = row.get(ListedRows.CAUSE);
        if (Cause.automation("").key().equals(cause)) {
            return Planned.AUTOMATION;
        }
        return TASK.equals(cause) ? Planned.TASK : Planned.PERSON;
    }

    private Person person(UUID member) {
        return new Person(member, session.caller().directory().nameOf(member));
    }

    private @Nullable Person onBehalfOf(@Nullable UUID owner) {
        return owner != null && desk.deputised().contains(owner) ? person(owner) : null;
    }

    private static @Nullable Amount amount(Record row) {
        BigDecimal stake = row.get(ListedRows.STAKE);
        String currency = row.get(ListedRows.CURRENCY);
        return stake == null || currency == null ? null : Amount.of(new Money(stake, currency));
    }

    /// A text of the item as the reader sees it.
    private @Nullable String shown(String field, @Nullable String stored) {
        return stored == null
                ? null
                : followUp.field(field)
                        .flatMap(found -> view.value(found, stored))
                        .map(String.class::cast)
                        .orElse(null);
    }

    private @Nullable Because because(Record row) {
        String rule = row.get(ListedRows.RULE);
        Long version = row.get(ListedRows.RULE_VERSION);
        if (rule == null) {
            return null;
        }
        String label = rules.computeIfAbsent(rule, this::label);
        return new Because(rule, label, version == null ? session.model().version() : version);
    }

    private String label(String rule) {
        return session.model()
                .cadence(rule)
                .map(Cadence::definition)
                .map(definition -> definition.label().in(locale))
                .orElse(rule);
    }
}
