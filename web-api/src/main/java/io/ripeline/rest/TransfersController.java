package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectModel;
import io.ripeline.job.Jobs;
import io.ripeline.openapi.Answers;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import io.ripeline.transfer.Transfer;
import io.ripeline.transfer.TransferError;
import io.ripeline.transfer.TransferRecords;
import java.net.URI;
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

/// Giving many records to another member at once, and taking that back.
@RestController
@RequestMapping("/api/v1")
class TransfersController {

    private final Sessions sessions;
    private final TransferRecords transferRecords;
    private final Jobs jobs;

    TransfersController(Sessions sessions, TransferRecords transferRecords, Jobs jobs) {
        this.sessions = sessions;
        this.transferRecords = transferRecords;
        this.jobs = jobs;
    }

    record TransferRequest(
            @Nullable String filter,
            @Nullable List<UUID> ids,
            UUID to,
            @Nullable List<String> children,
            @Nullable String reason,
            @Nullable Boolean dryRun) {

        Transfer.Wanted wanted() {
            return new Transfer.Wanted(filter, ids, to, children == null ? List.of() : children, reason);
        }
    }

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

        static TransferResponse of(Session session, TransferRecords.Standing standing) {
            Transfer transfer = standing.transfer();
            return new TransferResponse(
                    transfer.id(),
                    transfer.object(),
                    Ref.member(session.caller().directory(), transfer.to()),
                    transfer.children(),
                    transfer.reason(),
                    Ref.member(session.caller().directory(), transfer.by()),
                    transfer.createdAt(),
                    transfer.undoneAt(),
                    standing.counts());
        }
    }

    record TransfersResponse(List<TransferResponse> items) {}

    @PostMapping("/records/{object}/transfer")
    @Answers(
            status = {200, 202},
            body = {TransferRecords.Preview.class, JobResponse.class})
    ResponseEntity<?> transfer(@PathVariable String object, @RequestBody TransferRequest request) {
        if (Boolean.TRUE.equals(request.dryRun())) {
            return ResponseEntity.ok(sessions.read(
                    session -> transferRecords.preview(session, session.model().object(object), request.wanted())));
        }
        return accepted(sessions.write(session -> {
            ObjectModel model = session.model().object(object);
            return transferRecords.begin(session, model, request.wanted());
        }));
    }

    @GetMapping("/transfers")
    TransfersResponse all() {
        return sessions.read(session -> new TransfersResponse(transferRecords.all(session).stream()
                .map(standing -> TransferResponse.of(session, standing))
                .toList()));
    }

    @PostMapping("/transfers/{id}/undo")
    @Answers(status = 202)
    ResponseEntity<JobResponse> undo(@PathVariable String id) {
        UUID wanted = Ids.parse(id)
                .orElseThrow(() ->
                        TransferError.TRANSFER_NOT_FOUND.because(Text.of("There is no such transfer.", "没有该移交。")));
        return accepted(sessions.write(session -> transferRecords.undo(session, wanted)));
    }

    private ResponseEntity<JobResponse> accepted(TransferRecords.Begun begun) {
        JobResponse job = JobResponse.of(jobs.find(begun.job()).orElseThrow());
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/jobs/" + begun.job()))
                .body(job);
    }
}
