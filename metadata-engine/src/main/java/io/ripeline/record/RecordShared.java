package io.ripeline.record;

import io.ripeline.definition.ObjectModel;
import java.util.UUID;

/// A record was shown to somebody. Delivered inside the writing transaction: whoever listens commits or fails with it.
public record RecordShared(Session session, ObjectModel object, UUID id, Share share) {}
