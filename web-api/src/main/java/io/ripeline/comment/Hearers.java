package io.ripeline.comment;

import io.ripeline.comment.Place.OfDay;
import io.ripeline.comment.Place.OfRecord;
import io.ripeline.identity.Member;
import io.ripeline.identity.MemberDirectory;
import io.ripeline.notification.Notice;
import io.ripeline.notification.NoticeKind;
import io.ripeline.notification.Notifications;
import io.ripeline.notification.Sightings;
import io.ripeline.record.Caller;
import io.ripeline.record.Session;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Who is told of a comment: who is mentioned, whose record or day it is, and who said something there before and still
/// sees it.
@Component
class Hearers {

    private static final int EXCERPT = 200;

    private final Notifications notifications;
    private final Sightings sightings;

    Hearers(Notifications notifications, Sightings sightings) {
        this.notifications = notifications;
        this.sightings = sightings;
    }

    /// Whether a member sees what is said there.
    boolean sees(Session session, Place place, UUID member) {
        MemberDirectory directory = session.caller().directory();
        return switch (place) {
            case OfRecord record ->
                sightings.sees(
                        new Sightings.Here(session.transaction(), session.model(), directory),
                        member,
                        record.object(),
                        record.id());
            case OfDay day ->
                directory
                        .find(member)
                        .filter(Member::active)
                        .filter(each -> session.model()
                                .role(each.role())
                                .filter(role -> Caller.oversees(each, role, directory, day.member()))
                                .isPresent())
                        .isPresent();
        };
    }

    /// Tells them.
    void tell(Session session, Place place, Comment comment, List<UUID> before) {
        comment.mentions().forEach(member -> tell(session, place, comment, NoticeKind.MENTION, member));
        Set<UUID> others = new LinkedHashSet<>();
        others.add(
                switch (place) {
                    case OfRecord record -> record.owner();
                    case OfDay day -> day.member();
                });
        others.addAll(before);
        others.removeAll(comment.mentions());
        others.remove(comment.by());
        others.stream()
                .filter(member -> sees(session, place, member))
                .forEach(member -> tell(session, place, comment, NoticeKind.COMMENT, member));
    }

    private void tell(Session session, Place place, Comment comment, NoticeKind kind, UUID to) {
        Notice notice = switch (place) {
            case OfRecord record -> Notice.about(kind, to, comment.by(), record.object(), record.id());
            case OfDay day ->
                Notice.of(kind, to, comment.by())
                        .with("member", day.member().toString())
                        .with("on", day.on().toString());
        };
        notifications.tell(session.transaction(), notice.with("text", excerpt(comment.text())));
    }

    private static String excerpt(String text) {
        return text.codePointCount(0, text.length()) <= EXCERPT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, EXCERPT)) + "…";
    }
}
