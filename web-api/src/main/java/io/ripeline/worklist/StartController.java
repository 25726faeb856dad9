package io.ripeline.worklist;

import io.ripeline.record.Sessions;
import java.time.Instant;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/// Beginning with an item over HTTP.
@RestController
class StartController {

    private final Sessions sessions;
    private final StartItem startItem;

    StartController(Sessions sessions, StartItem startItem) {
        this.sessions = sessions;
        this.startItem = startItem;
    }

    record StartedResponse(UUID item, Instant startedAt) {}

    @PostMapping("/api/v1/worklist/{id}/start")
    StartedResponse start(@PathVariable("id") String id) {
        return sessions.write(session -> {
            StartItem.Started started = startItem.start(session, id);
            return new StartedResponse(started.item(), started.at());
        });
    }
}
