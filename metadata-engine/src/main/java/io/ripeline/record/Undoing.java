package io.ripeline.record;

import static io.ripeline.record.RecordError.RECORD_CHANGED_SINCE;

import io.ripeline.database.Ids;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.identity.Member;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Takes back some of the writes to a record: those that it ends with, but for what the platform itself did since; or
/// of all of them the fields that nobody changed since.
final class Undoing {

    /// The causes of what the platform does of itself, as a consequence of what people write.
    static final Set<String> NOBODY = Set.of("automation", Cause.RHYTHM.key(), Cause.REVERT.key(), Cause.GRADE.key());

    private final Session session;
    private final ObjectModel object;
    private final Set<Integer> versions;

    /// @param versions that the writes to be taken back made
    Undoing(Session session, ObjectModel object, Set<Integer> versions) {
        this.session = session;
        this.object = object;
        this.versions = Set.copyOf(versions);
    }

    /// What the writes did with the bin.
    enum Binned {
        NEITHER,
        IN,
        OUT
    }

    /// What taking back comes to.
    ///
    /// @param made whether the record itself was made by one of the writes
    /// @param oldest the first version taken back
    /// @param left the fields that stay as they are
    /// @param why they do; absent where none does
    record Plan(
            boolean made,
            int oldest,
            RecordChanges changes,
            Past past,
            Binned bin,
            Set<String> left,
            @Nullable Refused why) {}

    /// What the writes replaced.
    private final class Replaced {

        private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
        private RecordChanges.@Nullable Owner owner;
        private Past past = Past.NONE;
        private Binned bin = Binned.NEITHER;
        private int oldest = Integer.MAX_VALUE;
        private boolean any;

        /// Takes note of an older write than those before.
        ///
        /// @param left what it changed and is not taken back
        void take(Changes.Change change, Set<String> left) {
            oldest = change.version();
            past = past(past, change.before());
            for (String key : change.fields()) {
                if (!left.contains(key)) {
                    take(key, change.before());
                }
            }
        }

        private void take(String key, JsonNode before) {
            any = true;
            switch (key) {
                case SystemNames.OWNER_ID ->
                    owner = new RecordChanges.Owner(PastValues.owner(before.get(SystemNames.OWNER_ID)));
                case SystemNames.DELETED_AT -> bin = before.has(key) ? Binned.OUT : Binned.IN;
                default ->
                    object.field(key)
                            .filter(field -> !field.madeByPlatform())
                            .ifPresent(field -> values.put(
                                    key, PastValues.of(field, before.get(key)).orElse(null)));
            }
        }

        Plan plan(Set<String> left, @Nullable Refused why) {
            return new Plan(
                    oldest == 1, oldest, new RecordChanges(values, owner, null), past, bin, Set.copyOf(left), why);
        }
    }

    /// What is to be written to take all of it back; refuses with `record-changed-since` where somebody else wrote in
    /// between.
    Plan whole(UUID id) {
        List<Changes.Change> changes = changes(id);
        Replaced replaced = new Replaced();
        for (Changes.Change change : changes) {
            if (versions.contains(change.version())) {
                replaced.take(change, Set.of());
            } else if (!NOBODY.contains(change.cause())) {
                break;
            }
        }
        if (replaced.oldest != first()) {
            throw changedSince(changes, Set.of());
        }
        return replaced.plan(Set.of(), null);
    }

    /// What is to be written to take back what nobody changed since, nor the platform after somebody's change; refuses
    /// with `record-changed-since` where nothing is left of it.
    Plan unchanged(UUID id) {
        List<Changes.Change> changes = changes(id);
        int others = changes.stream()
                .filter(change -> change.version() > first() && isForeign(change))
                .mapToInt(Changes.Change::version)
                .min()
                .orElse(Integer.MAX_VALUE);
        Set<String> touched = new HashSet<>();
        Set<String> left = new HashSet<>();
        Replaced replaced = new Replaced();
        for (Changes.Change change : changes) {
            if (versions.contains(change.version())) {
                change.fields().stream().filter(touched::contains).forEach(left::add);
                replaced.take(change, touched);
            } else if (change.version() >= others) {
                touched.addAll(change.fields());
            }
        }
        if (!replaced.any) {
            throw changedSince(changes, left);
        }
        return replaced.plan(left, left.isEmpty() ? null : changedSince(changes, left));
    }

    private List<Changes.Change> changes(UUID id) {
        return Changes.of(session.transaction(), List.of(id)).getOrDefault(id, List.of());
    }

    private int first() {
        return versions.stream().min(Integer::compare).orElse(0);
    }

    private boolean isForeign(Changes.Change change) {
        return !versions.contains(change.version()) && !NOBODY.contains(change.cause());
    }

    private static Past past(Past later, JsonNode before) {
        JsonNode at = before.get(SystemNames.CREATED_AT);
        JsonNode by = before.get(SystemNames.CREATED_BY);
        return new Past(
                at == null ? later.createdAt() : Instant.parse(at.stringValue()),
                by == null ? later.createdBy() : Ids.parse(by.stringValue()).orElse(later.createdBy()),
                List.of());
    }

    /// Names the last one who changed the record, or one of the fields that stay, and when.
    private Refused changedSince(List<Changes.Change> changes, Set<String> left) {
        Optional<Changes.Change> other = changes.stream()
                .filter(this::isForeign)
                .filter(change -> left.isEmpty() || change.fields().stream().anyMatch(left::contains))
                .findFirst();
        String who = other.flatMap(change -> session.caller().directory().find(change.by()))
                .map(Member::name)
                .orElse("?");
        String when = other.map(change ->
                        session.transaction().tenant().dateAt(change.at()).toString())
                .orElse("?");
        if (left.isEmpty()) {
            return RECORD_CHANGED_SINCE.because(
                    Text.of("%s changed the record on %s; it stays as it is.", "%s 已于 %s 修改此记录，故保持现状。", who, when));
        }
        Text what = named(left);
        return RECORD_CHANGED_SINCE.because(new Text(
                "%s changed this on %s, so it stays as it is: %s.".formatted(who, when, what.en()),
                "%s 已于 %s 修改以下内容，故保持现状：%s。".formatted(who, when, what.zh())));
    }

    private Text named(Set<String> keys) {
        List<Text> labels = new ArrayList<>();
        for (String key : keys.stream().sorted().toList()) {
            labels.add(
                    switch (key) {
                        case SystemNames.OWNER_ID -> new Text("Owner", "负责人");
                        case SystemNames.DELETED_AT -> new Text("Deletion", "删除");
                        default ->
                            object.field(key)
                                    .map(FieldModel::definition)
                                    .map(field -> field.label().text())
                                    .orElseGet(() -> new Text(key, key));
                    });
        }
        return new Text(
                labels.stream().map(Text::en).collect(Collectors.joining(", ")),
                labels.stream().map(Text::zh).collect(Collectors.joining("、")));
    }
}
