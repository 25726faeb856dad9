package io.ripeline.rest;

import static io.ripeline.rest.RestError.BULK_NOT_FOUND;
import static io.ripeline.rest.RestError.BULK_UNDONE;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.database.Ids;
import io.ripeline.job.Jobs;
import io.ripeline.openapi.Answers;
import io.ripeline.record.Caller;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.rest.BulkRows.Bulk;
import io.ripeline.rest.BulkRows.State;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What many records were changed by, and taking that back: an admin all of it, others what they changed themselves.
@RestController
@RequestMapping("/api/v1/bulk")
class BulksController {

    private final Sessions sessions;
    private final Jobs jobs;

    BulksController(Sessions sessions, Jobs jobs) {
        this.sessions = sessions;
        this.jobs = jobs;
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

        static BulkResponse of(Session session, Bulk bulk, Map<State, Integer> counts) {
            BulkController.Change change = bulk.operation();
            Map<String, Integer> named = new LinkedHashMap<>();
            for (State state : State.values()) {
                named.put(state.key(), counts.getOrDefault(state, 0));
            }
            return new BulkResponse(
                    bulk.id(),
                    bulk.object(),
                    change.op(),
                    change.values() == null
                            ? List.of()
                            : List.copyOf(change.values().keySet()),
                    change.stage(),
                    change.reason(),
                    Ref.member(session.caller().directory(), bulk.by()),
                    bulk.createdAt(),
                    bulk.undoneAt(),
                    named);
        }
    }

    record BulksResponse(List<BulkResponse> items) {}

    @GetMapping
    BulksResponse all() {
        return sessions.read(session -> {
            BulkRows rows = new BulkRows(session.transaction());
            Caller caller = session.caller();
            @Nullable UUID by = caller.role().admin() ? null : caller.member().id();
            return new BulksResponse(rows.latest(by).stream()
                    .map(bulk -> BulkResponse.of(session, bulk, rows.counts(bulk.id())))
                    .toList());
        });
    }

    @PostMapping("/{id}/undo")
    @Answers(status = 202)
    ResponseEntity<JobResponse> undo(@PathVariable String id) {
        UUID wanted = Ids.parse(id).orElseThrow(BulksController::notFound);
        UUID job = sessions.write(session -> {
            Caller caller = session.caller();
            BulkRows rows = new BulkRows(session.transaction());
            boolean hers = rows.find(wanted)
                    .filter(found ->
                            caller.role().admin() || caller.member().id().equals(found.by()))
                    .isPresent();
            if (!hers) {
                throw notFound();
            }
            if (!rows.undo(wanted, caller.member().id())) {
                throw BULK_UNDONE.because(Text.of("The change was undone already.", "该批量修改已撤销。"));
            }
            return jobs.queue(session.transaction(), UndoBulk.KIND, wanted);
        });
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/jobs/" + job))
                .body(JobResponse.of(jobs.find(job).orElseThrow()));
    }

    private static Refused notFound() {
        return BULK_NOT_FOUND.because(Text.of("There is no such change of many records.", "没有该批量修改。"));
    }
}
