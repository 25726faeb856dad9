package io.ripeline.simulation;

import io.ripeline.definition.Model;
import io.ripeline.job.Job;
import io.ripeline.job.JobHandler;
import io.ripeline.job.JobProgress;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.simulation.Simulations.Asked;
import io.ripeline.simulation.Trial.Population;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// The job that asks many records of the past, some at a time, each time in a transaction of its own.
@Component
class RunSimulation implements JobHandler {

    static final String KIND = "simulation";
    private static final int CHUNK = 500;

    /// @param model what was in force when the job began: its records are asked throughout
    private record Begun(Model model, Trial trial, Population population) {}

    private final Sessions sessions;
    private final Trials trials;

    RunSimulation(Sessions sessions, Trials trials) {
        this.sessions = sessions;
        this.trials = trials;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public SimulationReport run(Job job, JobProgress progress) {
        Begun begun = sessions.read(session -> begin(session, job));
        List<Entry> entries = begun.population().entries();
        long done = 0;
        for (List<Entry> some : chunks(entries)) {
            read(begun, session -> {
                begun.trial().ask(session, some);
                return true;
            });
            done += some.size();
            progress.report(done, entries.size());
        }
        return read(begun, session -> begun.trial().report(session, begun.population()));
    }

    private Begun begin(Session session, Job job) {
        Asked asked = Simulations.find(session.transaction(), job.subjectId())
                .orElseThrow(() -> new IllegalStateException("A simulation that nobody asked for"));
        Trial trial = trials.of(session, asked.document(), asked.request());
        return new Begun(session.model(), trial, trial.population(session));
    }

    private <T> T read(Begun begun, Function<Session, T> work) {
        return sessions.read(
                session -> work.apply(new Session(session.transaction(), begun.model(), session.caller())));
    }

    static List<List<Entry>> chunks(List<Entry> entries) {
        List<List<Entry>> chunks = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += CHUNK) {
            chunks.add(entries.subList(from, Math.min(from + CHUNK, entries.size())));
        }
        return chunks;
    }
}
