package io.ripeline.rest;

import io.ripeline.database.Ids;
import io.ripeline.job.Job;
import io.ripeline.job.Jobs;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// How long work is going on, for whoever began it and for admins: its result may tell of records that others do not
/// see.
@RestController
class JobsController {

    private final Jobs jobs;
    private final Sessions sessions;

    JobsController(Jobs jobs, Sessions sessions) {
        this.jobs = jobs;
        this.sessions = sessions;
    }

    @GetMapping("/api/v1/jobs/{id}")
    JobResponse get(@PathVariable String id) {
        Job job = Ids.parse(id)
                .flatMap(jobs::find)
                .filter(this::concerns)
                .orElseThrow(() -> RestError.JOB_NOT_FOUND.because(Text.of("There is no such job.", "没有这个任务。")));
        return JobResponse.of(job);
    }

    private boolean concerns(Job job) {
        return sessions.read(session -> session.caller().role().admin()
                || session.caller().member().id().equals(job.memberId()));
    }
}
