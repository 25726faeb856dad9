package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.worklist.WorklistItem.About;
import io.ripeline.worklist.WorklistItem.Because;
import io.ripeline.worklist.WorklistResponses.Counts;
import io.ripeline.worklist.WorklistResponses.DayResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a member is to do on a day, and what she has done on it: read from the follow-ups, so that nothing can be
/// missed.
@Component
class Worklist {

    private static final int MOST_PER_PART = 500;
    private static final Comparator<WorklistItem> RIPEST_FIRST = Comparator.comparingInt(WorklistItem::ripeness)
            .reversed()
            .thenComparing(WorklistItem::dueOn)
            .thenComparing(item -> item.subject().name());

    /// The parts of a list.
    private enum Part {
        OVERDUE,
        TODAY,
        TOMORROW,
        DONE
    }

    private record Found(Map<Part, List<WorklistItem>> items, Map<Part, Integer> counts) {}

    /// The member's list of a day of the company's.
    DayResponse day(Session session, UUID member, LocalDate on) {
        ObjectModel followUp = FollowUps.object(session);
        session.caller().require(Right.READ, followUp);
        Condition listed = Objects.requireNonNull(followUp.columns().ownerId())
                .eq(member)
                .and(session.caller().visible(followUp))
                .and(onTheList(session.transaction().tenant(), followUp, on));
        Found found = new Found(new EnumMap<>(Part.class), new EnumMap<>(Part.class));
        subjects(session, followUp, listed).forEach(subject -> collect(session, subject, listed, on, found));
        return new DayResponse(
                part(found, Part.OVERDUE),
                part(found, Part.TODAY),
                part(found, Part.TOMORROW),
                part(found, Part.DONE),
                new Counts(
                        count(found, Part.OVERDUE),
                        count(found, Part.TODAY),
                        count(found, Part.TOMORROW),
                        count(found, Part.DONE)));
    }

    private static List<WorklistItem> part(Found found, Part part) {
        return found.items().getOrDefault(part, List.of()).stream()
                .sorted(RIPEST_FIRST)
                .limit(MOST_PER_PART)
                .toList();
    }

    private static int count(Found found, Part part) {
        return found.counts().getOrDefault(part, 0);
    }

    /// One item as a list of the day would show it.
    Optional<WorklistItem> item(Session session, UUID id, LocalDate on) {
        ObjectModel followUp = FollowUps.object(session);
        Condition one = followUp.columns()
                .id()
                .eq(id)
                .and(followUp.columns().deletedAt().isNull());
        return subjects(session, followUp, one).stream()
                .flatMap(
                        subject -> rows(session, subject, one, on).stream().map(row -> item(subject, row, session, on)))
                .findFirst();
    }

    private static Condition onTheList(Tenant tenant, ObjectModel followUp, LocalDate on) {
        Field<String> state = Columns.of(followUp, FollowUp.STATE, String.class);
        Field<Instant> closedAt = Columns.of(followUp, FollowUp.CLOSED_AT, Instant.class);
        Instant begin = on.atStartOfDay(tenant.timeZone()).toInstant();
        Instant end = on.plusDays(1).atStartOfDay(tenant.timeZone()).toInstant();
        return state.eq(FollowUp.OPEN)
                .and(Columns.of(followUp, FollowUp.DUE_ON, LocalDate.class).le(on.plusDays(1)))
                .or(state.eq(FollowUp.DONE).and(closedAt.ge(begin)).and(closedAt.lt(end)));
    }

    private static List<ListedSubject> subjects(Session session, ObjectModel followUp, Condition listed) {
        Field<String> object = Objects.requireNonNull(followUp.columns().subjectObject());
        return session.transaction()
                .sql()
                .selectDistinct(object)
                .from(followUp.table())
                .where(listed)
                .orderBy(object)
                .fetch(row -> ListedSubject.of(session, row.value1()));
    }

    private static void collect(Session session, ListedSubject subject, Condition listed, LocalDate on, Found found) {
        for (Record row : rows(session, subject, listed, on)) {
            Part part = Part.valueOf(row.get("part", String.class));
            found.items().computeIfAbsent(part, _ -> new ArrayList<>()).add(item(subject, row, session, on));
            if (row.get("place", Integer.class) == 1) {
                found.counts().merge(part, row.get("part_size", Integer.class), Integer::sum);
            }
        }
    }

    private static List<? extends Record> rows(Session session, ListedSubject subject, Condition listed, LocalDate on) {
        Select<?> ranked = ranked(session, subject, listed, on);
        return session.transaction()
                .sql()
                .select(DSL.asterisk())
                .from(ranked.asTable("ranked"))
                .where(DSL.field(DSL.name("place"), Integer.class).le(MOST_PER_PART))
                .fetch();
    }

    private static Select<?> ranked(Session session, ListedSubject subject, Condition listed, LocalDate on) {
        ObjectModel followUp = FollowUps.object(session);
        Field<LocalDate> dueOn = Columns.of(followUp, FollowUp.DUE_ON, LocalDate.class);
        Field<UUID> id = followUp.columns().id();
        Field<String> part = part(followUp, dueOn, on);
        return session.transaction()
                .sql()
                .select(
                        id.as("id"),
                        Objects.requireNonNull(followUp.columns().subjectId()).as("subject_id"),
                        dueOn.as("due_on"),
                        Columns.of(followUp, FollowUp.ORIGINAL_DUE_ON, LocalDate.class)
                                .as("original_due_on"),
                        Columns.of(followUp, FollowUp.CHANNEL, String.class).as("channel"),
                        Columns.of(followUp, FollowUp.PURPOSE, String.class).as("purpose"),
                        Columns.of(followUp, FollowUp.RULE, String.class).as("rule"),
                        Columns.of(followUp, FollowUp.RULE_VERSION, Long.class).as("rule_version"),
                        subject.name().as("subject_name"),
                        subject.phone().as("phone"),
                        subject.grade().as("grade"),
                        part.as("part"),
                        DSL.count().over(DSL.partitionBy(part)).as("part_size"),
                        DSL.rowNumber()
                                .over(DSL.partitionBy(part)
                                        .orderBy(
                                                subject.ripeness().desc(),
                                                dueOn.asc(),
                                                subject.name().asc(),
                                                id.asc()))
                                .as("place"))
                .from(subject.beside(followUp))
                .where(listed.and(Objects.requireNonNull(followUp.columns().subjectObject())
                        .eq(subject.key())));
    }

    private static Field<String> part(ObjectModel followUp, Field<LocalDate> dueOn, LocalDate on) {
        return DSL.when(
                        Columns.of(followUp, FollowUp.STATE, String.class).eq(FollowUp.DONE),
                        DSL.inline(Part.DONE.name()))
                .when(dueOn.lt(DSL.inline(on)), DSL.inline(Part.OVERDUE.name()))
                .when(dueOn.eq(DSL.inline(on)), DSL.inline(Part.TODAY.name()))
                .otherwise(DSL.inline(Part.TOMORROW.name()));
    }

    private static WorklistItem item(ListedSubject subject, Record row, Session session, LocalDate on) {
        Locale locale = TenantScope.current().locale();
        LocalDate dueOn = row.get("due_on", LocalDate.class);
        return new WorklistItem(
                row.get("id", UUID.class),
                new About(
                        subject.key(),
                        row.get("subject_id", UUID.class),
                        subject.name(row.get("subject_name", String.class))),
                dueOn,
                row.get("original_due_on", LocalDate.class),
                shown(session, FollowUp.CHANNEL, row.get("channel", String.class)),
                shown(session, FollowUp.PURPOSE, row.get("purpose", String.class)),
                because(session, row, locale),
                Math.max(0, ChronoUnit.DAYS.between(dueOn, on)),
                subject.view(row.get("grade", String.class), locale),
                subject.phone(row.get("phone", String.class)));
    }

    /// A text of the item as the reader sees it.
    private static @Nullable String shown(Session session, String field, @Nullable String stored) {
        ObjectModel followUp = FollowUps.object(session);
        return stored == null
                ? null
                : followUp.field(field)
                        .flatMap(found -> FieldView.of(session, followUp).value(found, stored))
                        .map(String.class::cast)
                        .orElse(null);
    }

    private static @Nullable Because because(Session session, Record row, Locale locale) {
        String rule = row.get("rule", String.class);
        Long version = row.get("rule_version", Long.class);
        if (rule == null) {
            return null;
        }
        String label = session.model()
                .cadence(rule)
                .map(Cadence::definition)
                .map(definition -> definition.label().in(locale))
                .orElse(rule);
        return new Because(rule, label, version == null ? session.model().version() : version);
    }
}
