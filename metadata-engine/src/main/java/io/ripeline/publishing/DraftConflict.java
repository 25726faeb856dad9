package io.ripeline.publishing;

import static io.ripeline.publishing.PublishingError.DRAFT_CONFLICT;

import io.ripeline.json.StrictJson;
import io.ripeline.record.Session;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// The refusal of an edit that touches what somebody else touched: at which places, and who it was.
final class DraftConflict {

    /// One document that followed another, and whose work it was.
    record Step(JsonNode before, JsonNode after, UUID author) {}

    private final Session session;
    private final List<Step> steps;

    DraftConflict(Session session, List<Step> steps) {
        this.session = session;
        this.steps = List.copyOf(steps);
    }

    /// The steps of edits that followed one another.
    static List<Step> steps(String first, List<DraftRevisions.Revision> revisions) {
        List<Step> steps = new ArrayList<>();
        JsonNode before = StrictJson.MAPPER.readTree(first);
        for (DraftRevisions.Revision revision : revisions) {
            JsonNode after = StrictJson.MAPPER.readTree(revision.document());
            steps.add(new Step(before, after, revision.author()));
            before = after;
        }
        return steps;
    }

    Refused at(List<Place> places) {
        List<Violation> violations = new ArrayList<>();
        List<Map<String, Object>> conflicts = new ArrayList<>();
        for (Place place : places) {
            Optional<UUID> author = lastToTouch(place);
            String name = author.map(session.caller().directory()::nameOf).orElse("");
            violations.add(new Violation(place.pointer(), DRAFT_CONFLICT.code(), message(place, name)));
            Map<String, Object> conflict = new LinkedHashMap<>();
            conflict.put("pointer", place.pointer());
            conflict.put("path", place.path());
            author.ifPresent(id -> conflict.put("by", Map.of("id", id.toString(), "name", name)));
            conflicts.add(conflict);
        }
        Refused refused = new Refused(DRAFT_CONFLICT, violations.getFirst().message(), violations);
        return refused.with("conflicts", conflicts);
    }

    private static Text message(Place place, String name) {
        return name.isEmpty()
                ? Text.of(
                        "%s was changed meanwhile too.",
                        "“%s”在此期间也被修改。", place.words().en())
                : new Text(
                        "%s changed %s meanwhile too."
                                .formatted(name, place.words().en()),
                        "%s 在此期间也修改了“%s”。".formatted(name, place.words().zh()));
    }

    private Optional<UUID> lastToTouch(Place place) {
        return steps.reversed().stream()
                .filter(step -> Difference.between(step.before(), step.after()).stream()
                        .anyMatch(change -> place.touches(change.path())))
                .map(Step::author)
                .findFirst();
    }
}
