package io.ripeline.leave;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.identity.Leave;
import io.ripeline.identity.Member;
import io.ripeline.identity.MemberDirectory;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// When members are away, over HTTP.
@RestController
@RequestMapping("/api/v1/members/{id}/leaves")
class LeavesController {

    private final Sessions sessions;
    private final TakeLeave takeLeave;

    LeavesController(Sessions sessions, TakeLeave takeLeave) {
        this.sessions = sessions;
        this.takeLeave = takeLeave;
    }

    /// @param deputyId who stands in; nobody where absent
    record LeaveRequest(String from, String to, @Nullable String deputyId) {}

    record DeputyResponse(UUID id, String name) {}

    @JsonInclude(JsonInclude.Include.ALWAYS)
    record LeaveResponse(
            UUID id, LocalDate from, LocalDate to, @Nullable DeputyResponse deputy) {

        static LeaveResponse of(Session session, Leave leave) {
            MemberDirectory directory = session.caller().directory();
            DeputyResponse deputy = leave.deputyId() == null
                    ? null
                    : new DeputyResponse(leave.deputyId(), directory.nameOf(leave.deputyId()));
            return new LeaveResponse(leave.id(), leave.from(), leave.to(), deputy);
        }
    }

    record LeavesResponse(List<LeaveResponse> items) {}

    /// The member's leaves, the earliest first.
    @GetMapping
    LeavesResponse of(@PathVariable("id") String id) {
        return sessions.read(session -> new LeavesResponse(TakeLeave.of(session, TakeLeave.member(session, id)).stream()
                .map(leave -> LeaveResponse.of(session, leave))
                .toList()));
    }

    /// Notes a leave.
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    LeaveResponse take(@PathVariable("id") String id, @RequestBody LeaveRequest request) {
        return sessions.write(session -> {
            Member member = TakeLeave.member(session, id);
            return LeaveResponse.of(
                    session, takeLeave.take(session, member, request.from(), request.to(), request.deputyId()));
        });
    }

    /// Calls a leave off.
    @DeleteMapping("/{leave}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable("id") String id, @PathVariable("leave") String leave) {
        sessions.write(session -> {
            takeLeave.end(session, TakeLeave.member(session, id), leave);
            return leave;
        });
    }
}
