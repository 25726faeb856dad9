package io.ripeline.team;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.definition.StandardObjects;
import io.ripeline.identity.LocalDays;
import io.ripeline.identity.Member;
import io.ripeline.record.Caller;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who is at what now.
@Component
class TeamNow {

    /// Who began an item and said nothing since is taken to be at it for so long.
    private static final Duration AT_IT = Duration.ofMinutes(30);

    private static final Table<?> WORK = table(name("_work"));
    private static final Field<UUID> MEMBER_ID = field(name("_work", "member_id"), SQLDataType.UUID);
    private static final Field<UUID> ITEM_ID = field(name("_work", "item_id"), SQLDataType.UUID);
    private static final Field<Instant> STARTED_AT = field(name("_work", "started_at"), SQLDataType.INSTANT);

    private final Days days;

    TeamNow(Days days) {
        this.days = days;
    }

    enum State {
        BUSY,
        FREE,
        OFF,
        LEAVE
    }

    /// @param due how many items were planned for today, those done among them
    record Counts(int due, int done, int overdue) {

        static final Counts NONE = new Counts(0, 0, 0);
    }

    record Subject(String object, UUID id, String name) {}

    /// @param subject absent where the reader does not see it
    record Last(
            @Nullable String kind,
            Instant at,
            Instant end,
            @Nullable Subject subject) {}

    /// @param since from when on she is busy, or has been free
    record Now(
            Member member,
            State state,
            @Nullable Instant since,
            @Nullable Subject at,
            @Nullable Last last,
            Counts today) {}

    /// A record by its object.
    private record Place(String object, UUID id) {}

    private record Doing(Instant since, Place at) {}

    private record Done(@Nullable String kind, Instant at, Instant end, Place about) {}

    /// The acting member and those below her, by name; refuses with `right-missing` who may not read activities.
    List<Now> of(Session session) {
        Caller caller = session.caller();
        List<Member> members = caller.directory().all().stream()
                .filter(Member::active)
                .filter(member -> caller.oversees(member.id()))
                .toList();
        UUID[] ids = members.stream().map(Member::id).toArray(UUID[]::new);
        Map<UUID, Doing> doing = doing(session, ids);
        Map<UUID, Done> done = done(session, ids);
        Map<UUID, Counts> counts = counts(session, ids);
        Map<UUID, String> names = days.names(session, places(doing, done));
        return members.stream()
                .map(member -> now(
                        session,
                        member,
                        Optional.ofNullable(doing.get(member.id())),
                        Optional.ofNullable(done.get(member.id())).map(last -> last(last, names)),
                        counts.getOrDefault(member.id(), Counts.NONE),
                        names))
                .toList();
    }

    private static Map<String, Set<UUID>> places(Map<UUID, Doing> doing, Map<UUID, Done> done) {
        List<Place> places = new ArrayList<>();
        doing.values().forEach(each -> places.add(each.at()));
        done.values().forEach(each -> places.add(each.about()));
        Map<String, Set<UUID>> byObject = new LinkedHashMap<>();
        places.forEach(place -> byObject.computeIfAbsent(place.object(), key -> new LinkedHashSet<>())
                .add(place.id()));
        return byObject;
    }

    private static Now now(
            Session session,
            Member member,
            Optional<Doing> doing,
            Optional<Last> last,
            Counts counts,
            Map<UUID, String> names) {
        Instant now = session.transaction().now();
        Last latest = last.orElse(null);
        if (WorkTimes.onLeave(session, member.id())) {
            return new Now(member, State.LEAVE, null, null, latest, counts);
        }
        if (doing.isPresent()) {
            return new Now(
                    member, State.BUSY, doing.get().since(), subject(doing.get().at(), names), latest, counts);
        }
        if (latest != null && latest.end().isAfter(now)) {
            return new Now(member, State.BUSY, latest.at(), latest.subject(), latest, counts);
        }
        State state = WorkTimes.atWork(session, member.id()) ? State.FREE : State.OFF;
        return new Now(member, state, latest == null ? null : latest.end(), null, latest, counts);
    }

    private static @Nullable Subject subject(Place place, Map<UUID, String> names) {
        String name = names.get(place.id());
        return name == null ? null : new Subject(place.object(), place.id(), name);
    }

    private static Last last(Done done, Map<UUID, String> names) {
        return new Last(done.kind(), done.at(), done.end(), subject(done.about(), names));
    }

    /// The open items that they began a short while ago.
    private static Map<UUID, Doing> doing(Session session, UUID[] members) {
        ObjectModel item = session.model().object(StandardObjects.FOLLOW_UP);
        Map<UUID, Doing> doing = new HashMap<>();
        session.transaction()
                .sql()
                .select(
                        MEMBER_ID,
                        STARTED_AT,
                        Objects.requireNonNull(item.columns().subjectObject()),
                        Objects.requireNonNull(item.columns().subjectId()))
                .from(WORK)
                .join(item.table())
                .on(item.columns().id().eq(ITEM_ID))
                .where(MEMBER_ID.eq(DSL.any(members)))
                .and(STARTED_AT.gt(session.transaction().now().minus(AT_IT)))
                .and(column(item, "state", String.class).eq("open"))
                .and(item.columns().deletedAt().isNull())
                .forEach(row ->
                        doing.put(row.value1(), new Doing(row.value2(), new Place(row.value3(), row.value4()))));
        return doing;
    }

    /// The last thing that each did on her today.
    private static Map<UUID, Done> done(Session session, UUID[] members) {
        ObjectModel activity = session.model().object(StandardObjects.ACTIVITY);
        session.caller().require(Right.READ, activity);
        FieldView view = FieldView.of(session, activity);
        Field<UUID> owner = activity.columns().ownerId();
        Field<Instant> startedAt = column(activity, "started_at", Instant.class);
        LocalDays days = session.days();
        boolean kinds = activity.field("kind").filter(view::reads).isPresent();
        Map<UUID, Done> done = new HashMap<>();
        session.transaction()
                .sql()
                .select(
                        owner,
                        startedAt,
                        column(activity, "kind", String.class),
                        column(activity, "duration_seconds", Long.class),
                        Objects.requireNonNull(activity.columns().subjectObject()),
                        Objects.requireNonNull(activity.columns().subjectId()))
                .distinctOn(owner)
                .from(activity.table())
                .where(owner.eq(DSL.any(members)))
                .and(startedAt.ge(days.earliestBegin()).and(startedAt.ge(days.begin(owner))))
                .and(startedAt.le(session.transaction().now()))
                .and(session.caller().visible(activity))
                .orderBy(owner, startedAt.desc(), activity.columns().id().desc())
                .forEach(row -> done.put(
                        row.value1(),
                        new Done(
                                kinds ? row.value3() : null,
                                row.value2(),
                                row.value2().plusSeconds(Objects.requireNonNullElse(row.value4(), 0L)),
                                new Place(row.value5(), row.value6()))));
        return done;
    }

    /// How the todays of theirs go.
    private static Map<UUID, Counts> counts(Session session, UUID[] members) {
        ObjectModel item = session.model().object(StandardObjects.FOLLOW_UP);
        LocalDays days = session.days();
        Field<UUID> owner = item.columns().ownerId();
        Field<LocalDate> dueOn = column(item, "due_on", LocalDate.class);
        Field<String> state = column(item, "state", String.class);
        Field<Instant> closedAt = column(item, "closed_at", Instant.class);
        Field<LocalDate> today = days.today(owner);
        Condition open = state.eq("open");
        Condition done = state.eq("done")
                .and(closedAt.ge(days.earliestBegin()))
                .and(closedAt.ge(days.begin(owner)))
                .and(closedAt.lt(days.end(owner)));
        Map<UUID, Counts> counts = new HashMap<>();
        session.transaction()
                .sql()
                .select(
                        owner,
                        DSL.count().filterWhere(dueOn.eq(today)),
                        DSL.count().filterWhere(done),
                        DSL.count().filterWhere(open.and(dueOn.lt(today))))
                .from(item.table())
                .where(owner.eq(DSL.any(members)))
                .and(open.and(days.begun(dueOn, owner)).or(done))
                .and(session.caller().visible(item))
                .groupBy(owner)
                .forEach(row -> counts.put(row.value1(), new Counts(row.value2(), row.value3(), row.value4())));
        return counts;
    }

    private static <T> Field<T> column(ObjectModel object, String key, Class<T> type) {
        return object.field(key).orElseThrow().column().coerce(type);
    }
}
