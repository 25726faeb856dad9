package io.ripeline.publishing;

import io.ripeline.definition.Model;
import io.ripeline.publishing.Published.FollowUpJob;
import io.ripeline.tenancy.TenantTransaction;
import java.util.ArrayList;
import java.util.List;

/// A company's definition changed. Delivered inside the publishing transaction; a listener that leaves long
/// work behind queues a job in the same transaction and tells it here.
public final class VersionPublished {

    private final TenantTransaction transaction;
    private final Model before;
    private final Model after;
    private final List<FollowUpJob> jobs = new ArrayList<>();

    VersionPublished(TenantTransaction transaction, Model before, Model after) {
        this.transaction = transaction;
        this.before = before;
        this.after = after;
    }

    public TenantTransaction transaction() {
        return transaction;
    }

    /// The model that was in force.
    public Model before() {
        return before;
    }

    /// The model that is in force once the transaction commits.
    public Model after() {
        return after;
    }

    /// Notes a job that goes on after the publish, for whoever published to follow.
    public void goesOn(FollowUpJob job) {
        jobs.add(job);
    }

    List<FollowUpJob> jobs() {
        return jobs;
    }
}
