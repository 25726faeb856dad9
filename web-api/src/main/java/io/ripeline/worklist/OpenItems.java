package io.ripeline.worklist;

import io.ripeline.record.Session;
import io.ripeline.tenancy.TenantScope;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the acting member has planned, for whoever carries it out of here.
@Component
public class OpenItems {

    private final WorklistCalendar calendar;

    OpenItems(WorklistCalendar calendar) {
        this.calendar = calendar;
    }

    /// An item that is still to be done.
    ///
    /// @param object key of what it is about
    /// @param record what it is about
    /// @param name of that record
    /// @param channel how to get in touch, in the reader's language
    /// @param onBehalfOf whose it is, where the member stands in for her
    public record OpenItem(
            UUID id,
            LocalDate on,
            String object,
            UUID record,
            String name,
            @Nullable String channel,
            @Nullable String purpose,
            @Nullable String onBehalfOf) {}

    /// Those due in some days, both included; the first fifty of each day.
    public List<OpenItem> of(Session session, LocalDate from, LocalDate to) {
        Locale locale = TenantScope.current().locale();
        return calendar.days(session, session.caller().member().id(), from, to).days().stream()
                .flatMap(day -> day.items().stream()
                        .filter(item -> item.state().equals(FollowUp.OPEN))
                        .map(item -> new OpenItem(
                                item.id(),
                                day.on(),
                                item.subject().object(),
                                item.subject().id(),
                                item.subject().name(),
                                channel(session, item.channel(), locale),
                                item.purpose(),
                                item.onBehalfOf() == null
                                        ? null
                                        : item.onBehalfOf().name())))
                .toList();
    }

    private static @Nullable String channel(Session session, @Nullable String key, Locale locale) {
        return key == null
                ? null
                : FollowUps.object(session)
                        .field(FollowUp.CHANNEL)
                        .flatMap(field -> Optional.ofNullable(field.choices().get(key)))
                        .map(choice -> choice.label().in(locale))
                        .orElse(key);
    }
}
