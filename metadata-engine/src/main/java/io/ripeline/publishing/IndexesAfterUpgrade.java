package io.ripeline.publishing;

import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.json.StrictJson;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Builds what a newer release wants of a company's tables soon after the company was upgraded, so that its lists do not
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

    @Override
    public String run(Job job, JobProgress progress) {
        return StrictJson.MAPPER.writeValueAsString(Map.of(building.key(), building.run(progress)));
    }
}
