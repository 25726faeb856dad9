package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.expression.Expression;
import io.ripeline.impact.Counting;
import io.ripeline.impact.Weighing;
import io.ripeline.impact.Weighing.Pair;
import io.ripeline.record.Session;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The open follow-ups of an object's records, planned once by the model in force and once by a draft.
final class Replanning {

    private static final int ROWS_AT_ONCE = 2_000;

    /// From which rhythm follow-ups go to which; one of them is absent where there is none before or after.
    record Change(@Nullable String from, @Nullable String to) {}

    /// What changes alike.
    static final class Group {

        private final List<UUID> first = new ArrayList<>();
        private long size;

        void add(UUID id) {
            size++;
            if (first.size() < Weighing.LISTED) {
                first.add(id);
            }
        }

        List<UUID> first() {
            return first;
        }

        long size() {
            return size;
        }
    }

    private final Weighing weighing;
    private final Pair object;
    private final RowRhythm standing;
    private final RowRhythm next;
    private final ObjectModel followUp;
    private final Map<Change, Group> moved = new LinkedHashMap<>();
    private final Map<String, Long> open = new HashMap<>();
    private long unplanned;

    private Replanning(Weighing weighing, Pair object, RowRhythm standing, RowRhythm next) {
        this.weighing = weighing;
        this.object = object;
        this.standing = standing;
        this.next = next;
        this.followUp = weighing.session().model().object(StandardObjects.FOLLOW_UP);
    }

    /// Plans all anew; nothing where that takes too long or a condition cannot be told before publishing.
    static Optional<Replanning> of(Weighing weighing, Pair object) {
        Session session = weighing.session();
        Map<String, Field<Boolean>> met = new LinkedHashMap<>();
        for (Expression condition : RowRhythm.conditions(session.model(), object.standing())) {
            if (!condition.isPushable()) {
                return Optional.empty();
            }
            met.put(condition.source(), RowRhythm.named(met, condition.condition(session.moment())));
        }
        for (Expression condition : RowRhythm.conditions(weighing.draft(), object.next())) {
            Optional<Condition> read = weighing.condition(object, condition.source());
            if (read.isEmpty()) {
                return Optional.empty();
            }
            met.putIfAbsent(condition.source(), RowRhythm.named(met, read.get()));
        }
        RowRhythm standing =
                new RowRhythm(session.model(), object.standing(), grade(object, object.standing(), "was"), met);
        RowRhythm next = new RowRhythm(weighing.draft(), object.next(), grade(object, object.next(), "is"), met);
        return weighing.counting()
                .within(() -> new Replanning(weighing, object, standing, next)
                        .run(weighing.counting().deadline()));
    }

    private static @Nullable Field<String> grade(Pair pair, ObjectModel side, String name) {
        GradeScale scale = side.gradeScale();
        return scale == null
                ? null
                : pair.standing()
                        .field(scale.field())
                        .map(field -> field.column().cast(String.class).as("grade_" + name))
                        .orElse(null);
    }

    /// What changes, by from where to where.
    Map<Change, Group> moved() {
        return moved;
    }

    /// How many there are of what a change begins with.
    long open(Change change) {
        return change.from() == null ? unplanned : open.getOrDefault(change.from(), 0L);
    }

    private Replanning run(Counting.Deadline deadline) {
        try (Cursor<Record> rows = rows()) {
            for (Record row : rows) {
                deadline.check();
                weigh(row);
            }
        }
        return this;
    }

    private final Field<UUID> owner = DSL.field(DSL.name("owner_is"), UUID.class);
    private final Field<UUID> item = DSL.field(DSL.name("item"), UUID.class);
    private final Field<String> rule = DSL.field(DSL.name("item_rule"), String.class);
    private final Field<Long> step = DSL.field(DSL.name("item_step"), Long.class);
    private final Field<Instant> contact = DSL.field(DSL.name("contact"), Instant.class);

    private Cursor<Record> rows() {
        ObjectModel records = object.standing();
        List<Field<?>> fields = new ArrayList<>(standing.met().values());
        fields.add(records.columns().id());
        fields.add(records.columns().ownerId().as(owner));
        fields.add(followUp.columns().id().as(item));
        fields.add(Columns.of(followUp, FollowUp.RULE, String.class).as(rule));
        fields.add(Columns.of(followUp, FollowUp.STEP, Long.class).as(step));
        fields.add(DSL.coalesce(lastContact(), records.columns().createdAt()).as(contact));
        if (standing.grade() != null) {
            fields.add(standing.grade());
        }
        if (next.grade() != null) {
            fields.add(next.grade());
        }
        return weighing.session()
                .transaction()
                .sql()
                .select(fields)
                .from(records.table())
                .leftJoin(followUp.table())
                .on(Objects.requireNonNull(followUp.columns().subjectId())
                        .eq(records.columns().id())
                        .and(Columns.of(followUp, FollowUp.STATE, String.class).eq(FollowUp.OPEN))
                        .and(Columns.of(followUp, FollowUp.RULE, String.class).isNotNull())
                        .and(Columns.of(followUp, FollowUp.RULE, String.class).notIn(yearly()))
                        .and(followUp.columns().deletedAt().isNull()))
                .where(records.columns().deletedAt().isNull())
                .fetchSize(ROWS_AT_ONCE)
                .fetchLazy();
    }

    /// The rhythms that come again each year plan beside these, whatever these do.
    private List<String> yearly() {
        return Stream.concat(
                        ApplicableCadence.all(standing.model(), standing.object()).stream(),
                        ApplicableCadence.all(next.model(), next.object()).stream())
                .filter(Occasions::isYearly)
                .map(Cadence::key)
                .distinct()
                .toList();
    }

    private Field<Instant> lastContact() {
        ObjectModel activity = weighing.session().model().object(StandardObjects.ACTIVITY);
        return DSL.field(Contacts.last(
                weighing.session(), activity, object.standing().columns().id()));
    }

    private void weigh(Record row) {
        Optional<Cadence> was = standing.rhythm(row);
        Optional<Cadence> is = next.rhythm(row);
        String planned = row.get(rule);
        if (planned == null) {
            unplanned++;
            if (was.isEmpty() && is.isPresent()) {
                add(
                        new Change(null, is.get().key()),
                        row.get(object.standing().columns().id()));
            }
            return;
        }
        open.merge(planned, 1L, Long::sum);
        boolean same = was.map(Cadence::key).equals(is.map(Cadence::key));
        boolean moves = same
                ? is.filter(cadence -> cadence.key().equals(planned)).isPresent()
                        && !due(was, row).equals(due(is, row))
                : is.filter(cadence -> cadence.key().equals(planned)).isEmpty();
        if (moves) {
            add(new Change(planned, is.map(Cadence::key).orElse(null)), row.get(item));
        }
    }

    private void add(Change change, UUID id) {
        moved.computeIfAbsent(change, key -> new Group()).add(id);
    }

    /// The day on which a rhythm would have the item, counted from the last contact.
    private Optional<LocalDate> due(Optional<Cadence> cadence, Record row) {
        Session session = weighing.session();
        Long number = row.get(step);
        LocalDate last = session.days().dateAt(row.get(owner), row.get(contact));
        return cadence.flatMap(each -> Plan.of(
                        each,
                        number == null ? 0 : number.intValue(),
                        last,
                        session.transaction().tenant().locale()))
                .map(Plan::dueOn);
    }
}
