package io.ripeline.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import io.ripeline.sheet.Sheet.Column;
import io.ripeline.sheet.Sheet.Fact;
import io.ripeline.sheet.Sheet.Section;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class SheetPdfTest {

    private static Sheet sheet(int rows) {
        List<List<String>> cells = new ArrayList<>();
        for (int number = 1; number <= rows; number++) {
            cells.add(Arrays.asList(
                    "%02d:15".formatted(number % 24),
                    "喆堃科技有限公司 " + number,
                    "电话",
                    "已接通",
                    "3:20",
                    "客户表示下周三之前给出答复，对价格仍有顾虑；需要补充 A-100 系列的报价单，并约产品经理一起上门演示。😀"));
        }
        return new Sheet(
                "每日工作报表",
                "王小明 · 2026-03-02 星期一 · 瓜熟科技",
                List.of(
                        new Fact("planned", "当日计划", "12"),
                        new Fact("done", "其中完成", "10"),
                        new Fact("talk", "在线时长", "2 小时 05 分"),
                        new Fact("gap", "最长间隔", "42 分钟"),
                        new Fact("first", "首次联系", "08:58")),
                List.of(
                        new Section(
                                "activities",
                                "工作记录",
                                List.of(
                                        new Column("time", "时间", 8),
                                        new Column("subject", "客户", 22),
                                        new Column("kind", "方式", 10),
                                        new Column("outcome", "结果", 14),
                                        new Column("duration", "时长", 9),
                                        new Column("note", "记录", 37)),
                                cells,
                                "当日没有工作记录。"),
                        new Section("left", "未完成事项", List.of(new Column("a", "客户", 1)), List.of(), "全部完成。")));
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void tellsChineseAsItIsWithAnEmbeddedPartOfTheFont() throws IOException {
        byte[] pdf = SheetPdf.of(sheet(3));

        assertThat(text(pdf)).contains("每日工作报表", "喆堃科技有限公司 3", "全部完成。", "1 / 1", "演示。□");
        assertThat(pdf.length).as("bytes").isLessThan(200_000);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDResources resources = document.getPage(0).getResources();
            for (COSName name : resources.getFontNames()) {
                assertThat(resources.getFont(name).isEmbedded()).isTrue();
                assertThat(resources.getFont(name).getName()).matches("[A-Z]{6}\\+.*");
            }
        }
    }

    @Test
    void goesOnOverPagesUnderTheSameHeadings() throws IOException {
        byte[] pdf = SheetPdf.of(sheet(120));

        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isBetween(5, 12);
            PDFTextStripper last = new PDFTextStripper();
            last.setStartPage(2);
            last.setEndPage(2);
            assertThat(last.getText(document)).contains("时间", "2 / " + document.getNumberOfPages());
        }
    }

    @Test
    void printsInkWhereTheWordsAre() throws IOException {
        try (PDDocument document = Loader.loadPDF(SheetPdf.of(sheet(3)))) {
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 72);
            long dark = 0;
            for (int x = 0; x < page.getWidth(); x++) {
                for (int y = 0; y < page.getHeight(); y++) {
                    dark += (page.getRGB(x, y) & 0xff) < 128 ? 1 : 0;
                }
            }
            assertThat(dark).isGreaterThan(1_500);
            String folder = System.getProperty("ripeline.sheets");
            if (folder != null) {
                ImageIO.write(
                        new PDFRenderer(document).renderImageWithDPI(0, 100),
                        "png",
                        Files.createDirectories(Path.of(folder))
                                .resolve("sheet.png")
                                .toFile());
            }
        }
    }

    @Test
    void aWordWithoutSpacesIsBroken() throws IOException {
        Sheet sheet = new Sheet(
                "T",
                "S",
                List.of(),
                List.of(new Section(
                        "s",
                        "S",
                        List.of(new Column("a", "A", 1), new Column("b", "B", 9)),
                        List.of(Arrays.asList("x".repeat(60), "\u0000tab\there")),
                        "")));

        assertThat(text(SheetPdf.of(sheet))).contains("xxx", "tab here");
    }

    @Test
    void lettersThatAFontMayJoinAreWritten() throws IOException {
        String words = "Offer the office a flat fee; affix, fjord, satisfaction, 1/2 0x5";
        Sheet sheet = new Sheet(
                "Call plan",
                "Ruoshui Tea House",
                List.of(),
                List.of(new Section("s", "S", List.of(new Column("a", "A", 1)), List.of(List.of(words)), "")));

        assertThat(text(SheetPdf.of(sheet))).contains(words);
    }

    @Test
    void noCellOfTheWorkbookRuns() throws IOException {
        Sheet sheet = new Sheet(
                "计划",
                "Li",
                List.of(new Fact("n", "Count", "12")),
                List.of(new Section(
                        "s",
                        "S",
                        List.of(new Column("a", "A", 1)),
                        List.of(Arrays.asList("=HYPERLINK(\"http://x\")"), Arrays.asList((String) null)),
                        "")));

        String cells = part(SheetWorkbook.of(sheet), "xl/worksheets/sheet1.xml");

        assertThat(cells)
                .contains("<c><v>12</v></c>", "=HYPERLINK(")
                .doesNotContain("<f>")
                .contains("t=\"inlineStr\" s=\"1\"");
    }

    private static String part(byte[] workbook, String name) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(workbook))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    ByteArrayOutputStream out = new ByteArrayOutputStream();
                    zip.transferTo(out);
                    return out.toString(StandardCharsets.UTF_8);
                }
            }
        }
        throw new IOException("no part " + name);
    }
}
