package io.ripeline.team;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// Who is at what now, over HTTP.
@RestController
class TeamController {

    private final Sessions sessions;
    private final TeamNow now;

    TeamController(Sessions sessions, TeamNow now) {
        this.sessions = sessions;
        this.now = now;
    }

    record MemberPart(UUID id, String name) {}

    @JsonInclude
    record LastPart(@Nullable String kind, Instant at, TeamNow.@Nullable Subject subject) {}

    /// @param state `busy`, `free`, `off` or `leave`
    /// @param on her today
    /// @param timeZone in which she reads it
    @JsonInclude
    record NowPart(
            MemberPart member,
            String state,
            @Nullable Instant since,
            TeamNow.@Nullable Subject at,
            @Nullable LastPart last,
            TeamNow.Counts today,
            LocalDate on,
            String timeZone) {}

    record TeamResponse(List<NowPart> items) {}

    /// The acting member and those below her.
    @GetMapping("/api/v1/team/now")
    TeamResponse team() {
        return sessions.read(session -> new TeamResponse(
                now.of(session).stream().map(each -> part(session, each)).toList()));
    }

    private static NowPart part(Session session, TeamNow.Now now) {
        TeamNow.Last last = now.last();
        return new NowPart(
                new MemberPart(now.member().id(), now.member().name()),
                now.state().name().toLowerCase(Locale.ROOT),
                now.since(),
                now.at(),
                last == null ? null : new LastPart(last.kind(), last.at(), last.subject()),
                now.today(),
                session.days().today(now.member().id()),
                session.days().zoneOf(now.member().id()).getId());
    }
}
