package io.ripeline.spreadsheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ripeline.refusal.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WorkbookTableTest {

    private record Read(List<String> columns, List<List<String>> rows, Table.Form form) {}

    private static Read read(Content content, Layout layout) {
        try (Table table = Table.open(content, layout)) {
            List<List<String>> rows = new ArrayList<>();
            table.forEachRemaining(row -> rows.add(row.cells()));
            return new Read(table.columns(), rows, table.form());
        } catch (IOException broken) {
            throw new UncheckedIOException("Bytes in memory cannot be read", broken);
        }
    }

    private static Read read(WorkbookFile file) {
        return read(file.content(), Layout.UNKNOWN);
    }

    private static Layout sheet(String name) {
        return new Layout(null, null, name, null);
    }

    private static String row(int number, String... cells) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (int column = 0; column < cells.length; column++) {
            if (!cells[column].isEmpty()) {
                row.append("<c r=\"%c%d\" t=\"inlineStr\"><is><t>%s</t></is></c>"
                        .formatted('A' + column, number, cells[column]));
            }
        }
        return row.append("</row>").toString();
    }

    @Nested
    class OfTheWorkbooksThatNobodyHerePrepared {

        private Content workbook(String name) {
            Optional<Path> file = SharedData.find("workbooks/" + name);
            assumeTrue(file.isPresent(), "shared/data/workbooks is not beside this checkout");
            return () -> Files.newInputStream(file.get());
        }

        @Test
        void findsTheTableAmongItsNotes() {
            Read arts = read(workbook("deaths.xlsx"), Layout.UNKNOWN);

            assertThat(arts.form().sheet()).isEqualTo("arts");
            assertThat(arts.form().sheets()).containsExactly("arts", "other");
            assertThat(arts.form().headerRow()).isEqualTo(5);
            assertThat(arts.columns())
                    .containsExactly("Name", "Profession", "Age", "Has kids", "Date of birth", "Date of death");
            assertThat(arts.rows()).hasSize(10);
            assertThat(arts.rows().getFirst())
                    .containsExactly("David Bowie", "musician", "69", "true", "1947-01-08", "2016-01-10");
            assertThat(arts.rows().getLast())
                    .containsExactly("George Michael", "musician", "53", "false", "1963-06-25", "2016-12-25");
        }

        @Test
        void readsTheSheetThatIsNamed() {
            Read other = read(workbook("deaths.xlsx"), sheet("other"));

            assertThat(other.rows()).hasSize(10);
            assertThat(other.rows().getFirst().getFirst()).isEqualTo("Vera Rubin");
            assertThat(read(workbook("datasets.xlsx"), Layout.UNKNOWN).rows()).hasSize(32);
            assertThat(read(workbook("datasets.xlsx"), sheet("quakes")).rows()).hasSize(1_000);
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> read(workbook("datasets.xlsx"), sheet("iris")))
                    .withMessageStartingWith("sheet-missing: There is no sheet \"iris\"; the workbook has: mtcars,");
        }

        @Test
        void countsDaysFrom1904WhereTheWorkbookDoes() {
            Read dates = read(workbook("type-me.xlsx"), sheet("date_coercion"));

            assertThat(dates.rows())
                    .containsExactly(
                            List.of("", "empty"),
                            List.of("2016-05-23", "date only format"),
                            List.of("2016-04-28 11:30:00", "date and time format"),
                            List.of("true", "boolean true"),
                            List.of("cabbage", "\"cabbage\""),
                            List.of("4.3", "4.3 (numeric)"),
                            List.of("39448", "another numeric"));
        }

        @Test
        void keepsNumbersAndTextsAsTheyAre() {
            assertThat(read(workbook("type-me.xlsx"), sheet("text_coercion")).rows())
                    .extracting(List::getFirst)
                    .containsExactly("", "cabbage", "true", "1.3", "2016-09-24", "36436153");
            assertThat(read(workbook("datasets.xlsx"), Layout.UNKNOWN).rows().getFirst())
                    .startsWith("21", "6", "160", "110", "3.9", "2.62", "16.46");
        }
    }

    @Test
    void findsTheNamesByTheFormOfTheTableWhereTheWorkbookDoesNotSay() {
        Read read = read(new WorkbookFile(row(1, "Customers of 2026")
                + row(3, "name", "phone", "city", "note")
                + row(4, "Acme", "1", "Bonn", "x")
                + row(5, "Beta", "2", "", "y", "beside")
                + row(7, "", "", "that is all")));

        assertThat(read.columns()).containsExactly("name", "phone", "city", "note");
        assertThat(read.rows()).containsExactly(List.of("Acme", "1", "Bonn", "x"), List.of("Beta", "2", "", "y"));
        assertThat(read.form().headerRow()).isEqualTo(3);
    }

    @Test
    void losesNoRowThatIsHalfEmpty() {
        Read read = read(new WorkbookFile(
                row(1, "name", "phone", "city", "note") + row(2, "Acme", "1", "Bonn", "x") + row(3, "Beta")));

        assertThat(read.rows()).contains(List.of("Beta", "", "", ""));
    }

    @Test
    void takesTheRowOfNamesThatIsGiven() {
        WorkbookFile file = new WorkbookFile(row(1, "a", "b") + row(2, "name", "phone") + row(3, "Acme", "1"));

        assertThat(read(file.content(), new Layout(null, null, null, 2)).columns())
                .containsExactly("name", "phone");
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> read(file.content(), new Layout(null, null, null, 7)))
                .withMessage("header-row-invalid: There are no column names in row 7.");
    }

    @Test
    void readsTextsOfRunsWithoutHowTheyAreReadAloud() {
        WorkbookFile file = new WorkbookFile(
                        "<row><c t=\"s\"><v>0</v></c></row><row><c t=\"s\"><v>1</v></c></row><row><c t=\"e\"><v>#N/A</v></c></row>")
                .part(
                        "xl/shared.xml",
                        "<sst><si><r><t>na</t></r><r><rPr/><t>me</t></r></si>"
                                + "<si><t>東京_x000D_&amp;</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh></si></sst>");

        assertThat(read(file).columns()).containsExactly("name");
        assertThat(read(file).rows()).containsExactly(List.of("東京\r&"), List.of("#N/A"));
    }

    @Nested
    class Refuses {

        private void refuses(Content content, @Nullable String message) {
            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> read(content, Layout.UNKNOWN))
                    .withMessage(message);
        }

        private Content bytes(byte[] bytes) {
            return () -> new ByteArrayInputStream(bytes);
        }

        private byte[] ole(String text) {
            byte[] bytes = new byte[4_096];
            byte[] head = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
            System.arraycopy(head, 0, bytes, 0, 4);
            byte[] name = text.getBytes(StandardCharsets.UTF_16LE);
            System.arraycopy(name, 0, bytes, 2_000, name.length);
            return bytes;
        }

        @Test
        void whatAPasswordProtectsAndWhatIsOlderThan2007() {
            refuses(
                    bytes(ole("EncryptedPackage")),
                    "file-encrypted: The workbook is protected by a password; save it without.");
            refuses(
                    bytes(ole("Workbook")),
                    "file-type-not-available: Workbooks of before 2007 are not read; save it as XLSX.");
        }

        @Test
        void whatIsNoWorkbook() {
            String message = "workbook-malformed: The file is no workbook, or a broken one; save it as XLSX or CSV.";

            refuses(bytes("PK\u0003\u0004 and nothing else".getBytes(StandardCharsets.ISO_8859_1)), message);
            refuses(new WorkbookFile("").part("_rels/.rels", "<Relationships/>").content(), message);
            refuses(new WorkbookFile("<row><c").content(), message);
            refuses(new WorkbookFile("<row><c t=\"s\"><v>5</v></c></row>").content(), message);
            refuses(new WorkbookFile("<row r=\"2000000\"/>").content(), message);
            refuses(
                    new WorkbookFile("")
                            .part(
                                    "xl/worksheets/sheet1.xml",
                                    "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>")
                            .content(),
                    message);
        }

        @Test
        void whatUnpacksToFarMoreThanATable() {
            refuses(
                    new WorkbookFile(" ".repeat(70_000_000)).content(),
                    "workbook-too-large: The workbook unpacks to far more than a table; save the sheet as CSV.");
        }
    }
}
