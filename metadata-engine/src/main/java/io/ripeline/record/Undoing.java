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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Takes back some of the writes to a record: those that it ends with, but for what the platform itself did since.
/// Where somebody else wrote in between, nothing older than that is taken back.
final class Undoing {

    private static final Set<String> NOBODY =
            Set.of("automation", Cause.RHYTHM.key(), Cause.REVERT.key(), Cause.GRADE.key());

    private final Session session;
    private final ObjectModel object;
    private final Set<Integer> versions;

    /// @param versions that the writes to be taken back made
    Undoing(Session session, ObjectModel object, Set<Integer> versions) {
        this.session = session;
        this.object = object;
        this.versions = Set.copyOf(versions);
    }

    /// What taking back comes to.
    ///
    /// @param made whether the record itself was made by one of the writes
    /// @param oldest the first version taken back
    record Plan(boolean made, int oldest, RecordChanges changes, Past past) {}

    /// What is to be written; refuses with `record-changed-since`.
    Plan plan(UUID id) {
        List<History.Change> changes =
                History.changes(session.transaction(), List.of(id)).getOrDefault(id, List.of());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        RecordChanges.@Nullable Owner owner = null;
        Past past = Past.NONE;
        int oldest = Integer.MAX_VALUE;
        for (History.Change change : changes) {
            if (!versions.contains(change.version())) {
                if (NOBODY.contains(change.cause())) {
                    continue;
                }
                break;
            }
            oldest = change.version();
            owner = change.fields().contains(SystemNames.OWNER_ID)
                    ? new RecordChanges.Owner(PastValues.owner(change.before().get(SystemNames.OWNER_ID)))
                    : owner;
            past = past(past, change.before());
            undo(values, change);
        }
        int first = versions.stream().min(Integer::compare).orElse(0);
        if (oldest != first) {
            throw changedSince(changes);
        }
        return new Plan(oldest == 1, oldest, new RecordChanges(values, owner, null), past);
    }

    private void undo(Map<String, @Nullable Object> values, History.Change change) {
        for (String key : change.fields()) {
            Optional<FieldModel> field = object.field(key).filter(each -> !each.madeByPlatform());
            field.ifPresent(known -> values.put(
                    key, PastValues.of(known, change.before().get(key)).orElse(null)));
        }
    }

    private static Past past(Past later, JsonNode before) {
        JsonNode at = before.get(SystemNames.CREATED_AT);
        JsonNode by = before.get(SystemNames.CREATED_BY);
        return new Past(
                at == null ? later.createdAt() : Instant.parse(at.stringValue()),
                by == null ? later.createdBy() : Ids.parse(by.stringValue()).orElse(later.createdBy()),
                List.of());
    }

    /// The last write that somebody else made.
    private Refused changedSince(List<History.Change> changes) {
        Optional<History.Change> other = changes.stream()
                .filter(change -> !versions.contains(change.version()) && !NOBODY.contains(change.cause()))
                .findFirst();
        String who = other.flatMap(change -> session.caller().directory().find(change.by()))
                .map(Member::name)
                .orElse("?");
        String when = other.map(change ->
                        session.transaction().tenant().dateAt(change.at()).toString())
                .orElse("?");
        return RECORD_CHANGED_SINCE.because(
                Text.of("%s changed the record on %s; it stays as it is.", "%s 已于 %s 修改此记录，故保持现状。", who, when));
    }
}
