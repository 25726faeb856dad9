package io.ripeline.rest;

import io.ripeline.database.Ids;
import io.ripeline.job.Job;
import io.ripeline.job.Jobs;
import io.ripeline.refusal.Text;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// How long work is going on.
@RestController
class JobsController {

    private final Jobs jobs;

    JobsController(Jobs jobs) {
        this.jobs = jobs;
    }

    @GetMapping("/api/v1/jobs/{id}")
    JobResponse get(@PathVariable String id) {
        Job job = Ids.parse(id)
                .flatMap(jobs::find)
                .orElseThrow(() -> RestError.JOB_NOT_FOUND.because(Text.of("There is no such job.", "没有这个任务。")));
        return JobResponse.of(job);
    }
}
