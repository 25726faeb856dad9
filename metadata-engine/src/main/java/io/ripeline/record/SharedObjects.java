package io.ripeline.record;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ripeline.identity.Member;
import io.ripeline.tenancy.TenantTransaction;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/// Of which objects some record is shown to a member by a share. Most members have none, and their lists need not look.
/// Kept by the member revision, which every change of a share raises.
@Component
class SharedObjects {

    private static final int KEPT = 20_000;
    private static final Field<String> OBJECT = field(name("_share", "object"), SQLDataType.CLOB);
    private static final Field<String[]> CHILDREN = field(name("_share", "children"), SQLDataType.CLOB.array());
    private static final Field<Instant> LAST = max(DSL.coalesce(
            field(name("_share", "until"), SQLDataType.INSTANT), DSL.val(Instant.parse("9999-12-31T00:00:00Z"))));

    private record Key(UUID tenant, long revision, UUID member, String role) {}

    private final Cache<Key, Map<Shown, Instant>> known =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    /// What is shown to her.
    Set<Shown> of(TenantTransaction transaction, Member member) {
        Key key = new Key(transaction.tenant().id(), transaction.memberRevision(), member.id(), member.role());
        Map<Shown, Instant> until = known.get(key, asked -> read(transaction, member));
        if (until.isEmpty()) {
            return Set.of();
        }
        Set<Shown> standing = new HashSet<>(until.keySet());
        standing.removeIf(shown -> !until.getOrDefault(shown, Instant.MIN).isAfter(transaction.now()));
        return standing;
    }

    private static Map<Shown, Instant> read(TenantTransaction transaction, Member member) {
        Map<Shown, Instant> until = new HashMap<>();
        transaction
                .sql()
                .select(OBJECT, CHILDREN, LAST)
                .from(table(name("_share")))
                .where(SharedSight.standing(member.id(), member.role(), transaction.now()))
                .groupBy(OBJECT, CHILDREN)
                .forEach(row -> {
                    until.merge(new Shown(row.value1(), null), row.value3(), SharedObjects::later);
                    Arrays.stream(row.value2())
                            .forEach(child ->
                                    until.merge(new Shown(child, row.value1()), row.value3(), SharedObjects::later));
                });
        return Map.copyOf(until);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
