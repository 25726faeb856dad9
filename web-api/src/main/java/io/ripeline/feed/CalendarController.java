package io.ripeline.feed;

import static io.ripeline.feed.FeedError.FEED_NOT_FOUND;

import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Kind;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import io.ripeline.worklist.OpenItems;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// What calendar programs find at a secret address.
@RestController
class CalendarController {

    private static final int DAYS_BACK = 60;
    private static final int DAYS_AHEAD = 180;
    private static final Text NAME = Text.of("%s: follow-ups", "%s：跟进");

    private final Sessions sessions;
    private final OpenItems openItems;

    CalendarController(Sessions sessions, OpenItems openItems) {
        this.sessions = sessions;
        this.openItems = openItems;
    }

    /// The open items of the member whose secret it is, late ones of two months and what is due in six.
    @GetMapping("/public/v1/calendar/{secret}.ics")
    void calendar(HttpServletResponse response) throws IOException {
        if (!TenantScope.isBound()) {
            throw FEED_NOT_FOUND.refusal();
        }
        byte[] calendar = calendar().getBytes(StandardCharsets.UTF_8);
        response.setContentType("text/calendar;charset=utf-8");
        response.setHeader("Cache-Control", "private, max-age=300");
        response.setHeader("Content-Disposition", "inline; filename=\"ripeline.ics\"");
        response.setContentLength(calendar.length);
        response.getOutputStream().write(calendar);
    }

    private String calendar() {
        try {
            return sessions.read(this::written);
        } catch (Refused refused) {
            // Who has left or may not read her items any more has no calendar; strangers are not told which.
            throw refused.code().kind() == Kind.FORBIDDEN ? FEED_NOT_FOUND.refusal() : refused;
        }
    }

    private String written(Session session) {
        UUID me = session.caller().member().id();
        LocalDate today = session.days().today(me);
        String company = session.transaction().tenant().name();
        String pages = ServletUriComponentsBuilder.fromCurrentContextPath().toUriString();
        return new CalendarText(
                        pages, session.transaction().now(), session.days().zoneOf(me))
                .of(
                        NAME.in(TenantScope.current().locale()).formatted(company),
                        openItems.of(session, today.minusDays(DAYS_BACK), today.plusDays(DAYS_AHEAD)));
    }
}
