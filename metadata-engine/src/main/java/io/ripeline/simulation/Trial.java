package io.ripeline.simulation;

import io.ripeline.record.Session;
import java.util.List;

/// One rule put to the past: find whom to ask, ask them bit by bit, report.
interface Trial {

    /// So many are asked at the most.
    int MOST = 20_000;

    /// Whom there is to ask.
    ///
    /// @param all how many there are; more than the entries where only a sample is asked
    record Population(long all, List<Entry> entries) {

        public Population {
            entries = List.copyOf(entries);
        }
    }

    Population population(Session session);

    /// Asks some of the population.
    void ask(Session session, List<Entry> entries);

    SimulationReport report(Session session, Population population);
}
