package io.ripeline.pool;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Pool;
import io.ripeline.definition.Role.Right;
import io.ripeline.record.FieldView;
import io.ripeline.record.Session;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The pools a member may claim from, and what of her own is about to fall back.
@Component
public class Pools {

    private static final int MOST_WARNINGS = 200;

    private final Claims claims;

    Pools(Claims claims) {
        this.claims = claims;
    }

    /// A pool as it stands for the acting member.
    ///
    /// @param claimedNow how many records she claimed from it and holds
    /// @param count how many records it holds
    /// @param warnings how many of her records are about to fall back to it
    public record Standing(Pool pool, int claimedNow, long count, long warnings) {

        /// How many more she may claim; absent where there is no limit.
        public @Nullable Integer left() {
            Integer limit = pool.definition().claimLimit();
            return limit == null ? null : Math.max(0, limit - claimedNow);
        }
    }

    /// A record that falls back on that day unless somebody is in touch about it.
    public record Warning(UUID id, String name, LocalDate reclaimOn) {}

    /// The pools that are open to the member, in the order of the document.
    public List<Standing> of(Session session) {
        return session.model().objects().stream()
                .filter(object -> session.caller().role().may(Right.READ, object.key()))
                .flatMap(object -> session.caller().pools(object).stream().map(pool -> standing(session, object, pool)))
                .toList();
    }

    private Standing standing(Session session, ObjectModel object, Pool pool) {
        UUID me = session.caller().member().id();
        long count = session.transaction()
                .sql()
                .fetchCount(object.table(), session.caller().pooled(object, pool));
        long warnings = Reclaiming.of(session, pool)
                .map(reclaiming -> session.transaction().sql().fetchCount(object.table(), warned(session, reclaiming)))
                .orElse(0);
        return new Standing(pool, claims.held(session, pool, me), count, warnings);
    }

    private static Condition warned(Session session, Reclaiming reclaiming) {
        int days = Objects.requireNonNullElse(reclaiming.pool().definition().warnDays(), 0);
        LocalDate last = session.moment().today().plusDays(days);
        ObjectModel object = reclaiming.object();
        return object.columns()
                .ownerId()
                .eq(session.caller().member().id())
                .and(days == 0 ? DSL.falseCondition() : reclaiming.dueBy(last));
    }

    /// The company's date on which an owned record falls back to one of its object's pools, the first of them; nothing
    /// where none takes any back.
    public Optional<Field<LocalDate>> reclaimOn(Session session, ObjectModel object) {
        return session.model().pools(object.key()).stream()
                .flatMap(pool -> Reclaiming.of(session, pool).stream())
                .map(reclaiming -> reclaiming.first(reclaiming.reclaimOn()))
                .reduce((one, other) -> DSL.least(one, other));
    }

    /// After how many days an owned record falls back to one of its object's pools, the first of them; nothing
    /// where none takes any back.
    public Optional<Field<Integer>> reclaimAfter(Session session, ObjectModel object) {
        return session.model().pools(object.key()).stream()
                .flatMap(pool -> Reclaiming.of(session, pool).stream())
                .map(reclaiming -> reclaiming.first(reclaiming.days()))
                .reduce((one, other) -> DSL.least(one, other));
    }

    /// Selects the company's date on which a record falls back.
    ///
    /// @param last when it was made or somebody was in touch about it, whichever was last
    /// @param days after how many days it does, also after it came to its owner; null for never
    public static Select<Record1<LocalDate>> reclaimOn(
            Session session, Field<UUID> record, Field<Instant> last, Field<Integer> days) {
        return Reclaiming.reclaimOn(session, record, last, days);
    }

    /// The member's own records that are about to fall back to a pool, the next ones first, 200 at most; refuses with
    /// `pool-not-found` or `right-missing`.
    public List<Warning> warnings(Session session, String key) {
        Pool pool = session.caller().pool(key);
        ObjectModel object = session.model().object(pool.object());
        session.caller().require(Right.READ, object);
        return Reclaiming.of(session, pool)
                .map(reclaiming -> warnings(session, reclaiming))
                .orElse(List.of());
    }

    private static List<Warning> warnings(Session session, Reclaiming reclaiming) {
        ObjectModel object = reclaiming.object();
        FieldView view = FieldView.of(session, object);
        FieldModel named = object.nameField();
        Field<String> name = named == null
                ? DSL.inline("", SQLDataType.CLOB)
                : named.column().coerce(String.class);
        Field<LocalDate> reclaimOn = reclaiming.reclaimOn().as("reclaim_on");
        return session.transaction()
                .sql()
                .select(object.columns().id(), name, reclaimOn)
                .from(object.table())
                .where(warned(session, reclaiming))
                .orderBy(reclaimOn, object.columns().id())
                .limit(MOST_WARNINGS)
                .fetch(row -> new Warning(
                        row.value1(), view.name(String.valueOf((@Nullable String) row.value2())), row.value3()));
    }

    /// The keys of all pools of the company.
    static List<String> keys(Session session) {
        return session.model().objects().stream()
                .flatMap(object -> session.model().pools(object.key()).stream())
                .map(Pool::key)
                .toList();
    }
}
