package io.ripeline.worklist;

import io.ripeline.definition.ObjectModel;
import io.ripeline.identity.Leave;
import io.ripeline.process.OpenRecords;
import io.ripeline.record.Session;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// Open items that stand as late on the day's lists: those about records that are there, and neither won nor lost
/// unless a rhythm wants the item all the same; and not those that wait until somebody is back from leave.
public final class LateItems {

    private LateItems() {}

    /// An item that was to be done.
    ///
    /// @param object key of what it is about
    /// @param ruled whether a rhythm wants it, or went on with its closed subject when a person planned it
    public record Late(UUID id, UUID owner, String object, UUID subject, LocalDate dueOn, boolean ruled) {}

    /// Some of those that were due by a day, in the order of their ids.
    ///
    /// @param by the last day, by what is today for an item's owner
    /// @param behind the id after which they begin
    /// @param wanted which of them, as a condition on the table of follow-ups
    public static List<Late> due(
            Session session, UnaryOperator<LocalDate> by, UUID behind, Condition wanted, int most) {
        ObjectModel item = FollowUps.object(session);
        Field<UUID> id = item.columns().id();
        Field<LocalDate> dueOn = Columns.of(item, FollowUp.DUE_ON, LocalDate.class);
        Field<UUID> owner = item.columns().ownerId();
        return session.transaction()
                .sql()
                .select(
                        id,
                        owner,
                        Objects.requireNonNull(item.columns().subjectObject()),
                        Objects.requireNonNull(item.columns().subjectId()),
                        dueOn,
                        DSL.field(ClosedSubjects.standing(item)))
                .from(item.table())
                .where(Columns.of(item, FollowUp.STATE, String.class).eq(FollowUp.OPEN))
                .and(item.columns().deletedAt().isNull())
                .and(session.days().begun(dueOn, owner))
                .and(dueOn.le(session.days().counted(owner, by)))
                .and(owner.isNotNull().and(id.gt(behind)))
                .and(wanted)
                .orderBy(id)
                .limit(most)
                .fetch(row ->
                        new Late(row.value1(), row.value2(), row.value3(), row.value4(), row.value5(), row.value6()));
    }

    /// Those of the items that stand as late on somebody's list.
    ///
    /// @param by the last day on which they were due, by what is today for an item's owner
    public static List<Late> standing(Session session, List<Late> items, UnaryOperator<LocalDate> by) {
        Set<UUID> there = new HashSet<>();
        Map<String, List<Late>> byObject =
                items.stream().collect(Collectors.groupingBy(Late::object, TreeMap::new, Collectors.toList()));
        byObject.forEach((key, late) ->
                session.model().find(key).ifPresent(object -> there.addAll(there(session, object, late))));
        return items.stream()
                .filter(item -> there.contains(item.id()))
                .filter(item -> !waits(session, item, by))
                .toList();
    }

    private static Collection<UUID> there(Session session, ObjectModel object, List<Late> late) {
        UUID[] ids = late.stream().map(Late::subject).distinct().toArray(UUID[]::new);
        Set<UUID> live = new HashSet<>();
        Set<UUID> open = new HashSet<>();
        session.transaction()
                .sql()
                .select(object.columns().id(), DSL.field(OpenRecords.condition(object)))
                .from(object.table())
                .where(object.columns().id().eq(DSL.any(ids)))
                .and(object.columns().deletedAt().isNull())
                .forEach(row -> {
                    live.add(row.value1());
                    if (row.value2()) {
                        open.add(row.value1());
                    }
                });
        List<UUID> there = new ArrayList<>();
        late.stream()
                .filter(item -> (item.ruled() ? live : open).contains(item.subject()))
                .forEach(item -> there.add(item.id()));
        return there;
    }

    /// Whether an item waits for its owner: it fell due while she was away, nobody stands in, and it has not been late
    /// for so long since she is back.
    private static boolean waits(Session session, Late item, UnaryOperator<LocalDate> by) {
        LocalDate today = session.days().today(item.owner());
        List<Leave> leaves = session.caller().directory().leavesOf(item.owner());
        return !leaves.isEmpty()
                && Desk.of(session, item.owner(), today).dueOn(item.dueOn()).isAfter(by.apply(today));
    }
}
