package io.ripeline.live;

import io.ripeline.definition.Model;
import io.ripeline.identity.Member;
import io.ripeline.identity.MemberDirectory;
import io.ripeline.json.StrictJson;
import io.ripeline.live.EventLog.Entry;
import io.ripeline.record.Onlookers;
import io.ripeline.tenancy.TenantTransaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/// The streams of one company on this node, and how far they all have come. Used by one thread at a time.
final class Room {

    private final Set<EventStream> streams = new CopyOnWriteArraySet<>();
    private @Nullable Place place;

    /// What is needed to say who sees what: a transaction of the company.
    record Sight(TenantTransaction transaction, Model model, MemberDirectory directory, Onlookers onlookers) {}

    Set<EventStream> streams() {
        return streams;
    }

    Optional<Place> place() {
        return Optional.ofNullable(place);
    }

    void moveTo(@Nullable Place next) {
        place = next;
    }

    /// Ends the streams of those who are no active members any more.
    void checkMembers(MemberDirectory directory) {
        streams.stream()
                .filter(stream ->
                        directory.find(stream.member()).filter(Member::active).isEmpty())
                .forEach(EventStream::end);
    }

    /// Tells some streams what happened behind a place, each what her member may know.
    static void tell(Sight sight, Place behind, List<Entry> entries, Collection<EventStream> readers) {
        List<Onlookers.Sighted> records = entries.stream()
                .flatMap(entry -> entry.happenings().stream())
                .filter(happening ->
                        happening.topic() == Topic.RECORD && happening.object() != null && !happening.isOfSight())
                .map(Room::sighted)
                .distinct()
                .toList();
        Onlookers.Watch watch = sight.onlookers().over(sight.transaction(), sight.model(), sight.directory(), records);
        Map<UUID, Onlookers.Sees> byMember = new HashMap<>();
        Map<Happening, String> written = new HashMap<>();
        for (EventStream reader : readers) {
            Onlookers.Sees sees = byMember.computeIfAbsent(reader.member(), watch::of);
            StringBuilder text = new StringBuilder();
            boolean anew = false;
            for (Entry entry : entries) {
                int told = entry.id().equals(behind.entry()) ? behind.told() : 0;
                for (int index = told; index < entry.happenings().size(); index++) {
                    Happening happening = entry.happenings().get(index);
                    if (reader.isAbout(happening.topic()) && concerns(happening, reader, sees)) {
                        text.append("id: ")
                                .append(new Place(behind.log(), entry.id(), index + 1))
                                .append(written.computeIfAbsent(happening, each -> event(each, sight.directory())));
                    } else if (!anew
                            && reader.isAbout(happening.topic())
                            && isToLoadAnew(sight.directory(), happening, reader, sees)) {
                        anew = true;
                        text.append(reset(new Place(behind.log(), entry.id(), index + 1)));
                    }
                }
            }
            if (!text.isEmpty()) {
                reader.send(text.toString());
            }
        }
    }

    private static Onlookers.Sighted sighted(Happening happening) {
        return new Onlookers.Sighted(
                String.valueOf(happening.object()),
                happening.id(),
                happening.concerns(),
                happening.subjectObject(),
                happening.subjectId(),
                "deleted".equals(happening.op()));
    }

    private static boolean concerns(Happening happening, EventStream reader, Onlookers.Sees sees) {
        return switch (happening.topic()) {
            case RECORD -> !happening.isOfSight() && sees.record(sighted(happening));
            case WORKLIST, JOB -> sees.worksFor(happening.concerns(), happening.topic() == Topic.WORKLIST);
            case VERSION -> true;
            case NOTIFICATION -> reader.member().equals(happening.concerns());
        };
    }

    /// Whether the reader is to load what she shows anew: she may know of something no more, or it is shown to her
    /// otherwise than before.
    private static boolean isToLoadAnew(
            MemberDirectory directory, Happening happening, EventStream reader, Onlookers.Sees sees) {
        if (!happening.isOfSight()) {
            return happening.topic() == Topic.RECORD && sees.lost(sighted(happening), happening.former());
        }
        return reader.member().equals(happening.concerns())
                || directory
                        .find(reader.member())
                        .map(Member::role)
                        .filter(role -> role.equals(happening.state()))
                        .isPresent();
    }

    private static String event(Happening happening, MemberDirectory directory) {
        Map<String, Object> data = new LinkedHashMap<>();
        put(data, "object", happening.object());
        put(data, happening.topic() == Topic.JOB ? "jobId" : "id", happening.id());
        put(data, "version", happening.version());
        UUID by = happening.by();
        if (by != null) {
            data.put("by", Map.of("id", by, "name", directory.nameOf(by)));
        }
        put(data, "op", happening.op());
        put(data, "state", happening.state());
        put(data, "done", happening.done());
        put(data, "total", happening.total());
        put(data, "number", happening.number());
        return "\nevent: %s\ndata: %s\n\n"
                .formatted(happening.topic().event(), StrictJson.MAPPER.writeValueAsString(data));
    }

    private static void put(Map<String, Object> data, String key, @Nullable Object value) {
        if (value != null) {
            data.put(key, value);
        }
    }

    /// What tells a reader to load anew what she shows.
    static String reset(Place place) {
        return "id: %s\nevent: reset\ndata: {}\n\n".formatted(place);
    }
}
