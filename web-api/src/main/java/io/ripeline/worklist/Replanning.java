package io.ripeline.worklist;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.GradeScale;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.expression.Expression;
import io.ripeline.impact.Counting;
import io.ripeline.impact.Weighing;
import io.ripeline.impact.Weighing.Pair;
import io.ripeline.record.EffectiveContacts;
import io.ripeline.record.Session;
import io.ripeline.worklist.PlannedAnew.Item;
import io.ripeline.worklist.PlannedAnew.Shift;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// The open follow-ups of an object's records, planned by a draft as the job would after its publish.
final class Replanning {

    private static final int ROWS_AT_ONCE = 2_000;
    private static final Field<UUID> OWNER = DSL.field(DSL.name("owner_is"), UUID.class);
    private static final Field<UUID> ITEM = DSL.field(DSL.name("item"), UUID.class);
    private static final Field<UUID> ITEM_OWNER = DSL.field(DSL.name("item_owner"), UUID.class);
    private static final Field<String> RULE = DSL.field(DSL.name("item_rule"), String.class);
    private static final Field<Long> STEP = DSL.field(DSL.name("item_step"), Long.class);
    private static final Field<LocalDate> DUE = DSL.field(DSL.name("item_due"), LocalDate.class);
    private static final Field<LocalDate> ORIGINAL = DSL.field(DSL.name("item_original"), LocalDate.class);
    private static final Field<Instant> CONTACT = DSL.field(DSL.name("contact"), Instant.class);
    private static final Field<String[]> PLANNED = DSL.field(DSL.name("planned"), SQLDataType.CLOB.array());

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
    private final RowRhythm next;
    private final Condition contacts;
    private final Set<String> changed;
    private final ObjectModel followUp;
    private final Map<Change, Group> moved = new LinkedHashMap<>();
    private final Map<String, Long> open = new HashMap<>();
    private long unplanned;

    private Replanning(Weighing weighing, Pair object, RowRhythm next, Condition contacts, Set<String> changed) {
        this.weighing = weighing;
        this.object = object;
        this.next = next;
        this.contacts = contacts;
        this.changed = changed;
        this.followUp = weighing.session().model().object(StandardObjects.FOLLOW_UP);
    }

    /// Plans all anew; nothing where that takes too long or a condition cannot be told before publishing.
    ///
    /// @param changed keys of the rhythms that count otherwise
    static Optional<Replanning> of(Weighing weighing, Pair object, Set<String> changed) {
        Map<String, Field<Boolean>> met = new LinkedHashMap<>();
        for (Expression condition : RowRhythm.conditions(weighing.draft(), object.next())) {
            Optional<Condition> read = weighing.condition(object, condition.source());
            if (read.isEmpty()) {
                return Optional.empty();
            }
            met.put(condition.source(), RowRhythm.named(met, read.get()));
        }
        Optional<Condition> contacts = contacts(weighing);
        RowRhythm next = new RowRhythm(weighing.draft(), object.next(), grade(object), met);
        return contacts.isEmpty()
                ? Optional.empty()
                : weighing.counting()
                        .within(() -> new Replanning(weighing, object, next, contacts.get(), changed)
                                .run(weighing.counting().deadline()));
    }

    /// What counts as a contact by the draft.
    private static Optional<Condition> contacts(Weighing weighing) {
        Optional<Expression> effective = weighing.draft().effectiveContact();
        Model standing = weighing.session().model();
        Pair activity = new Pair(
                standing.object(StandardObjects.ACTIVITY), weighing.draft().object(StandardObjects.ACTIVITY));
        return effective.isPresent()
                ? weighing.condition(activity, effective.get().source())
                : Optional.of(EffectiveContacts.usual(standing));
    }

    private static @Nullable Field<String> grade(Pair pair) {
        GradeScale scale = pair.next().gradeScale();
        return scale == null
                ? null
                : pair.standing()
                        .field(scale.field())
                        .map(field -> field.column().cast(String.class).as("grade_is"))
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
        Field<UUID> id = object.standing().columns().id();
        List<Record> together = new ArrayList<>();
        try (Cursor<Record> rows = rows()) {
            for (Record row : rows) {
                deadline.check();
                if (!together.isEmpty() && !together.getFirst().get(id).equals(row.get(id))) {
                    weigh(together);
                    together.clear();
                }
                together.add(row);
            }
        }
        if (!together.isEmpty()) {
            weigh(together);
        }
        return this;
    }

    /// Every live record, once for each of its open items, those of one record together in the order they were made.
    private Cursor<Record> rows() {
        ObjectModel records = object.standing();
        List<Field<?>> fields = new ArrayList<>(next.fields());
        fields.add(records.columns().id());
        fields.add(records.columns().ownerId().as(OWNER));
        fields.add(followUp.columns().id().as(ITEM));
        fields.add(followUp.columns().ownerId().as(ITEM_OWNER));
        fields.add(rule().as(RULE));
        fields.add(Columns.of(followUp, FollowUp.STEP, Long.class).as(STEP));
        fields.add(Columns.of(followUp, FollowUp.DUE_ON, LocalDate.class).as(DUE));
        fields.add(
                Columns.of(followUp, FollowUp.ORIGINAL_DUE_ON, LocalDate.class).as(ORIGINAL));
        fields.add(DSL.coalesce(lastContact(), records.columns().createdAt()).as(CONTACT));
        fields.add(everPlanned().as(PLANNED));
        return weighing.session()
                .transaction()
                .sql()
                .select(fields)
                .from(records.table())
                .leftJoin(followUp.table())
                .on(subject()
                        .eq(records.columns().id())
                        .and(Columns.of(followUp, FollowUp.STATE, String.class).eq(FollowUp.OPEN))
                        .and(rule().isNotNull())
                        .and(rule().notIn(keys(Occasions::isYearly)))
                        .and(followUp.columns().deletedAt().isNull()))
                .where(records.columns().deletedAt().isNull())
                .orderBy(records.columns().id(), followUp.columns().id())
                .fetchSize(ROWS_AT_ONCE)
                .fetchLazy();
    }

    private Field<UUID> subject() {
        return Objects.requireNonNull(followUp.columns().subjectId());
    }

    private Field<String> rule() {
        return Columns.of(followUp, FollowUp.RULE, String.class);
    }

    private List<String> keys(Predicate<Cadence> which) {
        return ApplicableCadence.all(next.model(), next.object()).stream()
                .filter(which)
                .map(Cadence::key)
                .toList();
    }

    /// Which of the rhythms that come to an end have ever planned anything; asked where a record has no open item.
    private Field<String[]> everPlanned() {
        List<String> ending = keys(cadence -> !Occasions.isYearly(cadence) && !PlannedAnew.isEndless(cadence));
        Field<String[]> planned = DSL.field(
                "ARRAY({0})",
                String[].class,
                DSL.selectDistinct(rule())
                        .from(followUp.table())
                        .where(subject()
                                .eq(object.standing().columns().id())
                                .and(rule().in(ending))
                                .and(followUp.columns().deletedAt().isNull())));
        return ending.isEmpty()
                ? DSL.castNull(SQLDataType.CLOB.array())
                : DSL.when(followUp.columns().id().isNull(), planned);
    }

    private Field<Instant> lastContact() {
        Session session = weighing.session();
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        return DSL.field(
                Contacts.last(session, activity, object.standing().columns().id(), contacts));
    }

    private void weigh(List<Record> rows) {
        Record row = rows.getFirst();
        List<Item> items = rows.stream()
                .filter(each -> each.get(ITEM) != null)
                .map(Replanning::item)
                .toList();
        Optional<Cadence> cadence = next.rhythm(row);
        String[] planned = row.get(PLANNED);
        Session session = weighing.session();
        PlannedAnew anew = PlannedAnew.of(
                session,
                new PlannedAnew.Case(
                        row.get(OWNER),
                        cadence,
                        session.days().dateAt(row.get(OWNER), row.get(CONTACT)),
                        items,
                        cadence.filter(is -> planned != null && List.of(planned).contains(is.key()))
                                .isPresent()),
                changed);
        count(row.get(object.standing().columns().id()), items, anew);
    }

    private static Item item(Record row) {
        Long step = row.get(STEP);
        return new Item(
                row.get(ITEM),
                row.get(ITEM_OWNER),
                row.get(RULE),
                step == null ? 0 : step.intValue(),
                row.get(DUE),
                row.get(DUE).equals(row.get(ORIGINAL)));
    }

    private void count(UUID record, List<Item> items, PlannedAnew anew) {
        String begun = anew.begun().map(Plan::rule).orElse(null);
        items.forEach(item -> open.merge(item.rule(), 1L, Long::sum));
        for (Item item : anew.ended()) {
            add(new Change(item.rule(), item.equals(anew.ended().getFirst()) ? begun : null), item.id());
        }
        anew.shift().map(Shift::item).ifPresent(item -> add(new Change(item.rule(), item.rule()), item.id()));
        if (items.isEmpty()) {
            unplanned++;
            if (begun != null) {
                add(new Change(null, begun), record);
            }
        }
    }

    private void add(Change change, UUID id) {
        moved.computeIfAbsent(change, key -> new Group()).add(id);
    }
}
