package io.ripeline.bulk;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.openapi.Answers;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.rest.JobResponse;
import io.ripeline.rest.Ref;
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
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Giving many records to another member at once, and taking that back.
@RestController
@RequestMapping("/api/v1")
class TransfersController {

    private final Sessions sessions;
    private final BulkWork work;
    private final WantedTransfer wanted;

    TransfersController(Sessions sessions, BulkWork work, WantedTransfer wanted) {
        this.sessions = sessions;
        this.work = work;
        this.wanted = wanted;
    }

    record TransferRequest(
            @Nullable String filter,
            @Nullable List<UUID> ids,
            UUID to,
            @Nullable List<String> children,
            @Nullable String reason,
            @Nullable Boolean dryRun) {

        private Selection selection() {
            return new Selection(filter, null, null, ids);
        }

        private Transfer transfer() {
            return new Transfer(to, children == null ? List.of() : children, reason);
        }
    }

    /// @param counts of its records, by `open`, `given`, `skipped`, `failed`, `returned` and `kept`
    @JsonInclude
    record TransferResponse(
            UUID id,
            String object,
            Ref to,
            List<String> children,
            @Nullable String reason,
            Ref by,
            Instant createdAt,
            @Nullable Instant undoneAt,
            Map<String, Integer> counts) {

        private static TransferResponse of(Session session, BulkWork.Standing standing) {
            Bulk bulk = standing.bulk();
            Transfer transfer = (Transfer) bulk.work();
            return new TransferResponse(
                    bulk.id(),
                    bulk.object(),
                    Ref.member(session.caller().directory(), transfer.to()),
                    transfer.children(),
                    transfer.reason(),
                    Ref.member(session.caller().directory(), bulk.by()),
                    bulk.createdAt(),
                    bulk.undoneAt(),
                    named(standing.counts()));
        }

        /// What was done to a record is that it was given.
        private static Map<String, Integer> named(Counts counts) {
            Map<String, Integer> named = new LinkedHashMap<>();
            counts.named().forEach((state, count) -> named.put(state.equals("done") ? "given" : state, count));
            return named;
        }
    }

    record TransfersResponse(List<TransferResponse> items) {}

    @PostMapping("/records/{object}/transfer")
    @Answers(
            status = {200, 202},
            body = {WantedTransfer.Preview.class, JobResponse.class})
    ResponseEntity<?> transfer(@PathVariable String object, @RequestBody TransferRequest request) {
        Selection selection = request.selection();
        Transfer transfer = request.transfer();
        if (Boolean.TRUE.equals(request.dryRun())) {
            return ResponseEntity.ok(sessions.read(
                    session -> wanted.preview(session, session.model().object(object), selection, transfer)));
        }
        return JobResponse.accepted(
                work.begin(object, transfer, (session, model) -> wanted.records(session, model, selection, transfer)));
    }

    @GetMapping("/transfers")
    TransfersResponse all() {
        return sessions.read(session -> new TransfersResponse(work.latest(session, Work.Kind.TRANSFER).stream()
                .map(standing -> TransferResponse.of(session, standing))
                .toList()));
    }

    @PostMapping("/transfers/{id}/undo")
    @Answers(status = 202)
    ResponseEntity<JobResponse> undo(@PathVariable String id) {
        return JobResponse.accepted(work.undo(Work.Kind.TRANSFER, id));
    }
}
