package io.ripeline.job;

/// Where a running job tells how far it is.
@FunctionalInterface
public interface JobProgress {

    /// `done` of `total` steps are finished; also renews the lease.
    void report(long done, long total);
}
