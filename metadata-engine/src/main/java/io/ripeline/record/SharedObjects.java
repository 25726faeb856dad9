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
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.springframework.stereotype.Component;

/// Of which objects some record is shared with a member. Most members have none, and their lists need not look. Kept by
/// the member revision, which every change of a share raises.
@Component
class SharedObjects {

    private static final int KEPT = 20_000;
    private static final Field<String> OBJECT = field(name("_share", "object"), SQLDataType.CLOB);
    private static final Field<Instant> LAST = max(DSL.coalesce(
            field(name("_share", "until"), SQLDataType.INSTANT), DSL.val(Instant.parse("9999-12-31T00:00:00Z"))));

    private record Key(UUID tenant, long revision, UUID member, String role) {}

    private final Cache<Key, Map<String, Instant>> known =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    /// Keys of the objects.
    Set<String> of(TenantTransaction transaction, Member member) {
        Key key = new Key(transaction.tenant().id(), transaction.memberRevision(), member.id(), member.role());
        Map<String, Instant> until = known.get(key, asked -> read(transaction, member));
        if (until.isEmpty()) {
            return Set.of();
        }
        Set<String> objects = new HashSet<>(until.keySet());
        objects.removeIf(object -> !until.getOrDefault(object, Instant.MIN).isAfter(transaction.now()));
        return objects;
    }

    private static Map<String, Instant> read(TenantTransaction transaction, Member member) {
        Map<String, Instant> until = new HashMap<>();
        transaction
                .sql()
                .select(OBJECT, LAST)
                .from(table(name("_share")))
                .where(Sight.standing(member.id(), member.role(), transaction.now()))
                .groupBy(OBJECT)
                .forEach(row -> until.put(row.value1(), row.value2()));
        return Map.copyOf(until);
    }
}
