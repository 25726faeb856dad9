package io.ripeline.simulation;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Model;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.StandardObjects;
import io.ripeline.expression.Needs;
import io.ripeline.expression.Vocabulary.Related;
import io.ripeline.record.PastLinks;
import io.ripeline.record.PastRecords;
import io.ripeline.record.PastRecords.At;
import io.ripeline.record.PastRecords.Known;
import io.ripeline.record.PastRecords.Was;
import io.ripeline.record.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What rules need around records as they were: what those pointed to then, and what pointed to them or was about
/// them then. An activity counts from when it began, whenever it was noted; any other record from when it was made.
final class PastSurroundings {

    private static final String STARTED_AT = "started_at";

    /// The values around one record, as {@link io.ripeline.expression.Facts} takes them.
    record Around(Map<String, Map<String, Object>> parents, Map<String, List<Map<String, Object>>> children) {}

    /// How the records of a list hang on others.
    ///
    /// @param lookup the field that points; absent where the records are about others
    private record Hanging(
            ObjectModel standing,
            ObjectModel next,
            @Nullable FieldModel lookup) {}

    private final PastRecords past;
    private final Model draft;
    private final ObjectModel next;
    private final Needs needs;
    private final Map<String, Map<UUID, Set<UUID>>> formerly = new HashMap<>();

    /// @param next the object whose records are asked, as the draft has it
    PastSurroundings(PastRecords past, Model draft, ObjectModel next, Needs needs) {
        this.past = past;
        this.draft = draft;
        this.next = next;
        this.needs = needs;
    }

    /// What is around each entry's record, by entry.
    ///
    /// @param own the record's own values then
    Map<Entry, Around> of(Session session, Map<Entry, Map<String, Object>> own) {
        Map<Entry, Around> around = new LinkedHashMap<>();
        own.keySet().forEach(entry -> around.put(entry, new Around(new HashMap<>(), new HashMap<>())));
        needs.parents().keySet().forEach(key -> parents(session, key, own, around));
        needs.children().keySet().forEach(key -> children(session, key, around));
        return around;
    }

    private void parents(Session session, String key, Map<Entry, Map<String, Object>> own, Map<Entry, Around> around) {
        Optional<ObjectModel> target =
                next.field(key).flatMap(FieldModel::target).flatMap(session.model()::find);
        Map<Entry, At> wanted = new LinkedHashMap<>();
        own.forEach((entry, values) -> {
            if (target.isPresent() && values.get(key) instanceof String id) {
                wanted.put(entry, new At(UUID.fromString(id), entry.at()));
            }
        });
        Map<At, Was> were = target.isEmpty() ? Map.of() : past.of(session, target.get(), wanted.values());
        around.forEach((entry, each) -> {
            At at = wanted.get(entry);
            Was was = at == null ? null : were.get(at);
            each.parents().put(key, was == null ? Map.of() : values(target.orElseThrow(), was));
        });
    }

    private Map<String, Object> values(ObjectModel standing, Was was) {
        return draft.find(standing.key())
                .map(other -> PastFacts.values(past, standing, other, was))
                .orElse(Map.of());
    }

    private void children(Session session, String key, Map<Entry, Around> around) {
        Optional<Hanging> hanging = hanging(session, key);
        Map<UUID, Set<UUID>> candidates =
                hanging.map(each -> candidates(session, each, around.keySet())).orElse(Map.of());
        Set<At> wanted = new LinkedHashSet<>();
        around.keySet()
                .forEach(entry -> candidates
                        .getOrDefault(entry.record(), Set.of())
                        .forEach(child -> wanted.add(new At(child, entry.at()))));
        Map<At, Was> were =
                hanging.isEmpty() ? Map.of() : past.of(session, hanging.get().standing(), wanted);
        around.forEach((entry, each) -> {
            List<Map<String, Object>> list = new ArrayList<>();
            for (UUID child : candidates.getOrDefault(entry.record(), Set.of())) {
                Was was = were.get(new At(child, entry.at()));
                if (was != null && hung(hanging.orElseThrow(), was, entry)) {
                    list.add(values(hanging.get().standing(), was));
                }
            }
            each.children().put(key, list);
        });
    }

    private Optional<Hanging> hanging(Session session, String key) {
        Related related = next.names().children().stream()
                .filter(list -> list.key().equals(key))
                .findFirst()
                .orElseThrow();
        ObjectModel child = draft.object(related.object());
        Optional<ObjectModel> standing = session.model().find(child.key());
        if (related.link().about() != null) {
            return standing.filter(ObjectModel::about).map(object -> new Hanging(object, child, null));
        }
        return child.all().stream()
                .filter(field -> field.column()
                        .getQualifiedName()
                        .equals(related.link().theirs().getQualifiedName()))
                .findFirst()
                .flatMap(field -> standing.flatMap(object -> object.field(field.key())
                        .filter(old -> old.target().isPresent())
                        .map(old -> new Hanging(object, child, old))));
    }

    private Map<UUID, Set<UUID>> candidates(Session session, Hanging hanging, Set<Entry> entries) {
        Set<UUID> records = new LinkedHashSet<>();
        entries.forEach(entry -> records.add(entry.record()));
        FieldModel lookup = hanging.lookup();
        if (lookup == null) {
            return PastLinks.about(session, hanging.standing(), next.key(), records);
        }
        Map<UUID, Set<UUID>> candidates = PastLinks.pointing(session, hanging.standing(), lookup, records);
        formerly.computeIfAbsent(
                        hanging.standing().key() + "." + lookup.key(),
                        key -> PastLinks.formerly(session, hanging.standing(), lookup))
                .forEach((record, children) -> {
                    if (records.contains(record)) {
                        candidates
                                .computeIfAbsent(record, key -> new LinkedHashSet<>())
                                .addAll(children);
                    }
                });
        return candidates;
    }

    /// Whether a record was there then, and hung on the entry's.
    private static boolean hung(Hanging hanging, Was was, Entry entry) {
        FieldModel lookup = hanging.lookup();
        boolean pointed = lookup == null
                || was.record()
                        .value(lookup.key())
                        .filter(entry.record()::equals)
                        .isPresent();
        if (hanging.standing().key().equals(StandardObjects.ACTIVITY)) {
            return pointed
                    && was.record()
                            .value(STARTED_AT)
                            .filter(start -> start instanceof Instant begun && !begun.isAfter(entry.at()))
                            .isPresent();
        }
        return pointed
                && was.known() != Known.NOT_THERE_YET
                && !was.record().createdAt().isAfter(entry.at());
    }
}
