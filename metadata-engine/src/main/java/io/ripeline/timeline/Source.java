package io.ripeline.timeline;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One sort of things that happened, the last first.
interface Source {

    /// A thing that happened, at its place.
    ///
    /// @param event nothing where the reader may know nothing of it
    record Found(Place place, Optional<Event> event) {}

    /// The next ones behind a place, at most so many; fewer only where there are no more.
    List<Found> behind(@Nullable Place place, int count);
}
