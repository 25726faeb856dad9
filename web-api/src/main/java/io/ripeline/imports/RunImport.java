package io.ripeline.imports;

import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import org.springframework.stereotype.Component;

/// The job that brings a file in.
@Component
class RunImport implements JobHandler {

    private final ImportRuns runs;

    RunImport(ImportRuns runs) {
        this.runs = runs;
    }

    @Override
    public String kind() {
        return RunKind.RUN.job();
    }

    @Override
    public Counts run(Job job, JobProgress progress) {
        return runs.run(job.subjectId(), progress);
    }
}
