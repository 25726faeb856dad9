package io.ripeline.record;

/// A record that shall be made.
///
/// @param past the history it brings along
public record NewRecord(RecordChanges changes, Past past) {}
