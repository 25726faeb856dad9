package io.ripeline.job;

/// The result of a job that went through records.
///
/// @param records how many
public record RecordsDone(long records) {}
