package io.ripeline.worklist;

import static io.ripeline.worklist.WorklistError.PARAMETER_INVALID;

import io.ripeline.database.Ids;
import io.ripeline.definition.Role.Scope;
import io.ripeline.identity.IdentityError;
import io.ripeline.record.Caller;
import io.ripeline.record.JsonValues;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.worklist.CancelItem.Cancelled;
import io.ripeline.worklist.CompleteItem.Completed;
import io.ripeline.worklist.WorklistRequests.CancelRequest;
import io.ripeline.worklist.WorklistRequests.CompleteRequest;
import io.ripeline.worklist.WorklistRequests.SnoozeRequest;
import io.ripeline.worklist.WorklistResponses.CancelledResponse;
import io.ripeline.worklist.WorklistResponses.CompletedResponse;
import io.ripeline.worklist.WorklistResponses.DayResponse;
import io.ripeline.worklist.WorklistResponses.Reference;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The day's list over HTTP.
@RestController
@RequestMapping("/api/v1/worklist")
class WorklistController {

    private final Sessions sessions;
    private final Worklist worklist;
    private final CompleteItem completeItem;
    private final PutOffItem putOffItem;
    private final CancelItem cancelItem;
    private final NextStep nextStep;
    private final DoneTasks doneTasks;

    WorklistController(
            Sessions sessions,
            Worklist worklist,
            CompleteItem completeItem,
            PutOffItem putOffItem,
            CancelItem cancelItem,
            NextStep nextStep,
            DoneTasks doneTasks) {
        this.sessions = sessions;
        this.worklist = worklist;
        this.completeItem = completeItem;
        this.putOffItem = putOffItem;
        this.cancelItem = cancelItem;
        this.nextStep = nextStep;
        this.doneTasks = doneTasks;
    }

    /// The list of a day (her today) of a member (the caller).
    @GetMapping
    DayResponse day(
            @RequestParam(name = "on", required = false) @Nullable String on,
            @RequestParam(name = "member", required = false) @Nullable String member) {
        return sessions.read(session -> {
            UUID whose = member(session.caller(), member);
            return worklist.day(session, whose, day(session, whose, on));
        });
    }

    private static LocalDate day(Session session, UUID member, @Nullable String on) {
        if (on == null || on.isBlank()) {
            return session.days().today(member);
        }
        return JsonValues.date(on)
                .orElseThrow(() -> PARAMETER_INVALID.at(
                        "/on", Text.of("on is a date such as 2026-01-31.", "on 应为日期，例如 2026-01-31。")));
    }

    /// Whose list: refuses with `member-not-found` whom the caller's role does not let her see.
    static UUID member(Caller caller, @Nullable String member) {
        UUID me = caller.member().id();
        if (member == null || member.isBlank()) {
            return me;
        }
        UUID wanted = Ids.parse(member).orElseThrow(WorklistController::unknownMember);
        boolean seen = switch (caller.role().scope()) {
            case Scope.OWN -> wanted.equals(me);
            case Scope.TEAM -> caller.directory().withReports(me).contains(wanted);
            case Scope.ALL -> caller.directory().find(wanted).isPresent();
        };
        if (!seen) {
            throw unknownMember();
        }
        return wanted;
    }

    private static Refused unknownMember() {
        return IdentityError.MEMBER_NOT_FOUND.because(
                Text.of("There is no such member, or you may not see the list.", "没有这位成员，或您无权查看其日程。"));
    }

    /// Finishes an item.
    @PostMapping("/{id}/complete")
    CompletedResponse complete(
            @PathVariable("id") String id,
            @RequestBody CompleteRequest request,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return sessions.write(session -> {
            Completed completed = completeItem.complete(session, id, request, Requested.version(ifMatch));
            nextStep.require(session, completed.item());
            return new CompletedResponse(
                    new Reference(completed.activity()),
                    new Reference(completed.item()),
                    completed.next().flatMap(next -> item(session, next)).orElse(null),
                    doneTasks.by(session, completed.activity()));
        });
    }

    /// Puts an item off.
    @PostMapping("/{id}/snooze")
    WorklistItem snooze(
            @PathVariable("id") String id,
            @RequestBody SnoozeRequest request,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return sessions.write(
                session -> item(session, putOffItem.putOff(session, id, request, Requested.version(ifMatch)))
                        .orElseThrow());
    }

    /// Takes an item off the list.
    @PostMapping("/{id}/cancel")
    CancelledResponse cancel(
            @PathVariable("id") String id,
            @RequestBody CancelRequest request,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return sessions.write(session -> {
            Cancelled cancelled = cancelItem.cancel(session, id, request, Requested.version(ifMatch));
            return new CancelledResponse(
                    new Reference(cancelled.item()),
                    cancelled.next().flatMap(next -> item(session, next)).orElse(null));
        });
    }

    private Optional<WorklistItem> item(Session session, UUID id) {
        return worklist.item(session, id);
    }
}
