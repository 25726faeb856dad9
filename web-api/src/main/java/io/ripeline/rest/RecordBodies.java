package io.ripeline.rest;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.FieldAccess;
import io.ripeline.record.FieldView;
import io.ripeline.record.JsonValues;
import io.ripeline.record.Masked;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.RecordError;
import io.ripeline.record.RecordRight;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.record.Unmet;
import io.ripeline.record.Written;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// What every call about records has in common: reading its values, showing what came of it.
@Component
class RecordBodies {

    private final Records records;

    RecordBodies(Records records) {
        this.records = records;
    }

    /// The changes a body asks for; refuses with `unknown-field` or `record-invalid`.
    static RecordChanges changes(
            Session session, ObjectModel object, @Nullable Map<String, JsonNode> values, @Nullable JsonNode ownerId) {
        RecordChanges changes = RecordChanges.of(
                JsonValues.read(object, uncovered(session, object, values == null ? Map.of() : values), "/values"));
        return ownerId == null ? changes : changes.ownedBy(owner(ownerId));
    }

    /// The values without those that came back covered, as the member was shown them: a number cannot be `***`.
    private static Map<String, JsonNode> uncovered(Session session, ObjectModel object, Map<String, JsonNode> values) {
        FieldView view = FieldView.of(session, object);
        Map<String, JsonNode> meant = new LinkedHashMap<>(values);
        meant.entrySet()
                .removeIf(value -> value.getValue().isString()
                        && value.getValue().stringValue().equals(Masked.COVER)
                        && object.field(value.getKey())
                                .filter(field -> view.access(field) == FieldAccess.MASKED)
                                .isPresent());
        return meant;
    }

    private static @Nullable UUID owner(JsonNode ownerId) {
        if (ownerId.isNull()) {
            return null;
        }
        return (ownerId.isString() ? Ids.parse(ownerId.stringValue()) : Optional.<UUID>empty())
                .orElseThrow(() -> RecordError.RECORD_INVALID.at(
                        "/ownerId", Text.of("ownerId is the id of a member, or null.", "ownerId 应为成员 id 或 null。")));
    }

    /// The answer to a write: the record as the member sees it now.
    ResponseEntity<RecordResponse> answer(
            ResponseEntity.BodyBuilder response, Session session, ObjectModel object, Written written) {
        StoredRecord shown = records.shown(session, object, written);
        List<Unmet.Described> warnings = written.warnings(TenantScope.current().locale());
        return answer(response, session, object, shown, warnings.isEmpty() ? null : warnings);
    }

    /// The answer to a read by id.
    ResponseEntity<RecordResponse> answer(
            ResponseEntity.BodyBuilder response, Session session, ObjectModel object, StoredRecord shown) {
        return answer(response, session, object, shown, null);
    }

    private ResponseEntity<RecordResponse> answer(
            ResponseEntity.BodyBuilder response,
            Session session,
            ObjectModel object,
            StoredRecord shown,
            @Nullable List<Unmet.Described> warnings) {
        RecordResponse body = writer(session, object, List.of(shown), Set.of())
                .write(shown, warnings, RecordRight.of(session, object, shown));
        return response.eTag(Versions.tag(body.version())).body(body);
    }

    /// What turns records of an object into answers.
    RecordResponse.Writer writer(Session session, ObjectModel object, List<StoredRecord> shown, Set<String> only) {
        Map<UUID, String> subjects = new HashMap<>();
        if (object.about()) {
            Map<String, List<UUID>> byObject = new LinkedHashMap<>();
            for (StoredRecord record : shown) {
                Subject subject = record.subject();
                if (subject != null) {
                    byObject.computeIfAbsent(subject.object(), key -> new ArrayList<>())
                            .add(subject.id());
                }
            }
            byObject.forEach((key, ids) -> session.model()
                    .find(key)
                    .ifPresent(target -> subjects.putAll(records.names(session, target, ids))));
        }
        return new RecordResponse.Writer(
                object, FieldView.of(session, object), session.caller().directory(), only, subjects);
    }

    /// The id in a path; refuses with `record-not-found` what is none.
    static UUID id(String text) {
        return Ids.parse(text)
                .orElseThrow(() -> RecordError.RECORD_NOT_FOUND.because(
                        Text.of("There is no such record, or you may not see it.", "没有这条记录，或您无权查看。")));
    }
}
