package io.ripeline.rest;

import static io.ripeline.rest.RestError.BULK_INVALID;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.definition.Role.Right;
import io.ripeline.job.Jobs;
import io.ripeline.json.Stands;
import io.ripeline.json.StorableText;
import io.ripeline.openapi.Answers;
import io.ripeline.openapi.RecordValues;
import io.ripeline.record.RecordQuery;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import io.ripeline.rest.BulkRows.Bulk;
import io.ripeline.tenancy.TenantScope;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The same change of many records, however many match, as a job. Each is changed as its own call would change it; one
/// that is refused keeps none of the others from it.
@RestController
class BulkController {

    private static final int MOST_IDS = 10_000;
    private static final int LONGEST_REASON = 500;
    private static final Set<String> OPERATIONS = Set.of("update", "delete", "restore", "owner", "move");

    private final Sessions sessions;
    private final Records records;
    private final Jobs jobs;

    BulkController(Sessions sessions, Records records, Jobs jobs) {
        this.sessions = sessions;
        this.records = records;
        this.jobs = jobs;
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

        private Change change() {
            return new Change(op, values, ownerId, stage, reason);
        }
    }

    /// What is done to each record.
    record Change(
            String op,
            @Nullable Map<String, JsonNode> values,
            @Nullable JsonNode ownerId,
            @Nullable String stage,
            @Nullable String reason) {

        RecordOperations.Operation of(UUID record) {
            boolean owner = op.equals("owner");
            return new RecordOperations.Operation(
                    owner ? "update" : op,
                    record.toString(),
                    owner || op.equals("delete") || op.equals("restore") ? null : values,
                    null,
                    owner ? ownerId : null,
                    stage,
                    null,
                    null);
        }
    }

    @PostMapping("/api/v1/records/{object}/bulk")
    @Answers(status = 202)
    ResponseEntity<JobResponse> bulk(@PathVariable String object, @RequestBody BulkRequest request) {
        return accepted(sessions.write(session -> {
            ObjectModel model = session.model().object(object);
            check(session, model, request);
            BulkRows rows = new BulkRows(session.transaction());
            Bulk bulk = new Bulk(
                    Ids.next(),
                    object,
                    request.change(),
                    TenantScope.current().locale(),
                    session.caller().member().id(),
                    session.transaction().now(),
                    null);
            rows.add(bulk);
            if (request.ids() == null) {
                rows.addRecords(bulk.id(), model, records.matching(session, model, query(request)));
            } else {
                rows.addRecords(bulk.id(), request.ids());
            }
            return jobs.queue(session.transaction(), RunBulk.KIND, bulk.id());
        }));
    }

    private ResponseEntity<JobResponse> accepted(UUID job) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/jobs/" + job))
                .body(JobResponse.of(jobs.find(job).orElseThrow()));
    }

    private static RecordQuery query(BulkRequest request) {
        RecordQuery query = new RecordQuery(request.filter(), null, request.q(), 1, null, false).in(request.pool());
        return request.op().equals("restore") ? query.inBin() : query;
    }

    private static void check(Session session, ObjectModel object, BulkRequest request) {
        if (!OPERATIONS.contains(request.op())) {
            throw BULK_INVALID.at(
                    "/op",
                    Text.of(
                            "op is one of update, delete, restore, owner, move.",
                            "op 应为 update、delete、restore、owner、move 之一。"));
        }
        boolean deletes = request.op().equals("delete") || request.op().equals("restore");
        session.caller().require(Right.READ, object);
        session.caller().require(deletes ? Right.DELETE : Right.UPDATE, object);
        if ((request.filter() == null) == (request.ids() == null)) {
            throw BULK_INVALID.at(
                    "",
                    Text.of(
                            "Say which records, by filter or by ids; an empty filter is all.",
                            "请用 filter 或 ids 之一指定记录，filter 为空即全部。"));
        }
        if (request.ids() != null && request.ids().size() > MOST_IDS) {
            throw BULK_INVALID.at("/ids", Text.of("At most %d ids; use a filter.", "最多 %d 个 id，请改用筛选。", MOST_IDS));
        }
        if (request.op().equals("move") && request.stage() == null) {
            throw BULK_INVALID.at("/stage", Text.of("Say which stage to move to.", "请指明要进入的阶段。"));
        }
        if (request.op().equals("owner") && request.ownerId() == null) {
            throw BULK_INVALID.at("/ownerId", Text.of("Say whose they become, or null.", "请指明新的负责人，或 null。"));
        }
        if (request.op().equals("update")
                && (request.values() == null || request.values().isEmpty())) {
            throw BULK_INVALID.at("/values", Text.of("Say what to change.", "请指明要修改的字段。"));
        }
        String reason = Objects.requireNonNullElse(request.reason(), "");
        if (reason.codePointCount(0, reason.length()) > LONGEST_REASON || !StorableText.test(reason)) {
            throw BULK_INVALID.at("/reason", Text.of("At most %d plain characters.", "最多 %d 个普通字符。", LONGEST_REASON));
        }
        RecordBodies.changes(session, object, request.values(), request.ownerId());
    }
}
