package io.ripeline.pool;

import io.ripeline.job.JobProgress;
import io.ripeline.record.Sessions;
import java.util.List;
import java.util.UUID;

/// The daily round of all pools of a company: some records of a pool at a time, in the order of their ids.
record PoolRounds(Sessions sessions) {

    static final int AT_ONCE = 100;
    private static final UUID FIRST = new UUID(0, 0);

    /// Sees to the next records of a pool, {@link #AT_ONCE} at most.
    @FunctionalInterface
    interface Step {

        /// Sees to those that come after a record, and says which they were.
        ///
        /// @param behind the last record that was seen to
        Seen see(String pool, UUID behind);
    }

    /// Records that were seen to.
    ///
    /// @param done with how many of them something was done
    record Seen(List<UUID> ids, long done) {}

    /// Answers with how many records something was done.
    long run(JobProgress progress, Step step) {
        long done = 0;
        for (String pool : sessions.platform(Pools::keys)) {
            Seen seen = step.see(pool, FIRST);
            done += seen.done();
            while (seen.ids().size() == AT_ONCE) {
                progress.report(done, done);
                seen = step.see(pool, seen.ids().getLast());
                done += seen.done();
            }
            progress.report(done, done);
        }
        return done;
    }
}
