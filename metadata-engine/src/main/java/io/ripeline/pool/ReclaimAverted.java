package io.ripeline.pool;

import io.ripeline.record.Session;
import java.util.UUID;

/// A record of whose fall its owner was warned does not fall back then: somebody was in touch, it has another owner or
/// grade, or is gone. Told within the transaction of what did it.
public record ReclaimAverted(Session session, UUID record, UUID owner) {}
