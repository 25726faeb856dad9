package io.ripeline.feed;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ripeline.identity.CalendarFeeds;
import io.ripeline.identity.FeedSecret;
import io.ripeline.record.Sessions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// The member's own calendar feed over HTTP.
@RestController
@RequestMapping("/api/v1/me/calendar-feed")
class FeedController {

    private final Sessions sessions;
    private final CalendarFeeds feeds;

    FeedController(Sessions sessions, CalendarFeeds feeds) {
        this.sessions = sessions;
        this.feeds = feeds;
    }

    /// @param url told only when it is made: its secret is stored as a hash
    /// @param createdAt absent where there is no feed
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record FeedResponse(@Nullable String url, @Nullable Instant createdAt) {}

    /// Whether the member has a feed.
    @GetMapping
    FeedResponse feed() {
        return sessions.read(session -> new FeedResponse(
                null,
                feeds.since(session.transaction(), session.caller().member().id())
                        .orElse(null)));
    }

    /// Makes a feed; the address that stood before leads nowhere any more.
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    FeedResponse make() {
        return sessions.write(session -> {
            FeedSecret secret =
                    feeds.make(session.transaction(), session.caller().member().id());
            return new FeedResponse(url(secret), session.transaction().now());
        });
    }

    private static String url(FeedSecret secret) {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/public/v1/calendar/{secret}.ics")
                .build(secret.value())
                .toString();
    }

    /// Ends the feed.
    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke() {
        sessions.write(session -> {
            feeds.revoke(session.transaction(), session.caller().member().id());
            return session;
        });
    }
}
