package io.ripeline.notification;

import static io.ripeline.notification.NotificationError.READ_INVALID;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.identity.MemberDirectory;
import io.ripeline.record.Session;
import io.ripeline.record.Sessions;
import io.ripeline.refusal.Text;
import io.ripeline.tenancy.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

/// What a member was told, over HTTP.
@RestController
@RequestMapping("/api/v1/notifications")
class NotificationController {

    private static final int DEFAULT_LIMIT = 50;

    private final Sessions sessions;
    private final Inbox inbox;
    private final Sightings sightings;

    NotificationController(Sessions sessions, Inbox inbox, Sightings sightings) {
        this.sessions = sessions;
        this.inbox = inbox;
        this.sightings = sightings;
    }

    record MemberPart(UUID id, String name) {}

    record RecordPart(String object, UUID id, String name) {}

    /// @param record absent where it is about none, or about one that the reader does not see any more
    /// @param link where in the application it leads
    @JsonInclude
    record NotificationResponse(
            UUID id,
            String kind,
            Instant at,
            @Nullable MemberPart by,
            @Nullable RecordPart record,
            String text,
            @Nullable Instant readAt,
            String link) {}

    @JsonInclude
    record NotificationsResponse(
            List<NotificationResponse> items,
            int unread,
            @Nullable String nextCursor) {}

    /// Exactly one of both.
    record ReadRequest(@Nullable List<UUID> ids, @Nullable Boolean all) {}

    record ReadResponse(int unread) {}

    /// The last first.
    @GetMapping
    NotificationsResponse page(
            @RequestParam(required = false) @Nullable Boolean unread,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return sessions.read(session -> {
            Inbox.Page page =
                    inbox.page(session, Boolean.TRUE.equals(unread), limit == null ? DEFAULT_LIMIT : limit, cursor);
            return new NotificationsResponse(
                    responses(session, page.items()), inbox.unread(session), page.nextCursor());
        });
    }

    private List<NotificationResponse> responses(Session session, List<Told> items) {
        MemberDirectory directory = session.caller().directory();
        Sightings.Here here = new Sightings.Here(session.transaction(), session.model(), directory);
        Wording wording = new Wording(here);
        Map<UUID, String> names =
                sightings.names(here, session.caller().member().id(), items);
        return items.stream()
                .map(told -> {
                    String name = told.record() == null ? null : names.get(told.record());
                    return new NotificationResponse(
                            told.id(),
                            told.kind().key(),
                            told.at(),
                            told.by() == null ? null : new MemberPart(told.by(), directory.nameOf(told.by())),
                            record(told, name),
                            wording.of(told, name).in(TenantScope.current().locale()),
                            told.readAt(),
                            Wording.link(told, name != null));
                })
                .toList();
    }

    private static @Nullable RecordPart record(Told told, @Nullable String name) {
        return name == null || told.object() == null || told.record() == null
                ? null
                : new RecordPart(told.object(), told.record(), name);
    }

    /// Notes what she has read.
    @PostMapping("/read")
    @ResponseStatus(HttpStatus.OK)
    ReadResponse read(@RequestBody ReadRequest request) {
        boolean all = Boolean.TRUE.equals(request.all());
        if (all == (request.ids() != null)) {
            throw READ_INVALID.at("", Text.of("Name either ids or all.", "请指定 ids 或 all 之一。"));
        }
        return sessions.write(session -> {
            if (request.ids() == null) {
                inbox.readAll(session);
            } else {
                inbox.read(session, request.ids());
            }
            return new ReadResponse(inbox.unread(session));
        });
    }
}
