package io.ripeline.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.team.DayStrip.Gap;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DayStripTest {

    private static final Span LUNCH = new Span(at("12:00"), at("13:30"));

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + ":00Z");
    }

    private static Touch touch(String kind, boolean contact, String from, long minutes) {
        Long talk = kind.equals("call") ? minutes * 60 : null;
        return new Touch(UUID.randomUUID(), kind, contact, at(from), minutes * 60, talk, null, null, null, null, null);
    }

    private static Touch call(String from, long minutes) {
        return touch("call", true, from, minutes);
    }

    @Test
    void aGapReachesFromTheEndOfAContactToTheNext() {
        DayStrip strip = DayStrip.of(List.of(call("09:00", 10), call("09:25", 5), call("10:10", 20)), null);

        assertThat(strip.gaps())
                .containsExactly(new Gap(at("09:10"), at("09:25"), 15), new Gap(at("09:30"), at("10:10"), 40));
        assertThat(strip.firstAt()).isEqualTo(at("09:00"));
        assertThat(strip.lastAt()).isEqualTo(at("10:10"));
        assertThat(strip.talkSeconds()).isEqualTo(35 * 60);
        assertThat(strip.longestGapMinutes()).isEqualTo(40);
        assertThat(strip.medianGapMinutes()).isEqualTo(27);
        assertThat(strip.longGaps()).isEqualTo(1);
    }

    @Test
    void lunchIsCutOutOfWhatLiesAroundItAndIsNoGapByItself() {
        DayStrip around = DayStrip.of(List.of(call("11:00", 30), call("14:00", 5)), LUNCH);
        DayStrip within = DayStrip.of(List.of(call("11:50", 10), call("13:30", 5)), LUNCH);
        DayStrip early = DayStrip.of(List.of(call("11:00", 10), call("12:30", 5), call("13:00", 5)), LUNCH);

        assertThat(around.gaps()).containsExactly(new Gap(at("11:30"), at("14:00"), 60));
        assertThat(within.gaps()).isEmpty();
        assertThat(within.longestGapMinutes()).isZero();
        assertThat(early.gaps()).containsExactly(new Gap(at("11:10"), at("12:30"), 50));
    }

    @Test
    void aLongVisitIsNoGapThoughAMessageWasSentMeanwhile() {
        DayStrip strip = DayStrip.of(
                List.of(touch("visit", true, "09:00", 120), touch("chat", true, "09:30", 0), call("11:00", 5)), null);

        assertThat(strip.gaps()).isEmpty();
        assertThat(strip.longestGapMinutes()).isZero();
    }

    @Test
    void notesDoNotShortenAGapAndAreShown() {
        DayStrip strip =
                DayStrip.of(List.of(call("09:00", 10), touch("note", false, "09:30", 0), call("10:00", 5)), null);

        assertThat(strip.gaps()).containsExactly(new Gap(at("09:10"), at("10:00"), 50));
        assertThat(strip.activities()).hasSize(3);
        assertThat(strip.contacts()).isEqualTo(2);
    }

    @Test
    void aDayWithoutContactsHasNoFigures() {
        DayStrip strip = DayStrip.of(List.of(touch("note", false, "09:30", 0)), LUNCH);

        assertThat(strip.firstAt()).isNull();
        assertThat(strip.longestGapMinutes()).isNull();
        assertThat(strip.medianGapMinutes()).isNull();
        assertThat(strip.talkSeconds()).isZero();
    }
}
