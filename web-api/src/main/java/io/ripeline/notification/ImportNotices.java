package io.ripeline.notification;

import io.ripeline.imports.ImportEnded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells people that imports of theirs have ended.
@Component
class ImportNotices {

    private final Notifications notifications;

    ImportNotices(Notifications notifications) {
        this.notifications = notifications;
    }

    @EventListener
    void on(ImportEnded ended) {
        notifications.tell(
                ended.transaction(),
                Notice.of(NoticeKind.IMPORT, ended.by(), null)
                        .with("import", ended.id().toString())
                        .with("file", ended.file())
                        .with("created", String.valueOf(ended.created()))
                        .with("updated", String.valueOf(ended.updated()))
                        .with("failed", String.valueOf(ended.failed())));
    }
}
