package io.ripeline.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.definition.ObjectModel;
import io.ripeline.openapi.Answers;
import io.ripeline.openapi.RecordValues;
import io.ripeline.record.Cause;
import io.ripeline.record.Move;
import io.ripeline.record.MoveVerdict;
import io.ripeline.record.RecordChanges;
import io.ripeline.record.Records;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.record.Unmet;
import io.ripeline.record.Written;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import java.time.Instant;
import java.time.LocalDate;
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

    /// @param from key of the stage the mover saw the record in: where it stands in another one by now, the move is
    /// refused with `moved-meanwhile`
    record MoveRequest(
            String stage,

            @Nullable String from,

            @RecordValues(RecordValues.Use.CHANGED) @Nullable
            Map<String, JsonNode> values,

            @Nullable OverrideRequest override) {}

    /// @param code of the refusal, where it may not
    record VerdictResponse(boolean allowed, @Nullable String code, List<Unmet.Described> unmet) {}

    @PostMapping("/move")
    @Answers(body = {RecordResponse.class, VerdictResponse.class})
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
                    Versions.expected(ifMatch, null).from(request.from()),
                    cause);
            return bodies.answer(ResponseEntity.ok(), session, model, written);
        });
    }

    private VerdictResponse verdict(Session session, String object, UUID id, MoveRequest request) {
        ObjectModel model = session.model().object(object);
        RecordChanges changes = RecordBodies.changes(session, model, request.values(), null);
        MoveVerdict verdict = records.tryMove(session, model, id, request.from(), request.stage(), changes);
        Refused refusal = verdict.refusal();
        return new VerdictResponse(
                verdict.allowed(),
                refusal == null ? null : refusal.code().code(),
                Unmet.in(TenantScope.current().locale(), verdict.unmet()));
    }

    /// Takes back the last move as a mistake.
    @PostMapping("/moves/undo")
    ResponseEntity<RecordResponse> undo(@PathVariable String object, @PathVariable String id) {
        return sessions.write(session -> {
            ObjectModel model = session.model().object(object);
            Written written = records.undoMove(session, model, RecordBodies.id(id));
            return bodies.answer(ResponseEntity.ok(), session, model, written);
        });
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
            int definitionVersion,
            @Nullable Boolean voided,
            @Nullable LocalDate until,
            @Nullable List<NameResponse> overridden) {}

    /// A criterion by its key and name.
    record NameResponse(String key, String label) {

        static List<NameResponse> of(List<Unmet.Kept> kept) {
            return kept.stream()
                    .map(each -> new NameResponse(
                            each.key(),
                            new Text(each.en(), each.zh())
                                    .in(TenantScope.current().locale())))
                    .toList();
        }
    }

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
                move.definitionVersion(),
                move.isVoided() ? true : null,
                move.until().orElse(null),
                overridden(move));
    }

    private static @Nullable List<NameResponse> overridden(Move move) {
        Move.Notes notes = move.notes();
        return notes == null || notes.unmet() == null ? null : NameResponse.of(Unmet.Kept.of(notes.unmet()));
    }
}
