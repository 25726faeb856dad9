package io.ripeline.worklist;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.ripeline.definition.Cadence;
import io.ripeline.definition.Money;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.pool.Pools;
import io.ripeline.record.Cause;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.worklist.WorklistItem.About;
import io.ripeline.worklist.WorklistItem.Amount;
import io.ripeline.worklist.WorklistItem.Because;
import io.ripeline.worklist.WorklistItem.Person;
import io.ripeline.worklist.WorklistItem.Planned;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/// Makes the items of a list from their rows, with what else is told of each: looked up once for all.
final class ItemReading {

    private static final String TASK = "task";
    private static final Field<UUID> RECORD_ID = field(name("_change", "record_id"), SQLDataType.UUID);
    private static final Field<Integer> VERSION = field(name("_change", "version"), SQLDataType.INTEGER);
    private static final Field<String> CAUSE = field(name("_change", "cause"), SQLDataType.CLOB);

    /// A row of what a list holds.
    record Line(ListedSubject subject, Record row) {

        UUID id() {
            return row.get("id", UUID.class);
        }

        UUID about() {
            return row.get("subject_id", UUID.class);
        }
    }

    private record Past(int moved, @Nullable String cause) {}

    private record Around(
            @Nullable LocalDate contact, @Nullable LocalDate reclaim) {}

    private static final Past NO_PAST = new Past(0, null);
    private static final Around NOTHING_AROUND = new Around(null, null);

    private final Session session;
    private final Desk desk;
    private final Pools pools;
    private final ObjectModel followUp;
    private final FieldView view;
    private final Locale locale = TenantScope.current().locale();

    ItemReading(Session session, Desk desk, Pools pools) {
        this.session = session;
        this.desk = desk;
        this.pools = pools;
        this.followUp = FollowUps.object(session);
        this.view = FieldView.of(session, followUp);
    }

    /// The items, in the order of their rows.
    List<WorklistItem> items(List<Line> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        Map<UUID, Past> pasts = pasts(lines.stream().map(Line::id).toList());
        Map<UUID, Around> around = around(lines);
        List<WorklistItem> items = new ArrayList<>();
        for (Line line : lines) {
            items.add(item(
                    line, pasts.getOrDefault(line.id(), NO_PAST), around.getOrDefault(line.about(), NOTHING_AROUND)));
        }
        return items;
    }

    private Map<UUID, Past> pasts(Collection<UUID> ids) {
        Map<UUID, Past> pasts = new HashMap<>();
        session.transaction()
                .sql()
                .select(RECORD_ID, timesMoved(), DSL.max(CAUSE).filterWhere(VERSION.eq(1)))
                .from(DSL.table(name("_change")))
                .where(RECORD_ID.eq(DSL.any(ids.toArray(new UUID[0]))))
                .groupBy(RECORD_ID)
                .forEach(row -> pasts.put(row.value1(), new Past(row.value2(), row.value3())));
        return pasts;
    }

    /// How many times people moved an item, by its changes.
    static Field<Integer> timesMoved() {
        return DSL.count()
                .filterWhere(VERSION.gt(1)
                        .and(CAUSE.ne(Cause.RHYTHM.key()))
                        .and(DSL.condition("{0} = ANY (_change.fields)", DSL.inline(FollowUp.DUE_ON))));
    }

    /// How many times people moved an item.
    static int timesMoved(Session session, UUID item) {
        return session.transaction()
                .sql()
                .select(timesMoved())
                .from(DSL.table(name("_change")))
                .where(RECORD_ID.eq(item))
                .fetchSingle()
                .value1();
    }

    private Map<UUID, Around> around(List<Line> lines) {
        Map<UUID, Around> around = new HashMap<>();
        Map<ListedSubject, List<UUID>> bySubject = new HashMap<>();
        lines.forEach(line -> bySubject
                .computeIfAbsent(line.subject(), key -> new ArrayList<>())
                .add(line.about()));
        bySubject.forEach((subject, ids) -> {
            ObjectModel object = subject.object();
            if (object != null) {
                around(subject, object, ids, around);
            }
        });
        return around;
    }

    private void around(ListedSubject subject, ObjectModel object, List<UUID> ids, Map<UUID, Around> around) {
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        Field<Instant> contact =
                DSL.field(Contacts.last(session, activity, object.columns().id()));
        Field<LocalDate> reclaim =
                pools.reclaimOn(session, object).orElseGet(() -> DSL.castNull(SQLDataType.LOCALDATE));
        session.transaction()
                .sql()
                .select(object.columns().id(), contact, reclaim)
                .from(object.table())
                .where(object.columns().id().eq(DSL.any(ids.toArray(new UUID[0]))))
                .and(subject.seen())
                .forEach(row -> around.put(row.value1(), new Around(date(row.value2()), row.value3())));
    }

    private @Nullable LocalDate date(@Nullable Instant instant) {
        return instant == null ? null : session.days().dateAt(desk.member(), instant);
    }

    private WorklistItem item(Line line, Past past, Around around) {
        Record row = line.row();
        ListedSubject subject = line.subject();
        Planned planned = planned(row, past);
        return new WorklistItem(
                line.id(),
                new About(subject.key(), line.about(), subject.name(row.get("subject_name", String.class))),
                row.get(FollowUp.DUE_ON, LocalDate.class),
                row.get(FollowUp.ORIGINAL_DUE_ON, LocalDate.class),
                shown(FollowUp.CHANNEL, row),
                shown(FollowUp.PURPOSE, row),
                because(row),
                Math.max(0, ChronoUnit.DAYS.between(row.get("due", LocalDate.class), desk.on())),
                subject.view(row.get("grade", String.class), locale),
                subject.phone(row.get("phone", String.class)),
                past.moved(),
                around.contact(),
                amount(row),
                around.reclaim(),
                Optional.ofNullable(row.get(FollowUp.STEP, Integer.class)).orElse(0),
                planned,
                planned == Planned.PERSON ? person(row.get("created_by", UUID.class)) : null,
                row.get("open_subject", Boolean.class),
                onBehalfOf(row.get("owner_id", UUID.class)),
                row.get("version", Integer.class));
    }

    private Planned planned(Record row, Past past) {
        String rule = row.get(FollowUp.RULE, String.class);
        if (rule != null) {
            return session.model().cadence(rule).filter(Occasions::isYearly).isPresent()
                    ? Planned.OCCASION
                    : Planned.RHYTHM;
        }
        if (Cause.automation("").key().equals(past.cause())) {
            return Planned.AUTOMATION;
        }
        return TASK.equals(past.cause()) ? Planned.TASK : Planned.PERSON;
    }

    private Person person(UUID member) {
        return new Person(member, session.caller().directory().nameOf(member));
    }

    private @Nullable Person onBehalfOf(@Nullable UUID owner) {
        return owner != null && desk.deputised().contains(owner) ? person(owner) : null;
    }

    private static @Nullable Amount amount(Record row) {
        BigDecimal stake = row.get("stake", BigDecimal.class);
        String currency = row.get("currency", String.class);
        return stake == null || currency == null ? null : Amount.of(new Money(stake, currency));
    }

    /// A text of the item as the reader sees it.
    private @Nullable String shown(String field, Record row) {
        String stored = row.get(field, String.class);
        return stored == null
                ? null
                : followUp.field(field)
                        .flatMap(found -> view.value(found, stored))
                        .map(String.class::cast)
                        .orElse(null);
    }

    private @Nullable Because because(Record row) {
        String rule = row.get(FollowUp.RULE, String.class);
        Long version = row.get(FollowUp.RULE_VERSION, Long.class);
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
