package io.ripeline.notification;

import io.ripeline.record.Sessions;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// How a member wants to be told, over HTTP.
@RestController
@RequestMapping("/api/v1/me/notification-settings")
class NotificationSettingsController {

    private final Sessions sessions;
    private final StoredSettings settings;

    NotificationSettingsController(Sessions sessions, StoredSettings settings) {
        this.sessions = sessions;
        this.settings = settings;
    }

    @GetMapping
    Settings get() {
        return sessions.read(session ->
                settings.of(session.transaction(), session.caller().member().id()));
    }

    @PutMapping
    Settings put(@RequestBody Settings wanted) {
        Settings checked = wanted.checked();
        return sessions.write(session -> {
            settings.keep(session.transaction(), session.caller().member().id(), checked);
            return checked;
        });
    }
}
