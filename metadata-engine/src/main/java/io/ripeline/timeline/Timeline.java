package io.ripeline.timeline;

import static io.ripeline.timeline.TimelineError.LIMIT_INVALID;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.refusal.Text;
import io.ripeline.timeline.Event.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Everything that happened around a record and those below it, the last first, as far as the reader may know of it.
@Component
public class Timeline {

    /// The page size where none is asked for.
    public static final int DEFAULT_LIMIT = 50;

    private static final int MOST = 200;
    private static final int FIRST_ABOUT = 100;

    private final Records records;

    Timeline(Records records) {
        this.records = records;
    }

    /// A page of events.
    ///
    /// @param nextCursor asks for the next page; absent on the last one
    public record Page(List<Event> events, @Nullable String nextCursor) {

        public Page {
            events = List.copyOf(events);
        }
    }

    /// Which page is wanted.
    ///
    /// @param kinds what is told; everything where empty
    public record Wanted(
            Set<Kind> kinds, int limit, @Nullable String cursor) {

        /// Refuses with `limit-invalid`.
        public Wanted {
            kinds = Set.copyOf(kinds);
            if (limit < 1 || limit > MOST) {
                throw LIMIT_INVALID.because(Text.of("limit is from 1 to %d.", "limit 应在 1 到 %d 之间。", MOST));
            }
        }

        private boolean tells(Kind kind) {
            return kinds.isEmpty() || kinds.contains(kind);
        }

        private String list(String what, UUID id) {
            return what + "/" + id + "/" + new TreeSet<>(kinds);
        }
    }

    /// A page of what happened around a record; refuses with `record-not-found` or `cursor-invalid`.
    public Page around(Session session, ObjectModel object, UUID id, Wanted wanted) {
        records.get(session, object, id);
        String list = wanted.list("timeline", id);
        Scope scope = Scope.around(session, object, id);
        List<Source> sources = new ArrayList<>();
        if (EnumSet.of(Kind.CHANGE, Kind.CREATED, Kind.OWNER).stream().anyMatch(wanted::tells)) {
            sources.add(new Changes(session, scope, list, false));
        }
        if (wanted.tells(Kind.MOVE)) {
            sources.add(new Moves(session, scope, list));
        }
        if (wanted.tells(Kind.MERGE)) {
            sources.add(new Merges(session, records, object, id, list));
        }
        if (wanted.tells(Kind.SHARE)) {
            sources.add(new Showings(session, object, scope, list));
        }
        if (wanted.tells(Kind.COMMENT)) {
            sources.add(new Comments(session, scope, list));
        }
        abouts(session, scope, list, wanted, sources);
        return page(sources, wanted, list);
    }

    private void abouts(Session session, Scope scope, String list, Wanted wanted, List<Source> sources) {
        int number = FIRST_ABOUT;
        for (ObjectModel about : session.model().objects()) {
            if (about.about()) {
                number++;
                if (wanted.tells(Abouts.kind(about)) && session.caller().role().may(Right.READ, about.key())) {
                    sources.add(new Abouts(session, records, about, number, scope, list));
                }
            }
        }
    }

    /// A page of the writes of a record alone, stages and grades included; refuses as {@link #around} does.
    public Page changes(Session session, ObjectModel object, UUID id, Wanted wanted) {
        records.get(session, object, id);
        String list = wanted.list("changes", id);
        return page(List.of(new Changes(session, Scope.alone(session, object, id), list, true)), wanted, list);
    }

    private static Page page(Collection<Source> sources, Wanted wanted, String list) {
        Place from = wanted.cursor() == null ? null : Place.of(wanted.cursor(), list);
        PriorityQueue<Reading> readings = new PriorityQueue<>(Comparator.comparing(Reading::place));
        sources.stream()
                .map(source -> new Reading(source, from, wanted.limit() + 1))
                .filter(Reading::hasNext)
                .forEach(readings::add);
        List<Event> events = new ArrayList<>();
        Place last = null;
        while (!readings.isEmpty()) {
            Reading reading = readings.remove();
            Source.Found found = reading.next();
            if (found.event().filter(event -> wanted.tells(event.kind())).isPresent()) {
                if (events.size() == wanted.limit()) {
                    return new Page(events, Objects.requireNonNull(last).cursor());
                }
                events.add(found.event().get());
                last = found.place();
            }
            if (reading.hasNext()) {
                readings.add(reading);
            }
        }
        return new Page(events, null);
    }

    /// Reads on in a source as far as it is wanted.
    private static final class Reading {

        private final Source source;
        private final int count;
        private final Deque<Source.Found> read = new ArrayDeque<>();
        private @Nullable Place behind;
        private boolean ended;

        Reading(Source source, @Nullable Place from, int count) {
            this.source = source;
            this.behind = from;
            this.count = count;
        }

        boolean hasNext() {
            if (read.isEmpty() && !ended) {
                List<Source.Found> more = source.behind(behind, count);
                ended = more.size() < count;
                read.addAll(more);
            }
            return !read.isEmpty();
        }

        Place place() {
            return read.getFirst().place();
        }

        Source.Found next() {
            Source.Found next = read.removeFirst();
            behind = next.place();
            return next;
        }
    }
}
