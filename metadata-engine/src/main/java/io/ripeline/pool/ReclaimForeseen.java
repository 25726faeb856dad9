package io.ripeline.pool;

import io.ripeline.definition.ObjectModel;
import io.ripeline.record.Session;
import java.time.LocalDate;
import java.util.UUID;

/// A record falls back to its pool soon unless somebody is in touch. Told once for each day on which it would, within
/// the transaction that notes it.
///
/// @param on the company's date on which it falls back
public record ReclaimForeseen(Session session, ObjectModel object, UUID record, UUID owner, LocalDate on) {}
