package io.ripeline.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.notification.Settings.Channel;
import io.ripeline.notification.Settings.Quiet;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MailTimeTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Instant at(String local, ZoneId zone) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }

    private static MailTime of(NoticeKind kind, String local) {
        return MailTime.of(Settings.DEFAULT, kind, at(local, SHANGHAI), SHANGHAI);
    }

    @Test
    void mailsAtOnceInTheDay() {
        assertThat(of(NoticeKind.MENTION, "2026-03-02T10:00"))
                .isEqualTo(new MailTime(at("2026-03-02T10:00", SHANGHAI), false));
        assertThat(of(NoticeKind.MENTION, "2026-03-02T08:00"))
                .isEqualTo(new MailTime(at("2026-03-02T08:00", SHANGHAI), false));
    }

    @Test
    void holdsBackInQuietHoursOnEitherSideOfMidnight() {
        MailTime morning = new MailTime(at("2026-03-03T08:00", SHANGHAI), false);

        assertThat(of(NoticeKind.MENTION, "2026-03-02T20:00")).isEqualTo(morning);
        assertThat(of(NoticeKind.MENTION, "2026-03-02T23:59:59")).isEqualTo(morning);
        assertThat(of(NoticeKind.MENTION, "2026-03-03T00:00")).isEqualTo(morning);
        assertThat(of(NoticeKind.MENTION, "2026-03-03T07:59:59")).isEqualTo(morning);
    }

    @Test
    void gathersTheRestOncePerDay() {
        assertThat(of(NoticeKind.ASSIGNED, "2026-03-02T09:00"))
                .isEqualTo(new MailTime(at("2026-03-02T17:30", SHANGHAI), true));
        assertThat(of(NoticeKind.ASSIGNED, "2026-03-02T17:30"))
                .isEqualTo(new MailTime(at("2026-03-03T17:30", SHANGHAI), true));
    }

    @Test
    void aDigestInQuietHoursWaitsForTheirEnd() {
        Settings night = new Settings(true, new Quiet("17:00", "09:00"), "17:30", Map.of());

        assertThat(MailTime.of(night, NoticeKind.COMMENT, at("2026-03-02T12:00", SHANGHAI), SHANGHAI))
                .isEqualTo(new MailTime(at("2026-03-03T09:00", SHANGHAI), true));
    }

    @Test
    void mailsNothingToWhomWantsNone() {
        Settings none = new Settings(false, null, "17:30", Map.of());
        Settings app = new Settings(true, null, null, Map.of("mention", new Channel(true, false)));
        Settings neither = new Settings(true, null, "17:30", Map.of("share", new Channel(false, false)));

        Instant now = at("2026-03-02T12:00", SHANGHAI);
        assertThat(MailTime.of(none, NoticeKind.MENTION, now, SHANGHAI).at()).isNull();
        assertThat(MailTime.of(app, NoticeKind.MENTION, now, SHANGHAI).at()).isNull();
        assertThat(MailTime.of(neither, NoticeKind.SHARE, now, SHANGHAI).at()).isNull();
    }

    @Test
    void goesByTheClocksOfTheZoneWhenTheyChange() {
        Settings early = new Settings(true, new Quiet("22:00", "02:30"), null, Map.of());

        assertThat(MailTime.of(early, NoticeKind.MENTION, at("2026-03-28T23:00", BERLIN), BERLIN)
                        .at())
                .isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
        assertThat(MailTime.of(early, NoticeKind.MENTION, at("2026-10-24T23:00", BERLIN), BERLIN)
                        .at())
                .isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    }
}
