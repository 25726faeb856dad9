package io.ripeline.worklist;

import io.ripeline.definition.ObjectModel;
import io.ripeline.pool.Pools;
import io.ripeline.record.Session;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Reads follow-ups with what a list shows of their subjects, and tells in which part of a day's list each belongs.
///
/// @param listed which ones
/// @param due the day on which each is due
record ListedRows(Session session, Condition listed, Field<LocalDate> due, LocalDate on, Ranking ranking, Pools pools) {

    static final int MOST_PER_PART = 500;

    /// The parts of a list.
    enum Part {
        OVERDUE,
        TODAY,
        TOMORROW,
        DONE,
        ELSEWHERE
    }

    /// What the items are about.
    List<ListedSubject> subjects() {
        return subjects(session, listed);
    }

    /// What some follow-ups are about.
    static List<ListedSubject> subjects(Session session, Condition listed) {
        ObjectModel followUp = FollowUps.object(session);
        Field<String> object = Objects.requireNonNull(followUp.columns().subjectObject());
        return session.transaction()
                .sql()
                .selectDistinct(object)
                .from(followUp.table())
                .where(listed)
                .orderBy(object)
                .fetch(row -> ListedSubject.of(session, row.value1()));
    }

    /// The first of each part, each row with the size of its part.
    List<? extends Record> of(ListedSubject subject) {
        return session.transaction()
                .sql()
                .select(DSL.asterisk())
                .from(ranked(subject).asTable("ranked"))
                .where(DSL.field(DSL.name("place"), Integer.class).le(MOST_PER_PART))
                .fetch();
    }

    private ObjectModel followUp() {
        return FollowUps.object(session);
    }

    private Select<?> ranked(ListedSubject subject) {
        ObjectModel followUp = followUp();
        Field<UUID> id = followUp.columns().id();
        Field<String> part = part(subject);
        return session.transaction()
                .sql()
                .select(
                        id.as("id"),
                        Objects.requireNonNull(followUp.columns().subjectId()).as("subject_id"),
                        followUp.columns().ownerId().as("owner_id"),
                        followUp.columns().createdBy().as("created_by"),
                        followUp.columns().version().as("version"),
                        column(FollowUp.DUE_ON, LocalDate.class),
                        due.as("due"),
                        column(FollowUp.ORIGINAL_DUE_ON, LocalDate.class),
                        column(FollowUp.CHANNEL, String.class),
                        column(FollowUp.PURPOSE, String.class),
                        column(FollowUp.RULE, String.class),
                        column(FollowUp.RULE_VERSION, Long.class),
                        column(FollowUp.STEP, Long.class),
                        column(FollowUp.STATE, String.class),
                        subject.name().as("subject_name"),
                        subject.phone().as("phone"),
                        subject.grade().as("grade"),
                        subject.stake().as("stake"),
                        subject.currency().as("currency"),
                        DSL.field(subject.open()).as("open_subject"),
                        part.as("part"),
                        DSL.count().over(DSL.partitionBy(part)).as("part_size"),
                        DSL.rowNumber()
                                .over(DSL.partitionBy(part)
                                        .orderBy(ranking.order(subject, due, reclaimOn(subject), id)))
                                .as("place"))
                .from(subject.beside(followUp))
                .where(listed.and(Objects.requireNonNull(followUp.columns().subjectObject())
                        .eq(subject.key())));
    }

    private <T> Field<T> column(String field, Class<T> type) {
        return Columns.of(followUp(), field, type).as(field);
    }

    private Field<LocalDate> reclaimOn(ListedSubject subject) {
        ObjectModel object = ranking.asksForReclaim() ? subject.object() : null;
        return object == null
                ? DSL.castNull(SQLDataType.LOCALDATE)
                : pools.reclaimOn(session, object).orElseGet(() -> DSL.castNull(SQLDataType.LOCALDATE));
    }

    /// A rhythm's item stands where the rhythm applies, whatever its subject has come to.
    private Field<String> part(ListedSubject subject) {
        Condition ruled = ClosedSubjects.standing(followUp());
        return DSL.when(
                        Columns.of(followUp(), FollowUp.STATE, String.class).ne(DSL.inline(FollowUp.OPEN)),
                        DSL.inline(Part.DONE.name()))
                .when(DSL.not(ruled.or(subject.open())), DSL.inline(Part.ELSEWHERE.name()))
                .when(due.lt(DSL.inline(on)), DSL.inline(Part.OVERDUE.name()))
                .when(due.eq(DSL.inline(on)), DSL.inline(Part.TODAY.name()))
                .otherwise(DSL.inline(Part.TOMORROW.name()));
    }
}
