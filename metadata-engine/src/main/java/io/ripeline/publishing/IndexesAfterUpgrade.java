package io.ripeline.publishing;

import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import org.springframework.stereotype.Component;

/// Builds what a newer release wants of a company's tables soon after the company was upgraded, so that its lists do
/// not
/// wait for the next day: one index after the other, beside its readers and writers. Whoever takes over from a node
/// that stopped begins with the index it was at.
@Component
public class IndexesAfterUpgrade implements JobHandler {

    /// The job to queue.
    public static final String KIND = "build-indexes";

    private final BuildIndexes building;

    IndexesAfterUpgrade(BuildIndexes building) {
        this.building = building;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /// What was done.
    ///
    /// @param indexed how many indexes were built
    public record Done(long indexed) {}

    @Override
    public Done run(Job job, JobProgress progress) {
        return new Done(building.run(progress));
    }
}
