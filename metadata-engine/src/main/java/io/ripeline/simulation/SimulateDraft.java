package io.ripeline.simulation;

import io.ripeline.job.Job;
import io.ripeline.job.Jobs;
import io.ripeline.publishing.Draft;
import io.ripeline.publishing.Drafts;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.simulation.Simulations.Asked;
import io.ripeline.simulation.Trial.Population;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Puts a rule of the draft to the past: at once where few are to be asked, else by a job. For admins only.
@Component
public class SimulateDraft {

    /// So many are asked at once.
    private static final int AT_ONCE = 2_000;

    private final Sessions sessions;
    private final Drafts drafts;
    private final Trials trials;
    private final Jobs jobs;

    SimulateDraft(Sessions sessions, Drafts drafts, Trials trials, Jobs jobs) {
        this.sessions = sessions;
        this.drafts = drafts;
        this.trials = trials;
        this.jobs = jobs;
    }

    /// What comes back.
    public sealed interface Answer {}

    /// The report at once.
    public record Done(SimulationReport report) implements Answer {}

    /// A job whose result the report will be.
    public record Queued(Job job) implements Answer {}

    /// Asks the past; refuses with what {@link Trials#of} refuses with, and `right-missing`.
    public Answer simulate(SimulationRequest request) {
        Object answer = sessions.write(session -> answer(session, request));
        return answer instanceof SimulationReport report
                ? new Done(report)
                : new Queued(jobs.find((UUID) answer).orElseThrow());
    }

    private Object answer(Session session, SimulationRequest request) {
        Draft draft = drafts.current(session);
        Trial trial = trials.of(session, draft.document(), request);
        Population population = trial.population(session);
        if (population.entries().size() > AT_ONCE) {
            UUID asked = Simulations.keep(session.transaction(), new Asked(request, draft.document()));
            return jobs.queue(session.transaction(), RunSimulation.KIND, asked);
        }
        for (List<Entry> some : RunSimulation.chunks(population.entries())) {
            trial.ask(session, some);
        }
        return trial.report(session, population);
    }
}
