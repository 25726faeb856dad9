package io.ripeline.call;

import static io.ripeline.call.CallError.REASON_MISSING;
import static io.ripeline.call.CallError.TOO_MANY_CALLS;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.call.CallResponse.UnknownResponse;
import io.ripeline.call.ReceiveCalls.Received;
import io.ripeline.call.UnknownCalls.Unknown;
import io.ripeline.definition.ObjectModel;
import io.ripeline.http.ProblemDocuments;
import io.ripeline.json.Stands;
import io.ripeline.json.StrictJson;
import io.ripeline.openapi.Answers;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.record.Subject;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// The telephone system's feed, and what it brought of numbers that nobody has.
@RestController
@RequestMapping("/api/v1/calls")
class CallController {

    private static final int MOST_AT_ONCE = 200;

    private final Sessions sessions;
    private final Records records;
    private final ReceiveCalls receiveCalls;
    private final UnknownCalls unknownCalls;
    private final CallLog log;
    private final ProblemDocuments problems;

    CallController(
            Sessions sessions,
            Records records,
            ReceiveCalls receiveCalls,
            UnknownCalls unknownCalls,
            CallLog log,
            ProblemDocuments problems) {
        this.sessions = sessions;
        this.records = records;
        this.receiveCalls = receiveCalls;
        this.unknownCalls = unknownCalls;
        this.log = log;
        this.problems = problems;
    }

    /// A finished call; reported again it is answered as before.
    @PostMapping
    @Answers(
            status = {200, 201, 202},
            body = {CallResponse.class, UnknownResponse.class})
    ResponseEntity<JsonNode> report(@RequestBody CallRequest request) {
        Received received = sessions.write(session -> {
            Received one = receiveCalls.receive(session, List.of(request)).getFirst();
            if (one instanceof Received.Failed failed) {
                throw failed.refused();
            }
            return one;
        });
        Received.Taken taken = (Received.Taken) received;
        return ResponseEntity.status(taken.status()).body(StrictJson.MAPPER.readTree(taken.answer()));
    }

    record CallsRequest(List<CallRequest> calls) {}

    /// What became of one of several calls: what it would have been answered alone, or the problem.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CallResult(
            int status,

            @Stands({CallResponse.class, UnknownResponse.class}) @Nullable
            JsonNode answer,

            @Stands(ProblemDetail.class) @Nullable Object problem) {}

    record CallResults(List<CallResult> results) {}

    /// Some finished calls, answered in the order given; a refused one takes none of the others with it.
    @PostMapping("/batch")
    CallResults reportAll(@RequestBody CallsRequest request) {
        if (request.calls().size() > MOST_AT_ONCE) {
            throw TOO_MANY_CALLS.at(
                    "/calls", Text.of("At most %d calls are taken at once.", "一次最多提交 %d 个通话。", MOST_AT_ONCE));
        }
        List<Received> received = sessions.write(session -> receiveCalls.receive(session, request.calls()));
        return new CallResults(received.stream().map(this::result).toList());
    }

    private CallResult result(Received received) {
        return switch (received) {
            case Received.Taken(int status, String answer) ->
                new CallResult(status, StrictJson.MAPPER.readTree(answer), null);
            case Received.Failed(var refused) ->
                new CallResult(
                        refused.code().kind().status(),
                        null,
                        problems.of(refused, TenantScope.current().locale()));
        };
    }

    record Person(UUID id, String name) {}

    @JsonInclude
    record UnknownItem(
            UUID id,
            String externalId,
            String number,
            String direction,
            Person member,
            Instant startedAt,
            @Nullable Long talkSeconds,
            @Nullable String outcome,
            @Nullable String note) {}

    record UnknownsResponse(List<UnknownItem> items, int total) {}

    /// Calls with numbers that nobody has, the newest first; two hundred at most.
    @GetMapping("/unknown")
    UnknownsResponse unknown() {
        return sessions.read(session -> new UnknownsResponse(
                unknownCalls.all(session).stream()
                        .map(each -> item(session, each))
                        .toList(),
                unknownCalls.count(session)));
    }

    private static UnknownItem item(Session session, Unknown unknown) {
        CallRequest request = unknown.request();
        return new UnknownItem(
                unknown.id(),
                request.externalId(),
                request.number(),
                request.direction(),
                new Person(unknown.by(), session.caller().directory().nameOf(unknown.by())),
                unknown.startedAt(),
                request.talkSeconds(),
                request.outcome(),
                request.note());
    }

    record AssignRequest(String object, UUID id) {}

    /// Says whose number it was: the call is written down as if it had been known.
    @PostMapping("/unknown/{id}/assign")
    @ResponseStatus(HttpStatus.CREATED)
    CallResponse assign(@PathVariable String id, @RequestBody AssignRequest request) {
        return sessions.write(session -> {
            Unknown unknown = unknownCalls.take(session, id);
            ObjectModel object = session.model().object(request.object());
            UUID subject = records.get(session, object, request.id()).id();
            Call call = Call.of(unknown.request(), session.transaction().now());
            CallResponse response = receiveCalls.note(session, call, unknown.by(), new Subject(object.key(), subject));
            unknownCalls.settle(session, unknown.id(), "assigned");
            log.assigned(
                    session.transaction(), unknown.id(), response.activity().id());
            return response;
        });
    }

    record DismissRequest(String reason) {}

    /// Says that it does not matter, and why.
    @PostMapping("/unknown/{id}/dismiss")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void dismiss(@PathVariable String id, @RequestBody DismissRequest request) {
        if (request.reason().isBlank()) {
            throw REASON_MISSING.at("/reason", Text.of("Say why; it is kept with the call.", "请说明原因，原因会随通话保存。"));
        }
        sessions.write(session -> {
            unknownCalls.settle(session, unknownCalls.take(session, id).id(), request.reason());
            return session;
        });
    }
}
