package io.ripeline.notification;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// When something is mailed to a member.
///
/// @param at absent where it is not
/// @param digest whether together with all else of the day
record MailTime(@Nullable Instant at, boolean digest) {

    /// The kind of the job that mails what is due.
    static final String JOB = "notices";

    private static final MailTime NEVER = new MailTime(null, false);

    /// The time for something that happens now.
    static MailTime of(Settings settings, NoticeKind kind, Instant now, ZoneId zone) {
        Settings.Channel channel = settings.of(kind);
        if (!settings.mail()) {
            return NEVER;
        }
        if (channel.mail()) {
            return new MailTime(awake(settings.quiet(), now, zone), false);
        }
        if (settings.digestAt() == null || !channel.app()) {
            return NEVER;
        }
        Instant next = next(now, LocalTime.parse(settings.digestAt()), zone);
        return new MailTime(awake(settings.quiet(), next, zone), true);
    }

    /// That instant, or the end of the quiet hours it lies in.
    static Instant awake(Settings.@Nullable Quiet quiet, Instant at, ZoneId zone) {
        if (quiet == null) {
            return at;
        }
        LocalTime time = at.atZone(zone).toLocalTime();
        boolean afterBegin = !time.isBefore(quiet.begin());
        boolean beforeEnd = time.isBefore(quiet.end());
        boolean overMidnight = quiet.end().isBefore(quiet.begin());
        boolean asleep = overMidnight ? afterBegin || beforeEnd : afterBegin && beforeEnd;
        return asleep ? next(at, quiet.end(), zone) : at;
    }

    /// The next time, after that instant, that the clocks show so; where they leap over it, right after the leap.
    private static Instant next(Instant after, LocalTime time, ZoneId zone) {
        ZonedDateTime from = after.atZone(zone);
        Instant today = from.toLocalDate().atTime(time).atZone(zone).toInstant();
        return today.isAfter(after)
                ? today
                : from.toLocalDate().plusDays(1).atTime(time).atZone(zone).toInstant();
    }
}
