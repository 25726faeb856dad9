package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.SystemNames;
import io.ripeline.json.Stands;
import io.ripeline.openapi.Answers;
import io.ripeline.openapi.RecordValues;
import io.ripeline.openapi.RecordValues.Use;
import io.ripeline.record.Cause;
import io.ripeline.record.FormState;
import io.ripeline.record.JsonValues;
import io.ripeline.record.Past;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.RecordError;
import io.ripeline.record.RecordPage;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.Records;
import io.ripeline.record.Sessions;
import io.ripeline.record.StoredRecord;
import io.ripeline.record.Subject;
import io.ripeline.record.Written;
import io.ripeline.refusal.Text;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Records of every object, standard or custom alike.
@RestController
@RequestMapping("/api/v1/records/{object}")
class RecordsController {

    private final Sessions sessions;
    private final Records records;
    private final RecordBodies bodies;

    RecordsController(Sessions sessions, Records records, RecordBodies bodies) {
        this.sessions = sessions;
        this.records = records;
        this.bodies = bodies;
    }

    /// What the list is asked for, as query parameters.
    record ListParameters(
            @Nullable String filter,
            @Nullable String sort,
            @Nullable String fields,
            @Nullable String q,
            @Nullable Integer limit,
            @Nullable String cursor,
            @Nullable Boolean count,
            @Nullable String funnel,
            @Nullable Boolean deleted,
            @Nullable String pool) {

        RecordQuery query(ObjectModel object) {
            int size = limit == null ? RecordQuery.DEFAULT_LIMIT : limit;
            return new RecordQuery(
                    Funnels.filter(object, funnel, filter),
                    sort,
                    q,
                    size,
                    cursor,
                    Boolean.TRUE.equals(count),
                    only(object, fields),
                    Boolean.TRUE.equals(deleted),
                    pool);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ListResponse(
            @Stands({RecordResponse.class, BinnedResponse.class})
            List<?> items,

            @JsonInclude @Nullable String nextCursor,
            @JsonInclude @Nullable String prevCursor,
            @Nullable Long total) {}

    @GetMapping
    ListResponse list(@PathVariable String object, ListParameters parameters) {
        return sessions.read(session -> {
            ObjectModel model = session.model().object(object);
            RecordQuery query = parameters.query(model);
            RecordPage page = records.list(session, model, query);
            RecordResponse.Writer writer = bodies.writer(session, model, page.items(), query.fields());
            List<?> items = page.items().stream()
                    .map(record -> BinnedResponse.of(session, page, record.id(), writer.write(record)))
                    .toList();
            return new ListResponse(items, page.nextCursor(), page.prevCursor(), page.total());
        });
    }

    private static Set<String> only(ObjectModel object, @Nullable String fields) {
        Set<String> only = new LinkedHashSet<>();
        if (fields != null && !fields.isBlank()) {
            for (String field : fields.split(",", -1)) {
                if (object.field(field).isEmpty() && !SystemNames.isSystem(field)) {
                    throw RecordError.UNKNOWN_FIELD.because(
                            Text.of("The object %s has no field \"%s\".", "对象 %s 没有字段“%s”。", object.key(), field));
                }
                only.add(field);
            }
        }
        return only;
    }

    record SubjectRequest(String object, UUID id) {}

    record CreateRequest(
            @RecordValues(Use.NEW) Map<String, JsonNode> values,

            @Stands(UUID.class) @Nullable JsonNode ownerId,

            @Nullable SubjectRequest subject) {}

    @PostMapping
    @Answers(status = 201)
    ResponseEntity<RecordResponse> create(
            @PathVariable String object,
            @RequestParam(defaultValue = "false") boolean allowDuplicates,
            @RequestBody CreateRequest request) {
        return sessions.write(session -> {
            ObjectModel model = session.model().object(object);
            RecordChanges changes = RecordBodies.changes(session, model, request.values(), request.ownerId());
            if (request.subject() != null) {
                changes = changes.about(new Subject(
                        request.subject().object(), request.subject().id()));
            }
            Written written = records.create(session, model, changes, cause(allowDuplicates), Past.NONE);
            URI location = URI.create(
                    "/api/v1/records/" + object + "/" + written.record().id());
            return bodies.answer(ResponseEntity.created(location), session, model, written);
        });
    }

    /// Whoever allows duplicates has heard the rules that only warn.
    static Cause cause(boolean allowDuplicates) {
        return allowDuplicates ? Cause.API.asking(Cause.Duplicates.BLOCKING) : Cause.API;
    }

    /// @param id the record the form is over; absent for a new one
    record FormRequest(
            @RecordValues(Use.CHANGED) @Nullable Map<String, JsonNode> values,

            @Nullable UUID id) {}

    @PostMapping("/form-state")
    FormState form(@PathVariable String object, @RequestBody FormRequest request) {
        return sessions.read(session -> {
            ObjectModel model = session.model().object(object);
            Map<String, JsonNode> values = request.values() == null ? Map.of() : request.values();
            return records.form(session, model, request.id(), RecordChanges.of(JsonValues.readable(model, values)));
        });
    }

    @GetMapping("/{id}")
    ResponseEntity<RecordResponse> get(@PathVariable String object, @PathVariable String id) {
        return sessions.read(session -> {
            ObjectModel model = session.model().object(object);
            StoredRecord record = records.getAlone(session, model, RecordBodies.id(id));
            return bodies.answer(ResponseEntity.ok(), session, model, record);
        });
    }

    /// @param version the version the client last saw, for merging; not with If-Match
    record PatchRequest(
            @RecordValues(Use.CHANGED) @Nullable Map<String, JsonNode> values,

            @Stands(UUID.class) @Nullable JsonNode ownerId,

            @Nullable Integer version) {}

    @PatchMapping("/{id}")
    ResponseEntity<RecordResponse> patch(
            @PathVariable String object,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestParam(defaultValue = "false") boolean allowDuplicates,
            @RequestBody PatchRequest request) {
        return sessions.write(session -> {
            ObjectModel model = session.model().object(object);
            Written written = records.update(
                    session,
                    model,
                    RecordBodies.id(id),
                    RecordBodies.changes(session, model, request.values(), request.ownerId()),
                    Versions.expected(ifMatch, request.version()),
                    cause(allowDuplicates));
            return bodies.answer(ResponseEntity.ok(), session, model, written);
        });
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            @PathVariable String object,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return sessions.write(session -> {
            ObjectModel model = session.model().object(object);
            records.delete(session, model, RecordBodies.id(id), Versions.expected(ifMatch, null), Cause.API);
            return ResponseEntity.noContent().build();
        });
    }

    @PostMapping("/{id}/restore")
    ResponseEntity<RecordResponse> restore(@PathVariable String object, @PathVariable String id) {
        return sessions.write(session -> {
            ObjectModel model = session.model().object(object);
            StoredRecord restored = records.restore(session, model, RecordBodies.id(id), Cause.API);
            return bodies.answer(ResponseEntity.ok(), session, model, new Written(restored, List.of()));
        });
    }
}
