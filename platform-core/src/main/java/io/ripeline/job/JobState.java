package io.ripeline.job;

/// Where a job stands.
public enum JobState {
    QUEUED,
    RUNNING,
    DONE,
    FAILED
}
