package io.ripeline.record;

import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Pool;
import io.ripeline.expression.Moment;
import io.ripeline.identity.LocalDays;
import io.ripeline.tenancy.TenantTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// What a member sees: the ways by which she comes to a record, as conditions on its table. A record that none of them
/// leads to is not there for her.
///
/// Each way stands so that an index serves it by itself, and what the member has none of, such as shares, is left out:
/// then her list goes by the index of its owners.
final class Sight {

    /// Where the member looks.
    ///
    /// @param shared of which objects shares show her records
    record Place(TenantTransaction transaction, Model model, SharedObjects shared) {}

    private final Caller caller;
    private final Place place;
    private final boolean known;
    private final SharedSight shared;

    /// @param known whether the company has her and her role; one it has not sees nothing
    Sight(Caller caller, Place place, boolean known) {
        this.caller = caller;
        this.place = place;
        this.known = known;
        this.shared = new SharedSight(caller.member(), place.transaction(), place.shared());
    }

    /// Every record she sees.
    Condition seen(ObjectModel object) {
        return by(object, true);
    }

    /// Those that are not in a pool.
    Condition listed(ObjectModel object) {
        return by(object, false);
    }

    /// The same by their ids. The few of one owner are gathered first, with those shared with her: PostgreSQL would
    /// rather walk the whole table in the order of their ids until it has met enough of them.
    Condition listedById(ObjectModel object) {
        return few(object) ? in(object.columns().id(), ids(object)) : by(object, false);
    }

    /// Whether she sees every record.
    boolean all(ObjectModel object) {
        return known && caller.shownOwners(object).isEmpty();
    }

    /// Whether she sees, besides what is shared with her, the records of one owner only.
    boolean few(ObjectModel object) {
        return known
                && !object.about()
                && caller.shownOwners(object)
                        .filter(owners -> owners.size() == 1)
                        .isPresent();
    }

    /// Whether nothing is shared with her but the records of that owner.
    boolean own(ObjectModel object) {
        return few(object) && shared.ways(object).findAny().isEmpty();
    }

    private Select<Record1<UUID>> ids(ObjectModel object) {
        var own = DSL.select(object.columns().id()).from(object.table()).where(live(object));
        return shared.records(object).<Select<Record1<UUID>>>reduce(own, Select::unionAll, Select::unionAll);
    }

    private Condition by(ObjectModel object, boolean pools) {
        Optional<Set<UUID>> owners = known ? caller.shownOwners(object) : Optional.of(Set.of());
        if (owners.isEmpty()) {
            return DSL.noCondition();
        }
        if (!known) {
            return DSL.falseCondition();
        }
        List<Condition> ways = new ArrayList<>();
        ways.add(ownedBy(object, owners.get()));
        shared.ways(object).forEach(ways::add);
        if (pools) {
            pools(object).forEach(pool -> ways.add(pooled(object, pool)));
        }
        Field<UUID> subject = object.columns().subjectId();
        if (object.about() && subject != null) {
            about(object, subject, ways);
        }
        return ways.size() == 1 ? ways.getFirst() : DSL.or(ways);
    }

    /// Those of the members whose records she sees.
    Condition owned(ObjectModel object) {
        if (!known) {
            return DSL.falseCondition();
        }
        return caller.seenOwners(object).map(owners -> ownedBy(object, owners)).orElseGet(DSL::noCondition);
    }

    /// Whether a record of this owner is among them.
    boolean owns(ObjectModel object, @Nullable UUID owner) {
        return known && caller.seesOwner(object, owner);
    }

    /// For whom she stands in today; for nobody where the company has items of members on leave wait.
    Set<UUID> deputising() {
        TenantTransaction transaction = place.transaction();
        return known && place.model().workday().toDeputy()
                ? deputising(LocalDays.of(caller.directory(), transaction))
                : Set.of();
    }

    private Set<UUID> deputising(LocalDays days) {
        UUID me = caller.member().id();
        return days.deputisedBy(me, days.today(me));
    }

    private static Condition ownedBy(ObjectModel object, Set<UUID> owners) {
        Field<UUID> owner = object.columns().ownerId();
        return owners.size() == 1 ? owner.eq(owners.iterator().next()) : owner.eq(DSL.any(owners.toArray(new UUID[0])));
    }

    /// The records of a pool that is open to her.
    Condition pooled(ObjectModel object, Pool pool) {
        Condition nobodys = object.columns().ownerId().isNull();
        if (!known || !isOpen(pool) || !pool.object().equals(object.key())) {
            return DSL.falseCondition();
        }
        if (pool.when() == null) {
            return nobodys;
        }
        return pool.when().isPushable() ? nobodys.and(pool.when().condition(moment())) : DSL.falseCondition();
    }

    /// The pools of an object that are open to her.
    List<Pool> pools(ObjectModel object) {
        return place.model().pools(object.key()).stream().filter(this::isOpen).toList();
    }

    /// The pool with this key, where it is open to her.
    Optional<Pool> pool(String key) {
        return place.model().pool(key).filter(this::isOpen);
    }

    private boolean isOpen(Pool pool) {
        return pool.isOpenTo(caller.role()) || caller.role().admin();
    }

    private Moment moment() {
        return new Session(place.transaction(), place.model(), caller).moment();
    }

    /// What is about a record that was shared with her, or that is of the members whose records she sees, she sees
    /// with it.
    private void about(ObjectModel object, Field<UUID> subject, List<Condition> ways) {
        if (!shared.isEmpty()) {
            ways.add(in(subject, shared.records(place.model())));
        }
        List<ObjectModel> subjects = place.model().objects().stream()
                .filter(each -> !each.about() && caller.seenOwners(each).isPresent())
                .toList();
        boolean hers =
                caller.shownOwners(object).filter(owners -> owners.size() == 1).isPresent();
        if (hers) {
            subjects.stream()
                    .<Select<Record1<UUID>>>map(each ->
                            DSL.select(each.columns().id()).from(each.table()).where(live(each)))
                    .reduce((some, more) -> some.unionAll(more))
                    .ifPresent(records -> ways.add(in(subject, records)));
        } else {
            subjects.forEach(each -> ways.add(DSL.exists(DSL.selectOne()
                    .from(each.table())
                    .where(each.columns().id().eq(subject).and(live(each))))));
        }
    }

    private Condition live(ObjectModel object) {
        Condition shown = known
                ? caller.shownOwners(object)
                        .map(owners -> ownedBy(object, owners))
                        .orElseGet(DSL::noCondition)
                : DSL.falseCondition();
        return object.columns().deletedAt().isNull().and(shown);
    }

    private static Condition in(Field<UUID> id, Select<Record1<UUID>> among) {
        return SharedSight.in(id, among);
    }

    /// Whether a record was shared with her for editing.
    boolean mayEditShared(ObjectModel object, UUID id) {
        return known && shared.mayEdit(object, id);
    }
}
