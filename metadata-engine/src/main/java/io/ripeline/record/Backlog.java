package io.ripeline.record;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import java.util.List;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/// The objects whose computed values a job is still bringing up to date, as a publish left them. Until it is done, what
/// stands in a record may be stale, so a write computes it anew.
final class Backlog {

    private static final Table<Record> BACKLOG = table(name("_recomputation"));

    /// The versions under which nothing is left: only a publish, which makes another version, leaves anything. A
    /// version
    /// of a company is one model.
    private static final Cache<Model, Boolean> CLEARED =
            Caffeine.newBuilder().weakKeys().build();

    private Backlog() {}

    /// Whether the object is one of them.
    static boolean contains(Session session, ObjectModel object) {
        if (CLEARED.getIfPresent(session.model()) != null) {
            return false;
        }
        List<String> left = session.transaction()
                .sql()
                .select(field(name("object"), SQLDataType.CLOB))
                .from(BACKLOG)
                .fetch(row -> row.value1());
        // Not within the publish itself, which has still to leave something.
        if (left.isEmpty() && session.model().version() == session.transaction().configVersion()) {
            CLEARED.put(session.model(), true);
        }
        return left.contains(object.key());
    }
}
