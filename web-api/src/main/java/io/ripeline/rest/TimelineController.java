package io.ripeline.rest;

import static io.ripeline.timeline.TimelineError.KIND_UNKNOWN;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.ObjectModel;
import io.ripeline.json.Stands;
import io.ripeline.openapi.ByKind;
import io.ripeline.openapi.ByKind.Case;
import io.ripeline.openapi.RecordValues;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Text;
import io.ripeline.rest.RecordResponse.SubjectResponse;
import io.ripeline.timeline.Event;
import io.ripeline.timeline.Event.Kind;
import io.ripeline.timeline.Happening;
import io.ripeline.timeline.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What happened to a record and around it.
@RestController
@RequestMapping("/api/v1/records/{object}/{id}")
class TimelineController {

    private final Sessions sessions;
    private final Timeline timeline;
    private final Records records;
    private final RecordBodies bodies;

    TimelineController(Sessions sessions, Timeline timeline, Records records, RecordBodies bodies) {
        this.sessions = sessions;
        this.timeline = timeline;
        this.records = records;
        this.bodies = bodies;
    }

    /// @param id of this event among those of the timeline
    /// @param name how the record it happened to is called
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record EventResponse(
            String id,
            Instant at,
            Kind kind,
            @Nullable Ref actor,
            String object,
            UUID recordId,
            @Nullable String name,

            @ByKind({
                @Case(word = "activity", type = ActivityData.class),
                @Case(word = "change", type = Happening.Changed.class),
                @Case(word = "move", type = Happening.Moved.class),
                @Case(word = "created", type = Happening.Created.class),
                @Case(word = "follow_up", type = FollowUpData.class),
                @Case(word = "owner", type = Happening.HandedOn.class),
                @Case(word = "merge", type = Happening.Merged.class),
                @Case(word = "share", type = Happening.Shared.class),
                @Case(word = "comment", type = Happening.Commented.class)
            })
            Object data) {}

    /// An activity, or another record about it: its values and what it is about.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ActivityData(
            @JsonAnyGetter @RecordValues(RecordValues.Use.TOLD)
            Map<String, Object> values,

            @Nullable SubjectResponse subject) {}

    /// A planned touch: when and how.
    record FollowUpData(
            @Stands(String.class) @Nullable Object dueOn,
            @Stands(String.class) @Nullable Object state,
            @Stands(String.class) @Nullable Object channel,
            @Stands(String.class) @Nullable Object purpose,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            SubjectResponse subject) {}

    record TimelineResponse(
            List<EventResponse> items,
            @JsonInclude @Nullable String nextCursor) {}

    @GetMapping("/timeline")
    TimelineResponse timeline(
            @PathVariable String object,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String kinds,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Timeline.Wanted wanted = wanted(kinds, limit, cursor);
        return sessions.read(session -> {
            ObjectModel model = session.model().object(object);
            Timeline.Page page = timeline.around(session, model, RecordBodies.id(id), wanted);
            return new TimelineResponse(responses(session, page.events()), page.nextCursor());
        });
    }

    record ChangeEntry(
            int version,
            Instant at,
            Ref actor,
            Kind kind,

            @ByKind({
                @Case(word = "change", type = Happening.Changed.class),
                @Case(word = "created", type = Happening.Created.class),
                @Case(word = "owner", type = Happening.HandedOn.class)
            })
            Happening data) {}

    record ChangesResponse(
            List<ChangeEntry> items, @JsonInclude @Nullable String nextCursor) {}

    @GetMapping("/changes")
    ChangesResponse changes(
            @PathVariable String object,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Timeline.Wanted wanted = wanted(null, limit, cursor);
        return sessions.read(session -> {
            ObjectModel model = session.model().object(object);
            Timeline.Page page = timeline.changes(session, model, RecordBodies.id(id), wanted);
            return new ChangesResponse(
                    page.events().stream().map(event -> change(session, event)).toList(), page.nextCursor());
        });
    }

    private static ChangeEntry change(Session session, Event event) {
        return new ChangeEntry(
                Optional.ofNullable(event.version()).orElse(0),
                event.at(),
                Ref.member(
                        session.caller().directory(),
                        Optional.ofNullable(event.actor()).orElseThrow()),
                event.kind(),
                event.told());
    }

    private static Timeline.Wanted wanted(@Nullable String kinds, @Nullable Integer limit, @Nullable String cursor) {
        Set<Kind> named = EnumSet.noneOf(Kind.class);
        if (kinds != null && !kinds.isBlank()) {
            for (String kind : kinds.split(",", -1)) {
                named.add(Kind.byKey(kind)
                        .orElseThrow(() -> KIND_UNKNOWN.at(
                                "/kinds", Text.of("There is no kind of event \"%s\".", "没有“%s”这种事件。", kind))));
            }
        }
        return new Timeline.Wanted(named, limit == null ? Timeline.DEFAULT_LIMIT : limit, cursor);
    }

    private List<EventResponse> responses(Session session, List<Event> events) {
        Map<String, List<UUID>> byObject = new LinkedHashMap<>();
        events.forEach(event -> byObject.computeIfAbsent(event.object(), key -> new ArrayList<>())
                .add(event.recordId()));
        Map<UUID, String> names = new HashMap<>();
        Map<String, RecordResponse.Writer> writers = new HashMap<>();
        byObject.forEach((key, ids) -> {
            ObjectModel model = session.model().object(key);
            names.putAll(records.names(session, model, ids));
            List<StoredRecord> about = events.stream()
                    .filter(event -> event.object().equals(key))
                    .flatMap(event -> event.told() instanceof Happening.About(StoredRecord record)
                            ? Stream.of(record)
                            : Stream.empty())
                    .toList();
            writers.put(key, bodies.writer(session, model, about, Set.of()));
        });
        return events.stream()
                .map(event -> response(
                        session,
                        event,
                        names,
                        Optional.ofNullable(writers.get(event.object())).orElseThrow()))
                .toList();
    }

    private static EventResponse response(
            Session session, Event event, Map<UUID, String> names, RecordResponse.Writer writer) {
        return new EventResponse(
                event.kind().key() + "/" + event.recordId() + "/"
                        + (event.version() == null ? event.at().toString() : event.version()),
                event.at(),
                event.kind(),
                Ref.memberOrNone(session.caller().directory(), event.actor()),
                event.object(),
                event.recordId(),
                names.get(event.recordId()),
                event.told() instanceof Happening.About(StoredRecord record)
                        ? about(event.kind(), writer.write(record))
                        : event.told());
    }

    private static Object about(Kind kind, RecordResponse record) {
        Map<String, Object> values = record.values();
        return kind == Kind.FOLLOW_UP
                ? new FollowUpData(
                        values.get("due_on"),
                        values.get("state"),
                        values.get("channel"),
                        values.get("purpose"),
                        record.subject())
                : new ActivityData(values, record.subject());
    }
}
