package io.ripeline.imports;

import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import org.springframework.stereotype.Component;

/// The job that takes back what a file brought in.
@Component
class RevertImport implements JobHandler {

    private final Reverting reverting;

    RevertImport(Reverting reverting) {
        this.reverting = reverting;
    }

    /// What became of the records.
    record Result(int deleted, int restored, int skipped) {}

    @Override
    public String kind() {
        return RunKind.REVERT.job();
    }

    @Override
    public Result run(Job job, JobProgress progress) {
        Counts counts = reverting.revert(job.subjectId(), progress);
        return new Result(counts.created(), counts.updated(), counts.skipped());
    }
}
