package io.ripeline.duplicate;

import io.ripeline.definition.DuplicateRule;
import io.ripeline.record.StoredRecord;

/// Another record that a rule takes for the same.
record Found(DuplicateRule rule, StoredRecord other, double score) {}
