package io.ripeline.rest;

import io.ripeline.publishing.Published;
import io.ripeline.record.Session;
import java.time.Instant;
import java.util.List;

/// A version that came into force.
///
/// @param jobs the long steps that go on, to be followed at `/api/v1/jobs`
record PublishedResponse(int version, Ref author, String note, Instant publishedAt, List<Published.FollowUpJob> jobs) {

    static PublishedResponse of(Session session, Published published) {
        var entry = published.entry();
        return new PublishedResponse(
                entry.number(),
                Ref.member(session.caller().directory(), entry.author()),
                entry.note(),
                entry.publishedAt(),
                published.jobs());
    }
}
