package io.ripeline.worklist;

import static io.ripeline.worklist.WorklistError.PARAMETER_INVALID;

import io.ripeline.record.JsonValues;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import io.ripeline.worklist.WorklistRequests.CloseDayRequest;
import io.ripeline.worklist.WorklistRequests.PlanRequest;
import io.ripeline.worklist.WorklistResponses.CalendarResponse;
import io.ripeline.worklist.WorklistResponses.DayClosedResponse;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Planning ahead and closing the day over HTTP.
@RestController
@RequestMapping("/api/v1/worklist")
class PlanningController {

    private static final int MOST_DAYS = 62;

    private final Sessions sessions;
    private final Worklist worklist;
    private final WorklistCalendar calendar;
    private final PlanItem planItem;
    private final CloseDay closeDay;

    PlanningController(
            Sessions sessions, Worklist worklist, WorklistCalendar calendar, PlanItem planItem, CloseDay closeDay) {
        this.sessions = sessions;
        this.worklist = worklist;
        this.calendar = calendar;
        this.planItem = planItem;
        this.closeDay = closeDay;
    }

    /// Plans an item by hand.
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    WorklistItem plan(@RequestBody PlanRequest request) {
        return sessions.write(session -> {
            UUID item = planItem.plan(session, request);
            return worklist.item(session, item).orElseThrow();
        });
    }

    /// What is planned for a member (the caller) on each of some days, both included, 62 at most.
    @GetMapping("/calendar")
    CalendarResponse calendar(
            @RequestParam(name = "from") String from,
            @RequestParam(name = "to") String to,
            @RequestParam(name = "member", required = false) @Nullable String member) {
        return sessions.read(session -> {
            LocalDate first = date(from, "/from");
            LocalDate last = date(to, "/to");
            if (last.isBefore(first) || first.plusDays(MOST_DAYS - 1).isBefore(last)) {
                throw PARAMETER_INVALID.at(
                        "/to",
                        Text.of("to is from the day of from on, %d days at most.", "to 不早于 from，且最多 %d 天。", MOST_DAYS));
            }
            return calendar.days(session, WorklistController.member(session.caller(), member), first, last);
        });
    }

    private static LocalDate date(String text, String pointer) {
        return JsonValues.date(text)
                .orElseThrow(() -> PARAMETER_INVALID.at(
                        pointer, Text.of("A date such as 2026-01-31 is expected.", "应为日期，例如 2026-01-31。")));
    }

    /// Closes the caller's day.
    @PostMapping("/close-day")
    DayClosedResponse close(@RequestBody CloseDayRequest request) {
        return sessions.write((Session session) -> closeDay.close(session, request));
    }
}
