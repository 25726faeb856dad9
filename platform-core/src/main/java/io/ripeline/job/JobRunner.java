package io.ripeline.job;

import io.ripeline.json.StrictJson;
import io.ripeline.refusal.Refused;
import io.ripeline.tenancy.Tenant;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.tenancy.Tenants;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Claims jobs and runs them, a few at a time, each on a thread of its own: the second door at which a
/// {@link TenantScope} is bound.
@Component
class JobRunner implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final int AT_ONCE = 4;
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration TELL_EVERY = Duration.ofMillis(500);

    private final Jobs jobs;
    private final Tenants tenants;
    private final Map<String, JobHandler> handlers;
    private final ApplicationEventPublisher events;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private @Nullable ScheduledExecutorService clockwork;
    private @Nullable ExecutorService workers;

    JobRunner(Jobs jobs, Tenants tenants, List<JobHandler> handlers, ApplicationEventPublisher events) {
        this.jobs = jobs;
        this.tenants = tenants;
        this.events = events;
        this.handlers = handlers.stream().collect(Collectors.toMap(JobHandler::kind, Function.identity()));
    }

    @Override
    public void start() {
        // Of the system: a job that calculates for long would keep a virtual one's carrier from requests.
        workers = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("job-", 1).daemon().factory());
        clockwork = Executors.newScheduledThreadPool(
                1, Thread.ofPlatform().name("jobs").daemon().factory());
        ScheduledFuture<?> _ = clockwork.scheduleWithFixedDelay(
                this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        if (clockwork != null && workers != null) {
            clockwork.shutdownNow();
            workers.shutdownNow();
            clockwork = null;
            workers = null;
        }
    }

    @Override
    public boolean isRunning() {
        return workers != null;
    }

    private void look() {
        ExecutorService executor = workers;
        try {
            while (executor != null && free.tryAcquire()) {
                Optional<Job> claimed = jobs.claim();
                if (claimed.isEmpty()) {
                    free.release();
                    return;
                }
                var _ = executor.submit(() -> {
                    try {
                        run(claimed.get());
                    } finally {
                        free.release();
                    }
                });
            }
        } catch (RuntimeException failure) {
            free.release();
            LOG.warn("Cannot look for jobs now; trying again", failure);
        }
    }

    private void run(Job job) {
        ScheduledExecutorService ticking = clockwork;
        if (ticking == null) {
            return;
        }
        long beat = Jobs.LEASE.toMillis() / 3;
        ScheduledFuture<?> heart = ticking.scheduleAtFixedRate(() -> renew(job), beat, beat, TimeUnit.MILLISECONDS);
        try {
            jobs.finish(job.id(), JobState.DONE, work(job));
            tell(job, JobState.DONE);
        } catch (Refused refused) {
            LOG.info("Job {} of kind {} refused: {}", job.id(), job.kind(), refused.getMessage());
            jobs.finish(job.id(), JobState.FAILED, null);
            tell(job, JobState.FAILED);
        } catch (RuntimeException failure) {
            boolean givenUp = jobs.retry(job);
            LOG.error("Job {} of kind {} broke; given up: {}", job.id(), job.kind(), givenUp, failure);
            tell(job, givenUp ? JobState.FAILED : JobState.QUEUED);
        } finally {
            heart.cancel(false);
        }
    }

    /// A beat that fails must not be the last one: the next may reach the database again.
    private void renew(Job job) {
        try {
            jobs.renew(job.id());
        } catch (RuntimeException failure) {
            LOG.warn("Cannot renew the lease of job {}; trying again", job.id(), failure);
        }
    }

    private String work(Job job) {
        Tenant tenant = tenants.known(job.tenantId())
                .orElseThrow(() -> new IllegalStateException("A job of a company that is not registered"));
        JobHandler handler = Optional.ofNullable(handlers.get(job.kind()))
                .orElseThrow(() -> new IllegalStateException("Nobody does jobs of kind " + job.kind()));
        TenantScope scope = new TenantScope(tenant, job.memberId(), tenant.locale(), "job-" + job.id());
        return scope.call(() -> StrictJson.MAPPER.writeValueAsString(handler.run(job, progress(job))));
    }

    private JobProgress progress(Job job) {
        AtomicLong told = new AtomicLong(System.nanoTime() - TELL_EVERY.toNanos());
        return (done, total) -> {
            jobs.progress(job.id(), done, total);
            long now = System.nanoTime();
            if (now - told.get() >= TELL_EVERY.toNanos()) {
                told.set(now);
                tell(job, JobState.RUNNING, done, total);
            }
        };
    }

    private void tell(Job job, JobState state) {
        Job now = jobs.standing(job.id()).orElse(job);
        tell(job, state, now.done(), now.total());
    }

    private void tell(Job job, JobState state, long done, @Nullable Long total) {
        events.publishEvent(new JobProgressed(job.id(), job.tenantId(), job.memberId(), state, done, total));
    }
}
