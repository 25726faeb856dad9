package io.ripeline.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.json.Stands;
import io.ripeline.openapi.Answers;
import io.ripeline.openapi.RecordValues;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.rest.JobResponse;
import io.ripeline.rest.Ref;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The same change of many records, however many match, and taking that back. One that is refused keeps none of the
/// others from it.
@RestController
@RequestMapping("/api/v1")
class BulkController {

    private final Sessions sessions;
    private final BulkWork work;
    private final WantedChange wanted;

    BulkController(Sessions sessions, BulkWork work, WantedChange wanted) {
        this.sessions = sessions;
        this.work = work;
        this.wanted = wanted;
    }

    /// Either a filter, with words sought and a pool, or ids.
    ///
    /// @param op `update`, `delete`, `restore`, `owner` or `move`
    /// @param ownerId whose the records become by `owner`; nobody's where it is null
    /// @param stage where `move` goes
    record BulkRequest(
            @Nullable String filter,
            @Nullable String q,
            @Nullable String pool,
            @Nullable List<UUID> ids,
            String op,

            @RecordValues(RecordValues.Use.CHANGED) @Nullable
            Map<String, JsonNode> values,

            @Stands(UUID.class) @Nullable JsonNode ownerId,

            @Nullable String stage,
            @Nullable String reason) {

        private Selection selection() {
            return new Selection(filter, q, pool, ids);
        }

        private Change change() {
            return new Change(op, values, ownerId, stage, reason);
        }
    }

    /// @param op as it was asked for
    /// @param fields that it wrote
    /// @param counts of its records, by `open`, `done`, `failed`, `skipped`, `returned` and `kept`
    @JsonInclude
    record BulkResponse(
            UUID id,
            String object,
            String op,
            List<String> fields,
            @Nullable String stage,
            @Nullable String reason,
            Ref by,
            Instant createdAt,
            @Nullable Instant undoneAt,
            Map<String, Integer> counts) {

        private static BulkResponse of(Session session, BulkWork.Standing standing) {
            Bulk bulk = standing.bulk();
            Change change = (Change) bulk.work();
            return new BulkResponse(
                    bulk.id(),
                    bulk.object(),
                    change.op(),
                    change.fields(),
                    change.stage(),
                    change.reason(),
                    Ref.member(session.caller().directory(), bulk.by()),
                    bulk.createdAt(),
                    bulk.undoneAt(),
                    standing.counts().named());
        }
    }

    record BulksResponse(List<BulkResponse> items) {}

    @PostMapping("/records/{object}/bulk")
    @Answers(status = 202)
    ResponseEntity<JobResponse> bulk(@PathVariable String object, @RequestBody BulkRequest request) {
        Change change = request.change();
        return JobResponse.accepted(work.begin(
                object, change, (session, model) -> wanted.records(session, model, request.selection(), change)));
    }

    @GetMapping("/bulk")
    BulksResponse all() {
        return sessions.read(session -> new BulksResponse(work.latest(session, Work.Kind.CHANGE).stream()
                .map(standing -> BulkResponse.of(session, standing))
                .toList()));
    }

    @PostMapping("/bulk/{id}/undo")
    @Answers(status = 202)
    ResponseEntity<JobResponse> undo(@PathVariable String id) {
        return JobResponse.accepted(work.undo(Work.Kind.CHANGE, id));
    }
}
