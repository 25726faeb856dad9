package io.ripeline.bulk;

import java.util.UUID;

/// What became of the records of a transfer, or of taking one back.
///
/// @param transferred how many changed hands
/// @param skipped how many stay with whom they belong to by now
record Transferred(UUID id, int transferred, int skipped, int failed) {}
