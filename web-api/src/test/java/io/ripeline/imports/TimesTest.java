package io.ripeline.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ripeline.refusal.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private final Times times = new Times(ZoneId.of("Asia/Shanghai"), false);

    private static CellFormat format(String pattern) {
        return CellFormat.of(new Target.CreatedAt(), pattern, "/mapping/0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31",
                "2026/1/31",
                "2026.1.31",
                "2026年1月31日",
                "2026-01-31 00:00:00",
                "2026-01-31T00:00",
                " 2026/01/31 ",
                "２０２６/１/３１"
            })
    void readDatesThatCanMeanOneDayOnly(String cell) {
        assertThat(times.date(cell, CellFormat.PLAIN)).contains(LocalDate.of(2026, 1, 31));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1/2/2026", "31.1.2026", "26-01-31", "2026-02-30", "2026-13-01", "2026-01-31 14:30", "soon"})
    void refuseWhatIsNoDateOrCouldBeTwo(String cell) {
        assertThat(times.date(cell, CellFormat.PLAIN)).isEmpty();
    }

    @Test
    void readDatesByAPattern() {
        assertThat(times.date("3/1/2017", format("M/d/yyyy"))).contains(LocalDate.of(2017, 3, 1));
        assertThat(times.date("1 mar 2017", format("d MMM yyyy"))).contains(LocalDate.of(2017, 3, 1));
        assertThat(times.date("2/30/2017", format("M/d/yyyy"))).isEmpty();
        assertThat(times.date("2017-03-01", format("M/d/yyyy"))).isEmpty();
    }

    @Test
    void beginDaysWhereTheCompanyIs() {
        Instant midnight = Instant.parse("2026-01-30T16:00:00Z");

        assertThat(times.instant("2026-01-31", CellFormat.PLAIN)).contains(midnight);
        assertThat(times.instant("1/31/2026", format("M/d/yyyy"))).contains(midnight);
        assertThat(times.instant("2026-01-31 14:30", CellFormat.PLAIN)).contains(Instant.parse("2026-01-31T06:30:00Z"));
        assertThat(times.instant("2026-01-31T14:30:00+01:00", CellFormat.PLAIN))
                .contains(Instant.parse("2026-01-31T13:30:00Z"));
        assertThat(times.instant("31.01.2026 14:30", format("dd.MM.yyyy HH:mm")))
                .contains(Instant.parse("2026-01-31T06:30:00Z"));
    }

    @Test
    void refuseAPatternThatIsNone() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> format("{{"))
                .withMessage("format-invalid: Not a pattern for dates; write one such as M/d/yyyy.");
    }
}
