package io.ripeline.imports;

import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import org.springframework.stereotype.Component;

/// The job that tells what bringing a file in would do.
@Component
class DryRunImport implements JobHandler {

    private final ImportRuns runs;

    DryRunImport(ImportRuns runs) {
        this.runs = runs;
    }

    @Override
    public String kind() {
        return RunKind.DRY_RUN.job();
    }

    @Override
    public Counts run(Job job, JobProgress progress) {
        return runs.dryRun(job.subjectId(), progress);
    }
}
