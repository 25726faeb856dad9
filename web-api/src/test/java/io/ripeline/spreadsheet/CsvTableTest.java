package io.ripeline.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ripeline.refusal.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

    private static List<Row> rows(String text) {
        List<Row> rows = new ArrayList<>();
        CsvTable.read(text, null).forEachRemaining(rows::add);
        return rows;
    }

    @Nested
    class Delimiters {

        @ParameterizedTest
        @ValueSource(chars = {',', ';', '\t', '|'})
        void areFoundByTheColumnsTheyMake(char delimiter) {
            String text = "name,amount,note\nAcme,12,x\n\"Be, ta\",13,y\n".replace(',', delimiter);

            assertThat(CsvDelimiter.detect(text)).isEqualTo(delimiter);
        }

        @Test
        void doNotCountWithinQuotes() {
            assertThat(CsvDelimiter.detect("\"a,b,c,d\";e\n\"1,2,3,4\";5\n")).isEqualTo(';');
        }

        @Test
        void areACommaWhereThereIsOneColumn() {
            assertThat(CsvDelimiter.detect("name\nAcme\n")).isEqualTo(',');
        }

        @Test
        void mayBeWrittenAsTheyAre() {
            assertThat(CsvDelimiter.named("\\t")).isEqualTo('\t');
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> CsvDelimiter.named("\""))
                    .withMessageStartingWith("delimiter-invalid");
        }
    }

    @Test
    void findsItsColumnNamesWhereTheyAreSaidToBe() throws IOException {
        byte[] bytes = "Export of today\n\nname;amount\nAcme;1,5\n".getBytes(StandardCharsets.UTF_8);

        try (CsvTable table = CsvTable.open(() -> new ByteArrayInputStream(bytes), new Layout(null, null, null, 3))) {
            assertThat(table.columns()).containsExactly("name", "amount");
            assertThat(table.next()).isEqualTo(new Row(1, List.of("Acme", "1,5")));
            assertThat(table.form().headerRow()).isEqualTo(3);
        }
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> CsvTable.open(() -> new ByteArrayInputStream(bytes), new Layout(null, null, null, 9)))
                .withMessage("header-row-invalid: There are no column names in row 9.");
    }

    @Test
    void leavesRowsOfAnotherLengthToBeJudgedOneByOne() {
        assertThat(rows("a,b\n1\n\n1,2,3\n"))
                .containsExactly(new Row(1, List.of("1")), new Row(2, List.of("1", "2", "3")));
    }

    @Test
    void takesTheBlankBehindEachDelimiterOff() {
        assertThat(CsvTable.read("id, name, city\n1, Ann, Bonn\n", null).columns())
                .containsExactly("id", "name", "city");
        assertThat(rows("id, name, city\n1, Ann, Bonn\n")).containsExactly(new Row(1, List.of("1", "Ann", "Bonn")));
    }

    @Test
    void namesTheLineOfBrokenQuotes() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> rows("a,b\n1,2\n\n\"x,3\n4,5\n"))
                .withMessageStartingWith("csv-malformed: The quotes in the row that begins in line 4 are broken");
    }

    @Test
    void refusesAnEmptyFile() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> rows(""))
                .withMessage("csv-empty: The file has no row of column names.");
    }

    @Test
    void refusesTwoColumnsOfOneName() {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> rows("name,amount, name\n"))
                .withMessage("csv-column-duplicate: Two columns are called \"name\"; rename one.");
    }

    @Test
    void callsAColumnWithoutANameByItsPlace() {
        assertThat(CsvTable.read(",name\n0,Acme\n", null).columns()).containsExactly("column 1", "name");
    }
}
