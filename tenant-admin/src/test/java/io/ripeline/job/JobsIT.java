package io.ripeline.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ripeline.company.Companies;
import io.ripeline.company.Company;
import io.ripeline.company.MovableClock;
import io.ripeline.company.WithCompanies;
import io.ripeline.database.Ids;
import io.ripeline.record.RecordError;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.Tenants;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@WithCompanies
class JobsIT {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

    @Autowired
    private Jobs jobs;

    @Autowired
    private JobRunner runner;

    @Autowired
    private Tenants tenants;

    @Autowired
    private Companies companies;

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    private final Queue<UUID> ran = new ConcurrentLinkedQueue<>();
    private final List<JobRunner> started = new ArrayList<>();
    private Company company;

    @BeforeEach
    void begin() {
        runner.stop();
        jdbc.sql("DELETE FROM platform.job").update();
        company = companies.provision();
    }

    @AfterEach
    void end() {
        started.forEach(JobRunner::stop);
        jdbc.sql("DELETE FROM platform.job").update();
        runner.start();
    }

    private UUID queue(Company owner, String kind) {
        clock.advance(Duration.ofMillis(1));
        return owner.admin().sql(transaction -> jobs.queue(transaction, kind, Ids.next()));
    }

    private Job job(UUID id) {
        return company.admin().call(() -> jobs.find(id)).orElseThrow();
    }

    private UUID claimed() {
        clock.advance(Duration.ofMillis(1));
        return jobs.claim().orElseThrow().id();
    }

    private void start(JobHandler... handlers) {
        JobRunner one = new JobRunner(jobs, tenants, List.of(handlers), event -> {});
        started.add(one);
        one.start();
    }

    private record Done(UUID by) {}

    private record Counting(String kind, Queue<UUID> ran) implements JobHandler {
        @Override
        public Record run(Job job, JobProgress progress) {
            ran.add(job.id());
            progress.report(1, 2);
            return new Done(TenantScope.current().memberId());
        }
    }

    private record Refusing(String kind) implements JobHandler {
        @Override
        public Record run(Job job, JobProgress progress) {
            throw RecordError.RECORD_NOT_FOUND.because(Text.verbatim("no"));
        }
    }

    private record Breaking(String kind, Queue<UUID> ran) implements JobHandler {
        @Override
        public Record run(Job job, JobProgress progress) {
            ran.add(job.id());
            throw new IllegalStateException("broken on purpose");
        }
    }

    @Nested
    class AQueuedJob {

        @Test
        void isNotThereWhereItsTransactionFails() {
            try {
                company.admin().sql(transaction -> {
                    jobs.queue(transaction, "count", Ids.next());
                    throw new IllegalStateException("rolled back");
                });
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessage("rolled back");
            }

            assertThat(jobs.claim()).isEmpty();
        }

        @Test
        void waitsUntilItsCompanyHasTheTablesOfThisRelease() {
            UUID id = queue(company, "count");
            step(-1);

            Optional<Job> early = jobs.claim();
            step(1);

            assertThat(early).isEmpty();
            assertThat(claimed()).isEqualTo(id);
        }

        private void step(int by) {
            jdbc.sql("UPDATE platform.tenant SET schema_version = schema_version + ? WHERE id = ?")
                    .params(by, company.tenant().id())
                    .update();
        }

        @Test
        void isSeenByItsOwnCompanyOnly() {
            UUID id = queue(company, "count");

            Optional<Job> foreign = companies.provision().admin().call(() -> jobs.find(id));

            assertThat(job(id).state()).isEqualTo(JobState.QUEUED);
            assertThat(foreign).isEmpty();
        }

        @Test
        void isDoneOnceInTheScopeOfItsMember() {
            UUID id = queue(company, "count");

            start(new Counting("count", ran));

            await().atMost(LONG_ENOUGH).until(() -> job(id).state() == JobState.DONE);
            assertThat(ran).containsExactly(id);
            assertThat(job(id).result())
                    .isEqualTo("{\"by\":\"%s\"}".formatted(company.admin().id()));
            assertThat(job(id).done()).isEqualTo(1);
            assertThat(job(id).total()).isEqualTo(2);
            assertThat(job(id).attempts()).isEqualTo(1);
        }
    }

    @Nested
    class TwoRunners {

        @Test
        void doEachJobOnce() {
            List<UUID> ids = new ArrayList<>();
            for (int number = 0; number < 12; number++) {
                ids.add(queue(company, "count"));
            }

            start(new Counting("count", ran));
            start(new Counting("count", ran));

            await().atMost(LONG_ENOUGH).until(() -> ids.stream().allMatch(id -> job(id).state() == JobState.DONE));
            assertThat(ran).containsExactlyInAnyOrderElementsOf(ids);
        }

        @Test
        void neverClaimTheSame() throws Exception {
            for (int number = 0; number < 6; number++) {
                queue(companies.provision(), "count");
            }
            List<Future<Optional<Job>>> claims = new ArrayList<>();

            try (var threads = Executors.newFixedThreadPool(6)) {
                for (int number = 0; number < 6; number++) {
                    claims.add(threads.submit(jobs::claim));
                }
            }

            assertThat(claims)
                    .extracting(claim -> claim.resultNow().map(Job::id))
                    .filteredOn(Optional::isPresent)
                    .doesNotHaveDuplicates()
                    .isNotEmpty();
        }
    }

    @Nested
    class ARunnerThatDies {

        @Test
        void leavesItsJobToTheNextOnceTheLeaseHasPassed() {
            UUID id = queue(company, "count");
            assertThat(claimed()).isEqualTo(id);

            clock.advance(Jobs.LEASE.minusSeconds(1));
            Optional<Job> early = jobs.claim();
            clock.advance(Duration.ofSeconds(2));
            Optional<Job> late = jobs.claim();

            assertThat(early).isEmpty();
            assertThat(late.map(Job::id)).contains(id);
            assertThat(late.map(Job::attempts)).contains(2);
        }

        @Test
        void keepsItsJobWhileItRenews() {
            UUID id = claimedAfterQueueing();

            clock.advance(Jobs.LEASE.minusSeconds(1));
            jobs.renew(id);
            clock.advance(Jobs.LEASE.minusSeconds(1));

            assertThat(jobs.claim()).isEmpty();
        }

        private UUID claimedAfterQueueing() {
            queue(company, "count");
            return claimed();
        }
    }

    @Nested
    class AJobThatCannotBeDone {

        @Test
        void failsAtOnceWhereItIsRefused() {
            UUID id = queue(company, "refuse");

            start(new Refusing("refuse"));

            await().atMost(LONG_ENOUGH).until(() -> job(id).state() == JobState.FAILED);
            assertThat(job(id).attempts()).isEqualTo(1);
            assertThat(job(id).finishedAt()).isNotNull();
        }

        @Test
        void isGivenUpAfterFiveAttemptsWhereItBreaks() {
            UUID id = queue(company, "break");

            start(new Breaking("break", ran));

            await().atMost(LONG_ENOUGH).until(() -> job(id).state() == JobState.FAILED);
            assertThat(ran).hasSize(5);
            assertThat(job(id).attempts()).isEqualTo(5);
        }

        @Test
        void hasNotFinishedWhileItWaitsForItsNextAttempt() {
            UUID id = queue(company, "break");
            Job first = jobs.claim().orElseThrow();

            boolean givenUp = jobs.retry(first);

            assertThat(givenUp).isFalse();
            assertThat(job(id).state()).isEqualTo(JobState.QUEUED);
            assertThat(job(id).finishedAt()).isNull();
        }
    }

    @Nested
    class TwoCompanies {

        @Test
        void areServedByTurns() {
            Company flooding = company;
            Company patient = companies.provision();
            List<UUID> flood = new ArrayList<>();
            for (int number = 0; number < 5; number++) {
                flood.add(queue(flooding, "count"));
            }
            UUID alone = queue(patient, "count");

            List<UUID> order = List.of(claimed(), claimed(), claimed());

            assertThat(order).containsExactly(flood.get(0), alone, flood.get(1));
        }

        @Test
        void mayEachHoldTwoJobs() {
            for (int number = 0; number < 3; number++) {
                queue(company, "count");
            }
            var _ = claimed();
            var _ = claimed();

            assertThat(jobs.claim()).isEmpty();
        }
    }
}
