package io.ripeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.imports.ChunkWriting.Failure;
import io.ripeline.imports.CsvTable.Row;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FailedRowsTest {

    private static final List<Violation> REASONS =
            List.of(new Violation("", "cell-unmatched", new Text("=Nobody.", "没有此人。")));

    private static StoredImport stored(List<String> columns, char delimiter) {
        ImportOptions options = ImportOptions.read("{\"object\":\"deal\",\"mapping\":[]}");
        return new StoredImport(
                new UUID(0, 1), options, "deals.csv", columns, 1, "UTF-8", delimiter, new UUID(0, 2), Instant.EPOCH);
    }

    private static String csv(StoredImport stored, List<String> cells) {
        byte[] file =
                FailedRows.csv(stored, List.of(new Failure(new Row(1, cells), REASONS)), Locale.SIMPLIFIED_CHINESE);
        return new String(file, StandardCharsets.UTF_8);
    }

    @Test
    void giveTheRowsBackWithTheReasonInTheReadersLanguage() {
        assertThat(csv(stored(List.of("name", "amount"), ';'), List.of("Acme; Ltd", "-5")))
                .isEqualTo("\uFEFFname;amount;reason\r\n\"Acme; Ltd\";-5;没有此人。\r\n");
    }

    @Test
    void keepReasonsUnderTheirColumnWhereARowIsTooShortOrTooLong() {
        StoredImport stored = stored(List.of("a", "b"), ',');

        assertThat(csv(stored, List.of("1"))).endsWith("\r\n1,,没有此人。\r\n");
        assertThat(csv(stored, List.of("1", "2", "3"))).endsWith("\r\n1,2,没有此人。,3\r\n");
    }

    @Test
    void replaceTheReasonsOfTheTimeBefore() {
        assertThat(csv(stored(List.of("name", "reason"), ','), List.of("Acme", "old")))
                .isEqualTo("\uFEFFname,reason\r\nAcme,没有此人。\r\n");
    }

    @Test
    void runNothingInASpreadsheetAndLoseNothingOnTheWayBack() {
        List<String> cells = List.of(
                "=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(1)", "\tx", "'=1", "-5", "+86 138-0013", "'x", "");
        StoredImport stored = stored(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"), ',');

        String text = csv(stored, cells);

        List<Row> again = new ArrayList<>();
        CsvTable.read(text.substring(1), null).rows().forEachRemaining(again::add);
        assertThat(text).contains("'=1+1,'+cmd").contains(",-5,+86 138-0013,'x,");
        assertThat(again.getFirst().cells().subList(0, 10)).isEqualTo(cells);
    }
}
