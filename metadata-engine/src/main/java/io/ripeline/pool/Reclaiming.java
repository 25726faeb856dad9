package io.ripeline.pool;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Pool;
import io.ripeline.definition.PoolDefinition.Reclaim;
import io.ripeline.definition.StandardObjects;
import io.ripeline.record.EffectiveContacts;
import io.ripeline.record.Session;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/// When records fall back to a pool: so many days after the last contact, or after they came to their owner where that
/// was later. A contact is an activity that was carried out and counts as one.
record Reclaiming(Session session, Pool pool, ObjectModel object) {

    private static final Field<Instant> CHANGED_AT = field(name("_change", "changed_at"), SQLDataType.INSTANT);

    /// How a pool takes records back; nothing where it never does.
    static Optional<Reclaiming> of(Session session, Pool pool) {
        return pool.definition().reclaimAfterDays() == null
                ? Optional.empty()
                : Optional.of(new Reclaiming(session, pool, session.model().object(pool.object())));
    }

    /// Whether a record may lie in a pool, whoever owns it.
    static Condition fits(Session session, Pool pool) {
        if (pool.when() == null) {
            return DSL.noCondition();
        }
        return pool.when().isPushable() ? pool.when().condition(session.moment()) : DSL.falseCondition();
    }

    /// The owned records that fall back on that day at the latest.
    Condition dueBy(LocalDate day) {
        return mayFall(day).and(reclaimOn().le(day));
    }

    /// The owned records that are old enough to fall back by that day.
    private Condition mayFall(LocalDate day) {
        int least = leastDays();
        Instant youngest = day.plusDays(1)
                .minusDays(least)
                .atStartOfDay(session.transaction().tenant().timeZone())
                .toInstant();
        return object.columns()
                .ownerId()
                .isNotNull()
                .and(object.columns().deletedAt().isNull())
                .and(object.columns().createdAt().lt(youngest))
                .and(fits(session, pool));
    }

    /// A record that falls back soon.
    record Threatened(UUID record, UUID owner, LocalDate reclaimOn) {

        static final Field<UUID> ID = DSL.field(name("owned", "id"), SQLDataType.UUID);
        static final Field<UUID> OWNER = DSL.field(name("owned", "owner_id"), SQLDataType.UUID);
        static final Field<LocalDate> RECLAIM_ON = DSL.field(name("owned", "reclaim_on"), SQLDataType.LOCALDATE);
    }

    /// The next records that fall back after today within the days of the pool's warning, in the order of their ids.
    ///
    /// @param wanted which of them, as a condition on {@link Threatened}
    List<Threatened> threatened(UUID behind, Condition wanted, int most) {
        LocalDate today = session.moment().today();
        LocalDate last =
                today.plusDays(Objects.requireNonNullElse(pool.definition().warnDays(), 0));
        // Kept apart, so that the day is reckoned once for each record.
        var owned = DSL.select(
                        object.columns().id().as("id"),
                        object.columns().ownerId().as("owner_id"),
                        reclaimOn().as("reclaim_on"))
                .from(object.table())
                .where(mayFall(last).and(object.columns().id().gt(behind)))
                .orderBy(object.columns().id())
                .offset(DSL.inline(0L))
                .asTable("owned");
        return session.transaction()
                .sql()
                .select(Threatened.ID, Threatened.OWNER, Threatened.RECLAIM_ON)
                .from(owned)
                .where(Threatened.RECLAIM_ON.gt(today).and(Threatened.RECLAIM_ON.le(last)))
                .and(wanted)
                .orderBy(Threatened.ID)
                .limit(most)
                .fetch(row -> new Threatened(row.value1(), row.value2(), row.value3()));
    }

    private int leastDays() {
        Reclaim reclaim = Objects.requireNonNull(pool.definition().reclaimAfterDays());
        return reclaim.days() != null
                ? reclaim.days()
                : reclaim.byGrade().values().stream()
                        .mapToInt(days -> days)
                        .min()
                        .orElse(0);
    }

    /// The company's date on which a record falls back; null where it never does.
    Field<LocalDate> reclaimOn() {
        Field<Instant> last = DSL.greatest(
                object.columns().createdAt(),
                DSL.coalesce(contact(), object.columns().createdAt()),
                DSL.coalesce(cameToOwner(), object.columns().createdAt()));
        return daysAfter(session, last, days());
    }

    private static Field<LocalDate> daysAfter(Session session, Field<Instant> last, Field<Integer> days) {
        String zone = session.transaction().tenant().timeZone().getId();
        return DSL.field("(({0} AT TIME ZONE {1})::date + {2})", SQLDataType.LOCALDATE, last, DSL.inline(zone), days);
    }

    /// Selects that date for a record of which the rest is known.
    static Select<Record1<LocalDate>> reclaimOn(
            Session session, Field<UUID> record, Field<Instant> last, Field<Integer> days) {
        // The greatest of several is the greatest of those that are not null.
        return DSL.select(daysAfter(session, DSL.greatest(last, DSL.max(CHANGED_AT)), days))
                .from(table(name("_change")))
                .where(givesTo(record).and(days.isNotNull()));
    }

    /// What is said of the records that fall back to the pool at all.
    <T> Field<T> first(Field<T> said) {
        return DSL.when(object.columns().ownerId().isNotNull().and(fits(session, pool)), said);
    }

    Field<Integer> days() {
        Reclaim reclaim = Objects.requireNonNull(pool.definition().reclaimAfterDays());
        if (reclaim.days() != null) {
            return DSL.inline(reclaim.days());
        }
        Optional<FieldModel> grade = object.gradeField().flatMap(object::field);
        if (grade.isEmpty() || reclaim.byGrade().isEmpty()) {
            return DSL.castNull(SQLDataType.INTEGER);
        }
        Map<Field<String>, Field<Integer>> byGrade = new LinkedHashMap<>();
        reclaim.byGrade().forEach((key, days) -> byGrade.put(DSL.val(key), DSL.inline(days)));
        return DSL.case_(grade.get().column().coerce(String.class)).mapFields(byGrade);
    }

    private Field<Instant> contact() {
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        Field<Instant> startedAt = column(activity, "started_at", Instant.class);
        return DSL.field(DSL.select(DSL.max(startedAt))
                .from(activity.table())
                .where(Objects.requireNonNull(activity.columns().subjectId())
                        .eq(object.columns().id()))
                .and(EffectiveContacts.condition(session))
                .and(startedAt.le(session.transaction().now()))
                .and(activity.columns().deletedAt().isNull()));
    }

    private static <T> Field<T> column(ObjectModel object, String key, Class<T> type) {
        return object.field(key).orElseThrow().column().coerce(type);
    }

    private Field<Instant> cameToOwner() {
        return DSL.field(DSL.select(DSL.max(CHANGED_AT))
                .from(table(name("_change")))
                .where(givesTo(object.columns().id())));
    }

    /// The changes that brought a record to an owner.
    private static Condition givesTo(Field<UUID> record) {
        return field(name("_change", "record_id"), SQLDataType.UUID)
                .eq(record)
                .and(DSL.condition("'owner_id' = ANY (_change.fields)"));
    }

    /// The next records that fall back on that day at the latest, in the order of their ids.
    List<UUID> next(LocalDate day, UUID behind, int most) {
        return session.transaction()
                .sql()
                .select(object.columns().id())
                .from(object.table())
                .where(object.columns().id().gt(behind).and(dueBy(day)))
                .orderBy(object.columns().id())
                .limit(most)
                .fetch(object.columns().id());
    }
}
