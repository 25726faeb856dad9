package io.ripeline.publishing;

import io.ripeline.definition.ConfigVersions;
import java.util.List;
import java.util.UUID;

/// A version that came into force.
///
/// @param jobs the long steps that go on
public record Published(ConfigVersions.Entry entry, List<FollowUpJob> jobs) {

    /// Work on the tables that a publish left behind.
    public record FollowUpJob(UUID id, String kind) {}

    public Published {
        jobs = List.copyOf(jobs);
    }

    /// The version's number.
    public int number() {
        return entry.number();
    }
}
