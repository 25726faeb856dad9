package io.ripeline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import io.ripeline.spreadsheet.Format;
import io.ripeline.spreadsheet.Layout;
import io.ripeline.spreadsheet.Row;
import io.ripeline.spreadsheet.Table;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReportedRowsTest {

    private static final List<Violation> REASONS =
            List.of(new Violation("", "cell-unmatched", new Text("=Nobody.", "没有此人。")));

    private static StoredImport stored(List<String> columns, char delimiter, String encoding) {
        ImportOptions options = ImportOptions.read("{\"object\":\"deal\",\"mapping\":[]}");
        Table.Form form = new Table.Form(Format.CSV, encoding, delimiter, null, List.of(), 1);
        return new StoredImport(
                new UUID(0, 1), options, "deals.csv", form, columns, List.of(), 1, new UUID(0, 2), Instant.EPOCH);
    }

    private static StoredImport stored(List<String> columns, char delimiter) {
        return stored(columns, delimiter, "UTF-8");
    }

    private static byte[] bytes(StoredImport stored, List<String> cells, boolean doubles) {
        List<Reported> rows = List.of(new Reported(new Row(1, cells), REASONS, new UUID(0, 7)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            new ReportedRows(stored, Locale.SIMPLIFIED_CHINESE, doubles).write(out, row -> row == 0 ? rows : List.of());
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed", impossible);
        }
        return out.toByteArray();
    }

    private static String csv(StoredImport stored, List<String> cells) {
        return new String(bytes(stored, cells, false), StandardCharsets.UTF_8);
    }

    @Test
    void areInTheEncodingOfTheFileWhereThatHoldsEverything() {
        List<String> columns = List.of("a");

        assertThat(new String(bytes(stored(columns, ',', "GB18030"), List.of("甲"), false), Charset.forName("GB18030")))
                .isEqualTo("a,reason\r\n甲,没有此人。\r\n");
        assertThat(new String(bytes(stored(columns, ',', "UTF-16LE"), List.of("甲"), false), StandardCharsets.UTF_16LE))
                .isEqualTo("\uFEFFa,reason\r\n甲,没有此人。\r\n");
        assertThat(new String(bytes(stored(columns, ',', "windows-1252"), List.of("ä"), false), StandardCharsets.UTF_8))
                .isEqualTo("\uFEFFa,reason\r\nä,没有此人。\r\n");
    }

    @Test
    void sayWhichRecordTheyDouble() {
        assertThat(new String(bytes(stored(List.of("a"), ','), List.of("x"), true), StandardCharsets.UTF_8))
                .isEqualTo("\uFEFFa,duplicate_of,reason\r\nx,00000000-0000-0000-0000-000000000007,没有此人。\r\n");
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
    void runNothingInASpreadsheetAndLoseNothingOnTheWayBack() throws IOException {
        List<String> cells = List.of(
                "=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(1)", "\tx", "'=1", "-5", "+86 138-0013", "'x", "");
        StoredImport stored = stored(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"), ',');

        String text = csv(stored, cells);

        List<String> again;
        try (Table table =
                Table.open(() -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Layout.UNKNOWN)) {
            again = table.next().cells();
        }
        assertThat(text).contains("'=1+1,'+cmd").contains(",-5,+86 138-0013,'x,");
        assertThat(again.subList(0, 10)).isEqualTo(cells);
    }
}
