package io.ripeline.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownNumberTest {

    @ParameterizedTest
    @CsvSource({
        "General,0.1,0.1",
        "General,0.30000000000000004,0.3",
        "General,1.3800138E10,13800138000",
        "General,123456789012345,123456789012345",
        "General,-1.50,-1.5",
        "General,none,none",
        "0.00,1234.5678,1234.5678",
        "0%,0.4525,45.25%",
        "00000,123,00123",
        "yyyy-mm-dd,1,1900-01-01",
        "yyyy-mm-dd,59,1900-02-28",
        "yyyy-mm-dd,60,60",
        "yyyy-mm-dd,61,1900-03-01",
        "yyyy-mm-dd,46053,2026-01-31",
        "yyyy-mm-dd,2958465,9999-12-31",
        "yyyy-mm-dd,2958466,2958466",
        "yyyy/m/d h:mm,46053.604166666664,2026-01-31 14:30:00",
        "h:mm,0.5,12:00:00",
        "[h]:mm:ss,1.5,36:00:00",
        "yyyy\"年\"m\"月\"d\"日\",46053,2026-01-31",
        "[$-804]aaaa;@,46053,46053",
        "[Red]#.##0,5,5",
        "\"days \"0,5,5"
    })
    void showsWhatTheCellShowsWithAllItsDigits(String format, String raw, String shown) {
        assertThat(new ShownNumber(false).of(raw, CellStyles.ofCode(format))).isEqualTo(shown);
    }

    @Test
    void countsFrom1904() {
        assertThat(new ShownNumber(true).of("0", CellStyles.ofCode("yyyy-mm-dd")))
                .isEqualTo("1904-01-01");
        assertThat(new ShownNumber(true).of("44591", CellStyles.ofCode("yyyy-mm-dd")))
                .isEqualTo("2026-01-31");
    }
}
