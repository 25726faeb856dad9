package io.ripeline.worklist;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.pool.Pools;
import io.ripeline.record.Session;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// Reads follow-ups with what a list shows of their subjects, and tells in which part of a day's list each
/// belongs. All of it is one statement, whose text is the same for most members of a role on a day, so that
/// PostgreSQL keeps its plan.
///
/// @param listed which ones
/// @param due the day on which each is due
record ListedRows(Session session, Condition listed, Field<LocalDate> due, LocalDate on, Ranking ranking, Pools pools) {

    static final int MOST_PER_PART = 500;

    static final Field<UUID> ID = ranked("id", SQLDataType.UUID);
    static final Field<UUID> SUBJECT_ID = ranked("subject_id", SQLDataType.UUID);
    static final Field<UUID> OWNER_ID = ranked("owner_id", SQLDataType.UUID);
    static final Field<UUID> CREATED_BY = ranked("created_by", SQLDataType.UUID);
    static final Field<Integer> VERSION = ranked("version", SQLDataType.INTEGER);
    static final Field<LocalDate> DUE_ON = ranked("due_on", SQLDataType.LOCALDATE);
    static final Field<LocalDate> DUE = ranked("due", SQLDataType.LOCALDATE);
    static final Field<LocalDate> ORIGINAL_DUE_ON = ranked("original_due_on", SQLDataType.LOCALDATE);
    static final Field<String> CHANNEL = ranked("channel", SQLDataType.CLOB);
    static final Field<String> PURPOSE = ranked("purpose", SQLDataType.CLOB);
    static final Field<String> RULE = ranked("rule", SQLDataType.CLOB);
    static final Field<Long> RULE_VERSION = ranked("rule_version", SQLDataType.BIGINT);
    static final Field<Long> STEP = ranked("step", SQLDataType.BIGINT);
    static final Field<String> SUBJECT_NAME = ranked("subject_name", SQLDataType.CLOB);
    static final Field<String> PHONE = ranked("phone", SQLDataType.CLOB);
    static final Field<String> GRADE = ranked("grade", SQLDataType.CLOB);
    static final Field<BigDecimal> STAKE = ranked("stake", SQLDataType.NUMERIC);
    static final Field<String> CURRENCY = ranked("currency", SQLDataType.CLOB);
    static final Field<Boolean> OPEN_SUBJECT = ranked("open_subject", SQLDataType.BOOLEAN);
    static final Field<String> PART = ranked("part", SQLDataType.CLOB);
    static final Field<Integer> PART_SIZE = ranked("part_size", SQLDataType.INTEGER);
    static final Field<Integer> PLACE = ranked("place", SQLDataType.INTEGER);
    static final Field<Integer> MOVED = DSL.field(DSL.name("past", "moved"), SQLDataType.INTEGER);
    static final Field<String> CAUSE = DSL.field(DSL.name("past", "cause"), SQLDataType.CLOB);
    static final Field<Instant> LAST_CONTACT = DSL.field(DSL.name("contact", "at"), SQLDataType.INSTANT);
    static final Field<LocalDate> RECLAIM_ON = DSL.field(DSL.name("reclaim", "day"), SQLDataType.LOCALDATE);

    private static final Field<Boolean> SEEN = ranked("seen", SQLDataType.BOOLEAN);
    private static final Field<Instant> SINCE = ranked("since", SQLDataType.INSTANT);
    private static final Field<Integer> RECLAIM_AFTER = ranked("reclaim_after", SQLDataType.INTEGER);

    private static <T> Field<T> ranked(String column, DataType<T> type) {
        return DSL.field(DSL.name("ranked", column), type);
    }

    /// The parts of a list.
    enum Part {
        OVERDUE,
        TODAY,
        TOMORROW,
        DONE,
        ELSEWHERE
    }

    /// What some follow-ups are about.
    static List<ListedSubject> subjects(Session session, Condition listed) {
        return ListedSubject.of(
                session,
                session.transaction()
                        .sql()
                        .fetchSingle(DSL.select(objects(session, listed)))
                        .value1());
    }

    /// The keys of the objects that some follow-ups are about.
    static Field<String[]> objects(Session session, Condition listed) {
        ObjectModel followUp = FollowUps.object(session);
        Field<String> object = Objects.requireNonNull(followUp.columns().subjectObject());
        return DSL.array(
                DSL.selectDistinct(object).from(followUp.table()).where(listed).orderBy(object));
    }

    /// The first of each part, each row with the size of its part.
    List<? extends Record> of(ListedSubject subject) {
        return session.transaction()
                .sql()
                .select(
                        ID,
                        SUBJECT_ID,
                        OWNER_ID,
                        CREATED_BY,
                        VERSION,
                        DUE_ON,
                        DUE,
                        ORIGINAL_DUE_ON,
                        CHANNEL,
                        PURPOSE,
                        RULE,
                        RULE_VERSION,
                        STEP,
                        SUBJECT_NAME,
                        PHONE,
                        GRADE,
                        STAKE,
                        CURRENCY,
                        OPEN_SUBJECT)
                .select(PART, PART_SIZE, PLACE, MOVED, CAUSE, LAST_CONTACT, RECLAIM_ON)
                .from(around(subject))
                .where(PLACE.le(DSL.inline(MOST_PER_PART)))
                .fetch();
    }

    /// The rows, beside each what is known of its item's past, of the last contact and of the day on which its
    /// subject falls back to a pool.
    private Table<?> around(ListedSubject subject) {
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        Optional<Field<Integer>> reclaimAfter = Optional.ofNullable(subject.object())
                .flatMap(object -> pools.reclaimAfter(session, object))
                .map(days -> DSL.when(subject.seen(), days));
        Field<Integer> never = DSL.castNull(SQLDataType.INTEGER);
        Select<?> reclaimOn = reclaimAfter.isEmpty()
                ? DSL.select(DSL.castNull(SQLDataType.LOCALDATE))
                : Pools.reclaimOn(session, SUBJECT_ID, DSL.greatest(SINCE, LAST_CONTACT), RECLAIM_AFTER);
        return ranked(subject, reclaimAfter.orElse(never))
                .asTable("ranked")
                .crossJoin(DSL.lateral(ItemPast.of(ID).asTable("past", "moved", "cause")))
                .crossJoin(DSL.lateral(
                        Contacts.last(session, activity, SUBJECT_ID).and(SEEN).asTable("contact", "at")))
                .crossJoin(DSL.lateral(reclaimOn.asTable("reclaim", "day")));
    }

    private ObjectModel followUp() {
        return FollowUps.object(session);
    }

    private Select<?> ranked(ListedSubject subject, Field<Integer> reclaimAfter) {
        ObjectModel followUp = followUp();
        Field<UUID> id = followUp.columns().id();
        Field<String> part = part(subject);
        return session.transaction()
                .sql()
                .select(
                        id.as(ID),
                        Objects.requireNonNull(followUp.columns().subjectId()).as(SUBJECT_ID),
                        followUp.columns().ownerId().as(OWNER_ID),
                        followUp.columns().createdBy().as(CREATED_BY),
                        followUp.columns().version().as(VERSION),
                        column(FollowUp.DUE_ON, DUE_ON),
                        due.as(DUE),
                        column(FollowUp.ORIGINAL_DUE_ON, ORIGINAL_DUE_ON),
                        column(FollowUp.CHANNEL, CHANNEL),
                        column(FollowUp.PURPOSE, PURPOSE),
                        column(FollowUp.RULE, RULE),
                        column(FollowUp.RULE_VERSION, RULE_VERSION),
                        column(FollowUp.STEP, STEP))
                .select(ofSubject(subject))
                .select(reclaimAfter.as(RECLAIM_AFTER))
                .select(
                        part.as(PART),
                        DSL.count().over(DSL.partitionBy(part)).as(PART_SIZE),
                        DSL.rowNumber()
                                .over(DSL.partitionBy(part)
                                        .orderBy(ranking.order(subject, due, reclaimOn(subject), id)))
                                .as(PLACE))
                .from(subject.beside(followUp))
                .where(listed.and(Objects.requireNonNull(followUp.columns().subjectObject())
                        .eq(subject.key())));
    }

    private static List<Field<?>> ofSubject(ListedSubject subject) {
        ObjectModel object = subject.object();
        // Of a record that is gone for good the joined columns are null, as an owner is that nobody is.
        Condition there =
                object == null ? DSL.falseCondition() : object.columns().id().isNotNull();
        Field<Instant> since = object == null
                ? DSL.castNull(SQLDataType.INSTANT)
                : object.columns().createdAt();
        return List.of(
                subject.name().as(SUBJECT_NAME),
                subject.phone().as(PHONE),
                subject.grade().as(GRADE),
                subject.stake().as(STAKE),
                subject.currency().as(CURRENCY),
                DSL.field(subject.open()).as(OPEN_SUBJECT),
                DSL.field(there.and(subject.seen())).as(SEEN),
                since.as(SINCE));
    }

    private <T> Field<T> column(String field, Field<T> as) {
        return Columns.of(followUp(), field, as.getType()).as(as);
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
