package io.ripeline.team;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The strip of a member's day, over HTTP.
@RestController
class DayController {

    private final Sessions sessions;
    private final Days days;

    DayController(Sessions sessions, Days days) {
        this.sessions = sessions;
        this.days = days;
    }

    record MemberPart(UUID id, String name) {}

    record SubjectPart(String object, UUID id, String name) {}

    @JsonInclude
    record ActivityPart(
            UUID id,
            @Nullable String kind,
            boolean contact,
            Instant startedAt,
            long seconds,
            @Nullable Long talkSeconds,
            @Nullable String outcome,
            @Nullable SubjectPart subject) {}

    /// @param lunch the break that is cut out of the gaps
    /// @param timeZone in which the member reads the day
    @JsonInclude
    record DayResponse(
            LocalDate on,
            MemberPart member,
            List<ActivityPart> activities,
            List<DayStrip.Gap> gaps,
            @Nullable Span lunch,
            @Nullable Instant firstAt,
            @Nullable Instant lastAt,
            long talkSeconds,
            int contacts,
            @Nullable Long longestGapMinutes,
            @Nullable Long medianGapMinutes,
            int longGaps,
            String timeZone) {}

    /// What a member did on a day of hers.
    @GetMapping("/api/v1/days/{member}/{on}")
    DayResponse day(@PathVariable String member, @PathVariable String on) {
        return sessions.read(session -> {
            UUID id = Days.member(session, member);
            LocalDate day = Days.day(session, id, on);
            return response(session, id, day, days.strip(session, id, day));
        });
    }

    private static DayResponse response(Session session, UUID member, LocalDate on, DayStrip strip) {
        return new DayResponse(
                on,
                new MemberPart(member, session.caller().directory().nameOf(member)),
                strip.activities().stream().map(DayController::activity).toList(),
                strip.gaps(),
                strip.lunch(),
                strip.firstAt(),
                strip.lastAt(),
                strip.talkSeconds(),
                strip.contacts(),
                strip.longestGapMinutes(),
                strip.medianGapMinutes(),
                strip.longGaps(),
                session.days().zoneOf(member).getId());
    }

    private static ActivityPart activity(Touch touch) {
        return new ActivityPart(
                touch.id(),
                touch.kind(),
                touch.contact(),
                touch.startedAt(),
                touch.seconds(),
                touch.talkSeconds(),
                touch.outcome(),
                touch.subjectObject() == null || touch.subjectId() == null || touch.subjectName() == null
                        ? null
                        : new SubjectPart(touch.subjectObject(), touch.subjectId(), touch.subjectName()));
    }
}
