package io.ripeline.notification;

import io.ripeline.definition.StandardObjects;
import io.ripeline.identity.Member;
import io.ripeline.pool.ReclaimAverted;
import io.ripeline.pool.ReclaimForeseen;
import io.ripeline.record.RecordShared;
import io.ripeline.record.RecordWritten;
import io.ripeline.record.RecordsWritten;
import io.ripeline.record.Session;
import io.ripeline.record.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells people that records have come to them, and owners that theirs have gone.
@Component
class RecordNotices {

    /// What comes with a company's sample, or back by an undo, is no news.
    private static final Set<String> SILENT = Set.of("sample", "migration", "revert", "transfer-undo");

    private static final String RECLAIM = "reclaim";

    private final Notifications notifications;

    RecordNotices(Notifications notifications) {
        this.notifications = notifications;
    }

    @EventListener
    void on(RecordsWritten written) {
        if (written.object().about()
                || written.object().key().equals(StandardObjects.FOLLOW_UP)
                || SILENT.contains(written.cause().key())) {
            return;
        }
        List<Notice> notices = new ArrayList<>();
        for (RecordWritten each : written.all()) {
            if (each.before() == null || each.changedOwner()) {
                gather(each, notices);
            }
        }
        notifications.tellAll(written.transaction(), notices);
    }

    private static void gather(RecordWritten written, List<Notice> notices) {
        UUID owner = written.after().ownerId();
        UUID record = written.after().id();
        String object = written.object().key();
        UUID by = written.after().updatedBy();
        if (owner != null && !owner.equals(by)) {
            notices.add(Notice.about(NoticeKind.ASSIGNED, owner, by, object, record));
        }
        UUID before = written.before() == null ? null : written.before().ownerId();
        if (before != null && written.cause().key().equals(RECLAIM)) {
            notices.add(Notice.about(NoticeKind.RECLAIM, before, null, object, record));
        }
    }

    /// The owner is warned while she can still keep the record.
    @EventListener
    void on(ReclaimForeseen foreseen) {
        notifications.tell(
                foreseen.session().transaction(),
                Notice.about(
                                NoticeKind.RECLAIM,
                                foreseen.owner(),
                                null,
                                foreseen.object().key(),
                                foreseen.record())
                        .with(Wording.ON, foreseen.on().toString()));
    }

    @EventListener
    void on(ReclaimAverted averted) {
        notifications.settle(
                averted.session().transaction(), NoticeKind.RECLAIM, averted.owner(), averted.record(), Wording.ON);
    }

    @EventListener
    void on(RecordShared shared) {
        Session session = shared.session();
        Share share = shared.share();
        session.caller().directory().all().stream()
                .filter(member -> share.member() == null
                        ? member.role().equals(share.role())
                        : member.id().equals(share.member()))
                .filter(Member::active)
                .forEach(member -> notifications.tell(
                        session.transaction(),
                        Notice.about(
                                NoticeKind.SHARE,
                                member.id(),
                                share.by(),
                                shared.object().key(),
                                shared.id())));
    }
}
