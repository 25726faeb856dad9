package io.ripeline.notification;

import static io.ripeline.notification.NotificationError.CURSOR_INVALID;
import static io.ripeline.notification.NotificationError.LIMIT_INVALID;
import static io.ripeline.notification.NotificationError.NOTIFICATION_NOT_FOUND;
import static io.ripeline.notification.NotificationTable.AT;
import static io.ripeline.notification.NotificationTable.ID;
import static io.ripeline.notification.NotificationTable.MEMBER_ID;
import static io.ripeline.notification.NotificationTable.NOTIFICATION;
import static io.ripeline.notification.NotificationTable.READ_AT;
import static io.ripeline.notification.NotificationTable.SHOWN;

import io.ripeline.database.Ids;
import io.ripeline.record.JsonValues;
import io.ripeline.record.Session;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/// What the acting member was told.
@Component
class Inbox {

    private static final int MOST = 200;

    private final ApplicationEventPublisher events;

    Inbox(ApplicationEventPublisher events) {
        this.events = events;
    }

    /// @param nextCursor asks for the next page; absent on the last one
    record Page(List<Told> items, @Nullable String nextCursor) {

        Page {
            items = List.copyOf(items);
        }
    }

    /// The last first; refuses with `limit-invalid` or `cursor-invalid`.
    Page page(Session session, boolean unread, int limit, @Nullable String cursor) {
        if (limit < 1 || limit > MOST) {
            throw LIMIT_INVALID.at("/limit", Text.of("limit is from 1 to %d.", "limit 应在 1 到 %d 之间。", MOST));
        }
        List<Told> found = session.transaction()
                .sql()
                .select(Told.COLUMNS)
                .from(NOTIFICATION)
                .where(hers(session)
                        .and(unread ? READ_AT.isNull() : DSL.noCondition())
                        .and(cursor == null ? DSL.noCondition() : behind(cursor)))
                .orderBy(AT.desc(), ID.desc())
                .limit(limit + 1)
                .fetch(Told::of);
        boolean more = found.size() > limit;
        List<Told> items = more ? found.subList(0, limit) : found;
        return new Page(items, more ? cursor(items.getLast()) : null);
    }

    private static Condition hers(Session session) {
        return MEMBER_ID.eq(session.caller().member().id()).and(SHOWN);
    }

    private static String cursor(Told told) {
        String place = told.at() + " " + told.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.UTF_8));
    }

    private static Condition behind(String cursor) {
        try {
            String[] place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 2);
            Instant at = JsonValues.instant(place[0]).orElseThrow(Inbox::malformed);
            UUID id = Ids.parse(place[place.length - 1]).orElseThrow(Inbox::malformed);
            return AT.le(at).and(AT.lt(at).or(ID.lt(id)));
        } catch (IllegalArgumentException malformed) {
            throw malformed();
        }
    }

    private static Refused malformed() {
        return CURSOR_INVALID.because(
                Text.of("This is no cursor of notifications; begin anew without it.", "分页游标无效，请重新查询。"));
    }

    int unread(Session session) {
        return session.transaction()
                .sql()
                .fetchCount(NOTIFICATION, hers(session).and(READ_AT.isNull()));
    }

    /// Notes that she has read some of them; refuses with `notification-not-found` where one is not hers.
    void read(Session session, Collection<UUID> ids) {
        Set<UUID> wanted = new HashSet<>(ids);
        Condition some = hers(session).and(ID.eq(DSL.any(wanted.toArray(new UUID[0]))));
        if (session.transaction().sql().fetchCount(NOTIFICATION, some) < wanted.size()) {
            throw NOTIFICATION_NOT_FOUND.at("/ids", Text.of("One of them is no notification of yours.", "其中有不属于您的通知。"));
        }
        mark(session, some);
    }

    /// Notes that she has read all of them.
    void readAll(Session session) {
        mark(session, hers(session));
    }

    private void mark(Session session, Condition some) {
        List<UUID> read = session.transaction()
                .sql()
                .update(NOTIFICATION)
                .set(READ_AT, session.transaction().now())
                .where(some.and(READ_AT.isNull()))
                .returning(ID)
                .fetch(ID);
        if (!read.isEmpty()) {
            UUID me = session.caller().member().id();
            events.publishEvent(new NotificationsRead(session.transaction(), me));
        }
    }
}
