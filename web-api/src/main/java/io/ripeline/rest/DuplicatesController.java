package io.ripeline.rest;

import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.duplicate.Duplicates;
import io.ripeline.openapi.RecordValues;
import io.ripeline.record.DuplicateMatch;
import io.ripeline.record.JsonValues;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.RecordError;
import io.ripeline.record.Records;
import io.ripeline.record.Sessions;
import io.ripeline.record.StoredRecord;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Whether a record is there already, asked before it is written.
@RestController
class DuplicatesController {

    private final Sessions sessions;
    private final Records records;
    private final Duplicates duplicates;

    DuplicatesController(Sessions sessions, Records records, Duplicates duplicates) {
        this.sessions = sessions;
        this.records = records;
        this.duplicates = duplicates;
    }

    /// @param id the record that would get the values; absent for a new one
    record DuplicatesRequest(
            @RecordValues(RecordValues.Use.CHANGED) @Nullable
            Map<String, JsonNode> values,

            @Nullable UUID id) {}

    record DuplicatesResponse(List<DuplicateMatch> matches) {}

    @PostMapping("/api/v1/records/{object}/duplicates")
    DuplicatesResponse find(@PathVariable String object, @RequestBody DuplicatesRequest request) {
        return sessions.read(session -> {
            ObjectModel model = session.model().object(object);
            session.caller().require(Right.READ, model);
            Map<String, JsonNode> values = request.values() == null ? Map.of() : request.values();
            values.keySet().forEach(key -> requireKnown(model, key));
            RecordChanges changes = RecordChanges.of(JsonValues.readable(model, values));
            StoredRecord supposed = records.supposed(session, model, request.id(), changes);
            return new DuplicatesResponse(duplicates.find(session, model, supposed));
        });
    }

    private static void requireKnown(ObjectModel object, String key) {
        if (object.field(key).isEmpty()) {
            throw RecordError.UNKNOWN_FIELD.at(
                    Violation.pointer("/values", key),
                    Text.of("The object %s has no field \"%s\".", "对象 %s 没有字段“%s”。", object.key(), key));
        }
    }
}
