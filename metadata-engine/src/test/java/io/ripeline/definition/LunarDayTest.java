package io.ripeline.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LunarDayTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1, 2024, 2024-02-10",
        "1, 1, 2025, 2025-01-29",
        "1, 1, 2026, 2026-02-17",
        "5, 5, 2026, 2026-06-19",
        "8, 15, 2025, 2025-10-06",
        "8, 15, 2026, 2026-09-25",
        "12, 8, 2025, 2026-01-26",
        "1, 1, 1900, 1900-01-31",
        // New moon was four minutes before midnight in Peking.
        "1, 1, 2027, 2027-02-06",
        "1, 1, 2033, 2033-01-31",
        "1, 1, 2034, 2034-02-19",
        "1, 1, 2100, 2100-02-09",
    })
    void fallsOnTheDateOfTheAlmanac(int month, int day, int year, LocalDate date) {
        assertThat(new LunarDay(month, day).in(year)).isEqualTo(date);
    }

    @Test
    void ofAThirtiethIsTheLastOfAShortMonth() {
        // The twelfth month of the year that began in 2024 had 29 days, that of 2023 had 30.
        assertThat(new LunarDay(12, 30).in(2024)).isEqualTo(LocalDate.of(2025, 1, 28));
        assertThat(new LunarDay(12, 30).in(2023)).isEqualTo(LocalDate.of(2024, 2, 9));
    }

    @Test
    void inALeapMonthCountsAsTheMonthItRepeats() {
        // 2025 had a leap sixth month, from 25 July on.
        assertThat(LunarDay.of(LocalDate.of(2025, 8, 1))).isEqualTo(new LunarDay(6, 8));
        assertThat(new LunarDay(6, 8).in(2025)).isEqualTo(LocalDate.of(2025, 7, 2));
    }

    @Test
    void comesAgainInTheNextLunarYear() {
        LunarDay laba = new LunarDay(12, 8);

        assertThat(laba.onOrAfter(LocalDate.of(2026, 1, 1))).isEqualTo(LocalDate.of(2026, 1, 26));
        assertThat(laba.onOrAfter(LocalDate.of(2026, 1, 26))).isEqualTo(LocalDate.of(2026, 1, 26));
        assertThat(laba.onOrAfter(LocalDate.of(2026, 1, 27))).isEqualTo(LocalDate.of(2027, 1, 15));
    }

    @ParameterizedTest
    @CsvSource({"13-01", "00-10", "08-31", "8-15", "0815"})
    void isNotReadFromWhatNoMonthHas(String text) {
        assertThat(LunarDay.parse(text)).isEmpty();
    }
}
