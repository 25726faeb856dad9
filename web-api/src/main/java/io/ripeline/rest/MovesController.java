package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.ObjectModel;
import io.ripeline.openapi.Answers;
import io.ripeline.openapi.RecordValues;
import io.ripeline.record.Cause;
import io.ripeline.record.Move;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.record.Unmet;
import io.ripeline.record.Written;
import io.ripeline.tenancy.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Moving records through their funnel, and where they have been.
@RestController
@RequestMapping("/api/v1/records/{object}/{id}")
class MovesController {

    private final Sessions sessions;
    private final Records records;
    private final RecordBodies bodies;

    MovesController(Sessions sessions, Records records, RecordBodies bodies) {
        this.sessions = sessions;
        this.records = records;
        this.bodies = bodies;
    }

    record OverrideRequest(String reason) {}

    record MoveRequest(
            String stage,

            @RecordValues(RecordValues.Use.CHANGED) @Nullable
            Map<String, JsonNode> values,

            @Nullable OverrideRequest override) {}

    record MoveVerdict(boolean allowed, List<Unmet.Described> unmet) {}

    @PostMapping("/move")
    @Answers(body = {RecordResponse.class, MoveVerdict.class})
    ResponseEntity<?> move(
            @PathVariable String object,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody MoveRequest request) {
        if (dryRun) {
            return ResponseEntity.ok(sessions.read(session -> verdict(session, object, RecordBodies.id(id), request)));
        }
        return sessions.write(session -> {
            ObjectModel model = session.model().object(object);
            Cause cause = Cause.MOVE;
            if (request.override() != null) {
                session.caller().requireOverride();
                cause = cause.overriding(request.override().reason());
            }
            RecordChanges changes = RecordBodies.changes(session, model, request.values(), null);
            Written written = records.move(
                    session,
                    model,
                    RecordBodies.id(id),
                    request.stage(),
                    changes,
                    Versions.expected(ifMatch, null),
                    cause);
            return bodies.answer(ResponseEntity.ok(), session, model, written);
        });
    }

    private MoveVerdict verdict(Session session, String object, UUID id, MoveRequest request) {
        ObjectModel model = session.model().object(object);
        List<Unmet> unmet = records.unmet(
                session, model, id, request.stage(), RecordBodies.changes(session, model, request.values(), null));
        boolean allowed = unmet.stream().noneMatch(each -> each.criterion().blocks());
        return new MoveVerdict(allowed, Unmet.in(TenantScope.current().locale(), unmet));
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MoveResponse(
            String field,
            @Nullable String from,
            String to,
            Instant enteredAt,
            @JsonInclude @Nullable Instant leftAt,
            String cause,
            @Nullable String reason,
            Ref actor,
            int definitionVersion) {}

    record MovesResponse(List<MoveResponse> items) {}

    @GetMapping("/moves")
    MovesResponse moves(@PathVariable String object, @PathVariable String id) {
        return sessions.read(session -> {
            ObjectModel model = session.model().object(object);
            return new MovesResponse(records.moves(session, model, RecordBodies.id(id)).stream()
                    .map(move -> response(session, move))
                    .toList());
        });
    }

    private static MoveResponse response(Session session, Move move) {
        return new MoveResponse(
                move.field(),
                move.from(),
                move.to(),
                move.enteredAt(),
                move.leftAt(),
                move.cause(),
                move.reason(),
                Ref.member(session.caller().directory(), move.actor()),
                move.definitionVersion());
    }
}
