package io.ripeline.worklist;

import io.ripeline.definition.Anchor;
import io.ripeline.definition.Cadence;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.expression.Expression;
import io.ripeline.impact.Counting;
import io.ripeline.impact.Weighing;
import io.ripeline.impact.Weighing.Pair;
import io.ripeline.record.Session;
import io.ripeline.worklist.Replanning.Change;
import io.ripeline.worklist.Replanning.Group;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// What the rhythms that come again each year have planned for an object's records, planned anew by a draft.
final class YearlyReplanning {

    private static final int ROWS_AT_ONCE = 2_000;
    private static final Field<UUID> OWNER = DSL.field(DSL.name("owner_is"), UUID.class);
    private static final Field<UUID> ITEM = DSL.field(DSL.name("item"), UUID.class);
    private static final Field<UUID> ITEM_OWNER = DSL.field(DSL.name("item_owner"), UUID.class);
    private static final Field<LocalDate> CLOSED = DSL.field(DSL.name("closed_for"), LocalDate.class);
    private static final Field<LocalDate> DUE = DSL.field(DSL.name("item_due"), LocalDate.class);
    private static final Field<LocalDate> ORIGINAL = DSL.field(DSL.name("item_original"), LocalDate.class);
    private static final Field<Long> STEP = DSL.field(DSL.name("item_step"), Long.class);
    private static final Field<LocalDate> DATE = DSL.field(DSL.name("anchored"), LocalDate.class);
    private static final Field<Boolean> APPLIES = DSL.field(DSL.name("applies"), Boolean.class);

    private final Weighing weighing;
    private final Pair object;
    private final Map<Change, Group> moved = new LinkedHashMap<>();
    private final Map<Change, Long> among = new LinkedHashMap<>();

    private YearlyReplanning(Weighing weighing, Pair object) {
        this.weighing = weighing;
        this.object = object;
    }

    /// Plans all anew; nothing where that takes too long or a condition cannot be told before publishing.
    ///
    /// @param changed keys of the rhythms that count otherwise
    static Optional<YearlyReplanning> of(Weighing weighing, Pair object, Set<String> changed) {
        YearlyReplanning replanning = new YearlyReplanning(weighing, object);
        for (Cadence cadence : ApplicableCadence.all(weighing.draft(), object.next())) {
            if (!Occasions.isYearly(cadence) || !changed.contains(cadence.key())) {
                continue;
            }
            boolean counted = replanning
                    .applies(cadence)
                    .flatMap(applies -> weighing.counting()
                            .within(() -> replanning.run(
                                    cadence, applies, weighing.counting().deadline())))
                    .isPresent();
            if (!counted) {
                return Optional.empty();
            }
        }
        return Optional.of(replanning);
    }

    /// What changes, by from where to where.
    Map<Change, Group> moved() {
        return moved;
    }

    /// How many there are of what a change begins with.
    long open(Change change) {
        return among.getOrDefault(change, 0L);
    }

    private Optional<Condition> applies(Cadence cadence) {
        Condition applies = DSL.trueCondition();
        for (Expression condition : cadence.conditions()) {
            Optional<Condition> read = weighing.condition(object, condition.source());
            if (read.isEmpty()) {
                return Optional.empty();
            }
            Condition met = DSL.condition("({0}) IS TRUE", DSL.field(read.get()));
            applies = applies.and(condition.equals(cadence.spared()) ? met.not() : met);
        }
        return Optional.of(applies);
    }

    private YearlyReplanning run(Cadence cadence, Condition applies, Counting.Deadline deadline) {
        try (Cursor<Record> rows = rows(cadence, applies)) {
            for (Record row : rows) {
                deadline.check();
                weigh(cadence, row);
            }
        }
        return this;
    }

    private Cursor<Record> rows(Cadence cadence, Condition applies) {
        Session session = weighing.session();
        ObjectModel followUp = session.model().object(StandardObjects.FOLLOW_UP);
        ObjectModel records = object.standing();
        Condition ofIt = Objects.requireNonNull(followUp.columns().subjectId())
                .eq(records.columns().id())
                .and(Columns.of(followUp, FollowUp.RULE, String.class).eq(cadence.key()))
                .and(followUp.columns().deletedAt().isNull());
        Field<String> state = Columns.of(followUp, FollowUp.STATE, String.class);
        Field<LocalDate> original = Columns.of(followUp, FollowUp.ORIGINAL_DUE_ON, LocalDate.class);
        List<Field<?>> fields = new ArrayList<>(List.of(
                records.columns().id(),
                records.columns().ownerId().as(OWNER),
                followUp.columns().id().as(ITEM),
                followUp.columns().ownerId().as(ITEM_OWNER),
                Columns.of(followUp, FollowUp.DUE_ON, LocalDate.class).as(DUE),
                original.as(ORIGINAL),
                Columns.of(followUp, FollowUp.STEP, Long.class).as(STEP),
                DSL.field(DSL.select(DSL.max(original)).from(followUp.table()).where(ofIt.and(state.ne(FollowUp.OPEN))))
                        .as(CLOSED),
                date(cadence).as(DATE),
                DSL.field(applies).as(APPLIES)));
        return session.transaction()
                .sql()
                .select(fields)
                .from(records.table())
                .leftJoin(followUp.table())
                .on(ofIt.and(state.eq(FollowUp.OPEN)))
                .where(records.columns().deletedAt().isNull())
                .fetchSize(ROWS_AT_ONCE)
                .fetchLazy();
    }

    /// The date the rhythm goes by, as it stands; a field that is new has no dates yet.
    private Field<LocalDate> date(Cadence cadence) {
        return Optional.ofNullable(cadence.anchor())
                .filter(Anchor.OfField.class::isInstance)
                .map(Anchor.OfField.class::cast)
                .flatMap(anchor -> object.standing().field(anchor.field().key()))
                .map(field -> field.column().coerce(LocalDate.class))
                .orElseGet(() -> DSL.castNull(SQLDataType.LOCALDATE));
    }

    private void weigh(Cadence cadence, Record row) {
        boolean applies = Boolean.TRUE.equals(row.get(APPLIES));
        UUID item = row.get(ITEM);
        Optional<LocalDate> first = applies ? first(cadence, row) : Optional.empty();
        if (item == null) {
            Change begins = new Change(null, cadence.key());
            among.merge(begins, 1L, Long::sum);
            if (first.isPresent()) {
                add(begins, row.get(object.standing().columns().id()));
            }
            return;
        }
        Change ends = new Change(cadence.key(), null);
        Change moves = new Change(cadence.key(), cadence.key());
        among.merge(ends, 1L, Long::sum);
        among.merge(moves, 1L, Long::sum);
        if (!applies) {
            add(ends, item);
        } else if (isAhead(row)
                && first.filter(day -> !day.equals(row.get(DUE))).isPresent()) {
            add(moves, item);
        }
    }

    /// The first step of the first time it begins, behind the day for which something was done or cancelled already.
    private Optional<LocalDate> first(Cadence cadence, Record row) {
        Session session = weighing.session();
        LocalDate from = Occasions.dayAfter(session, row.get(OWNER), Optional.ofNullable(row.get(CLOSED)));
        return Objects.requireNonNull(cadence.anchor())
                .beginFrom(from, row.get(DATE))
                .flatMap(day ->
                        Plan.of(cadence, 0, day, session.transaction().tenant().locale()))
                .map(Plan::dueOn);
    }

    private boolean isAhead(Record row) {
        Long step = row.get(STEP);
        LocalDate today = weighing.session().days().today(row.get(ITEM_OWNER));
        return (step == null || step == 0)
                && row.get(DUE).equals(row.get(ORIGINAL))
                && row.get(DUE).isAfter(today);
    }

    private void add(Change change, UUID id) {
        moved.computeIfAbsent(change, key -> new Group()).add(id);
    }
}
