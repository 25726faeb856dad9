package io.ripeline.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.definition.Definition.After;
import io.ripeline.json.StrictJson;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class WorkingCalendarTest {

    private static final WorkingCalendar CALENDAR = WorkingCalendar.of(StrictJson.read("""
            {"key": "cn", "label": {"en": "China", "zh-CN": "中国"},
             "workdays": ["mon", "tue", "wed", "thu", "fri"],
             "holidays": ["2026-09-07", {"date": "2026-03-02", "days": 3}, {"solar": "05-01", "days": 5},
                          {"solar": "12-31", "days": 2}, {"lunar": "01-01", "days": 7}, {"lunar": "12-30"}],
             "workingDays": ["2026-02-14"], "halfDays": ["2026-12-24", "2026-12-26"]}""", CalendarDefinition.class));

    private static boolean worked(String day) {
        return CALENDAR.isWorked(LocalDate.parse(day));
    }

    @Test
    void hasTheWeekItWasGiven() {
        assertThat(worked("2026-09-04")).isTrue();
        assertThat(worked("2026-09-05")).isFalse();
    }

    @Test
    void leavesOutSingleDaysAndSpans() {
        assertThat(worked("2026-09-07")).isFalse();
        assertThat(worked("2026-03-02")).isFalse();
        assertThat(worked("2026-03-04")).isFalse();
        assertThat(worked("2026-03-05")).isTrue();
    }

    @Test
    void leavesOutDaysOfEachSolarYear() {
        assertThat(worked("2026-05-01")).isFalse();
        assertThat(worked("2027-05-05")).isFalse();
        assertThat(worked("2027-05-06")).isTrue();
        assertThat(worked("2029-01-01")).as("reached from the year before").isFalse();
    }

    @Test
    void leavesOutDaysOfEachLunarYear() {
        assertThat(worked("2026-02-16")).as("the eve").isFalse();
        assertThat(worked("2026-02-17")).isFalse();
        assertThat(worked("2026-02-23")).isFalse();
        assertThat(worked("2026-02-24")).isTrue();
        assertThat(worked("2027-02-08")).isFalse();
        assertThat(worked("2027-02-15")).isTrue();
    }

    @Test
    void worksOnDaysMadeUpFor() {
        assertThat(worked("2026-02-14")).isTrue();
        assertThat(worked("2026-02-21")).isFalse();
    }

    @Test
    void knowsDaysOfWhichHalfIsWorked() {
        assertThat(CALENDAR.isHalf(LocalDate.parse("2026-12-24"))).isTrue();
        assertThat(CALENDAR.isHalf(LocalDate.parse("2026-12-23"))).isFalse();
        assertThat(CALENDAR.isHalf(LocalDate.parse("2026-12-26")))
                .as("a Saturday off")
                .isFalse();
        assertThat(worked("2026-12-24")).isTrue();
    }

    @Test
    void countsTheWorkingDaysBetweenTwoDaysAsIfOneByOne() {
        LocalDate first = LocalDate.parse("2024-02-28");
        LocalDate day = first;
        for (int worked = 0; day.getYear() < 2030; day = day.plusDays(1)) {
            worked += day.equals(first) || !CALENDAR.isWorked(day) ? 0 : 1;
            assertThat(CALENDAR.between(first, day)).as("until " + day).isEqualTo(worked);
            assertThat(CALENDAR.between(day, first)).isEqualTo(-worked);
            if (CALENDAR.isWorked(day) && worked > 0) {
                assertThat(CALENDAR.plus(first, new After(worked, "working"))).isEqualTo(day);
            }
        }
    }

    @Test
    void countsWorkingDaysAcrossTheFestival() {
        LocalDate friday = LocalDate.parse("2026-02-13");

        assertThat(CALENDAR.plus(friday, new After(1, "working"))).isEqualTo(LocalDate.parse("2026-02-14"));
        assertThat(CALENDAR.plus(friday, new After(2, "working"))).isEqualTo(LocalDate.parse("2026-02-24"));
        assertThat(CALENDAR.plus(friday, new After(2, "calendar"))).isEqualTo(LocalDate.parse("2026-02-15"));
    }

    private static WorkingHours hoursOn(String day, String lunch) {
        return WorkingCalendar.of(StrictJson.read("""
                        {"key": "cn", "label": {"en": "China", "zh-CN": "中国"},
                         "workdays": ["mon", "tue", "wed", "thu", "fri"], "holidays": [],
                         "halfDays": ["2026-12-24", "2026-12-26"], "hours": {"from": "09:00", "to": "18:00"}%s}""".formatted(lunch), CalendarDefinition.class))
                .hoursOn(LocalDate.parse(day))
                .orElseThrow();
    }

    @Test
    void worksHalfADayUntilTheBreakOrForHalfOfTheTime() {
        String lunch = ", \"lunch\": {\"from\": \"12:00\", \"to\": \"13:30\"}";

        assertThat(hoursOn("2026-12-23", lunch)).isEqualTo(new WorkingHours("09:00", "18:00"));
        assertThat(hoursOn("2026-12-24", lunch)).isEqualTo(new WorkingHours("09:00", "12:00"));
        assertThat(hoursOn("2026-12-24", "")).isEqualTo(new WorkingHours("09:00", "13:30"));
        assertThat(hoursOn("2026-12-26", lunch)).as("a Saturday").isEqualTo(new WorkingHours("09:00", "18:00"));
        assertThat(CALENDAR.hoursOn(LocalDate.parse("2026-12-24"))).isEmpty();
    }
}
