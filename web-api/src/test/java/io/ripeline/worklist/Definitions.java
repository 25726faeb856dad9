package io.ripeline.worklist;

import io.ripeline.job.JobState;
import io.ripeline.job.Jobs;
import io.ripeline.publishing.Drafts;
import io.ripeline.publishing.PublishDraft;
import io.ripeline.publishing.Published;
import io.ripeline.publishing.Published.FollowUpJob;
import io.ripeline.publishing.ValueMapping;
import io.ripeline.worklist.Companies.Company;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.stereotype.Component;

/// Changes what a company has defined.
@Component
final class Definitions {

    private final Drafts drafts;
    private final PublishDraft publishDraft;
    private final Jobs jobs;

    Definitions(Drafts drafts, PublishDraft publishDraft, Jobs jobs) {
        this.drafts = drafts;
        this.publishDraft = publishDraft;
        this.jobs = jobs;
    }

    /// Publishes a JSON Patch and waits until the jobs it left are done.
    void publish(Company company, String patch, ValueMapping... migrations) {
        company.write(
                company.admin,
                session -> drafts.patch(session, drafts.current(session).tag(), patch));
        Published published = company.as(company.admin, () -> publishDraft.publish("A test", List.of(migrations)));
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> published.jobs().stream().allMatch(job -> isDone(company, job)));
    }

    private boolean isDone(Company company, FollowUpJob job) {
        return company.as(company.admin, () -> jobs.find(job.id()))
                .filter(found -> found.state() == JobState.DONE)
                .isPresent();
    }
}
