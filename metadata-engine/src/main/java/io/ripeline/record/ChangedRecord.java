package io.ripeline.record;

import java.util.UUID;

/// A record that shall be changed.
///
/// @param past the history it brings along besides the one it has
public record ChangedRecord(UUID id, RecordChanges changes, Past past) {}
