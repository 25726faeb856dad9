package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.ripeline.record.RecordPage;
import io.ripeline.record.RecordPage.Binned;
import io.ripeline.record.Session;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A record in the bin on the wire.
///
/// @param purgedAt when it leaves the bin for good
/// @param mergedInto the record it was merged into, where it was
record BinnedResponse(
        @JsonUnwrapped RecordResponse record,
        Instant deletedAt,
        Ref deletedBy,
        Instant purgedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID mergedInto) {

    /// A record of a page: with how it came into the bin, where it is there.
    static Object of(Session session, RecordPage page, UUID id, RecordResponse response) {
        Binned binned = page.binned().get(id);
        return binned == null
                ? response
                : new BinnedResponse(
                        response,
                        binned.at(),
                        Ref.member(session.caller().directory(), binned.by()),
                        binned.purgedAt(),
                        binned.mergedInto());
    }
}
