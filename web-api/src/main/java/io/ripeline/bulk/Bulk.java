package io.ripeline.bulk;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.record.Session;
import io.ripeline.tenancy.TenantScope;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Work on many records that somebody asked for.
///
/// @param object whose records are meant; what follows them may be of others
/// @param locale the language in which is told why a record was refused
record Bulk(
        UUID id,
        String object,
        Work work,
        Locale locale,
        UUID by,
        Instant createdAt,
        @Nullable Instant undoneAt) {

    /// Asked for by the member at hand, now.
    static Bulk of(Session session, ObjectModel object, Work work) {
        return new Bulk(
                Ids.next(),
                object.key(),
                work,
                TenantScope.current().locale(),
                session.caller().member().id(),
                session.transaction().now(),
                null);
    }
}
