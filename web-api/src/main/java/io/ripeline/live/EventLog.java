package io.ripeline.live;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What lately happened in each company, in order; the oldest is forgotten.
interface EventLog {

    /// The nothing that every log begins behind.
    String BEGINNING = "0-0";

    /// How many entries of a company are kept.
    int KEPT = 5_000;

    /// Some of what happened, together.
    record Entry(String id, List<Happening> happenings) {

        public Entry {
            happenings = List.copyOf(happenings);
        }
    }

    /// What it is called in places.
    String name();

    void append(UUID tenant, List<Happening> happenings);

    /// The entries from one on, itself included where it is still there; nothing where some of what came behind it may
    /// be forgotten.
    Optional<List<Entry>> from(UUID tenant, String entry);

    /// The last entry.
    String end(UUID tenant);
}
