package io.ripeline.spreadsheet;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// A workbook. Texts stand in their cells and are marked as texts, so that nothing runs and no row has to be kept.
final class WorkbookWriter implements TableWriter {

    /// As many digits as a spreadsheet keeps; numbers with more are texts.
    private static final int DIGITS = 15;

    private static final LocalDate FIRST = LocalDate.of(1899, 12, 30);
    private static final LocalDate FIRST_SAFE = LocalDate.of(1900, 3, 1);
    private static final double MILLIS_OF_DAY = 86_400_000;
    private static final int BUFFER = 1 << 16;

    private static final String TEXT = "1";
    private static final String DATE = "2";
    private static final String TIME = "3";
    private static final String NAME = "4";

    private final ZipOutputStream zip;
    private final Writer writer;
    private final SheetNames names;
    private final List<String> sheets = new ArrayList<>();
    private List<String> header = List.of();
    private int row;

    WorkbookWriter(OutputStream out, String sheet) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(Deflater.BEST_SPEED);
        this.writer = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), BUFFER);
        this.names = new SheetNames(sheet);
    }

    @Override
    public void header(List<String> columns) throws IOException {
        header = List.copyOf(columns);
        begin();
    }

    private void begin() throws IOException {
        sheets.add(names.get(sheets.size() + 1));
        zip.putNextEntry(new ZipEntry("xl/worksheets/sheet" + sheets.size() + ".xml"));
        writer.write(WorkbookParts.SHEET_BEGIN);
        row = 0;
        line(header, NAME);
    }

    @Override
    public void row(List<? extends @Nullable Object> cells) throws IOException {
        if (row == Table.MOST_ROWS) {
            end();
            begin();
        }
        line(cells, TEXT);
    }

    private void line(List<? extends @Nullable Object> cells, String style) throws IOException {
        row++;
        writer.write("<row>");
        for (Object cell : cells) {
            cell(cell, style);
        }
        writer.write("</row>");
    }

    private void cell(@Nullable Object cell, String style) throws IOException {
        switch (cell) {
            case null -> writer.write("<c/>");
            case String text -> text(text, Harmless.runs(text) || style.equals(NAME) ? style : "0");
            case Boolean truth -> writer.write("<c t=\"b\"><v>" + (truth ? 1 : 0) + "</v></c>");
            case Long number -> number(BigDecimal.valueOf(number));
            case BigDecimal number -> number(number);
            case LocalDate date -> date(date);
            case LocalDateTime time -> time(time);
            default -> throw new IllegalStateException("No cell holds a " + cell.getClass());
        }
    }

    private void number(BigDecimal number) throws IOException {
        if (number.signum() != 0 && number.stripTrailingZeros().precision() > DIGITS) {
            text(number.toPlainString(), "0");
        } else {
            writer.write("<c><v>" + number.toPlainString() + "</v></c>");
        }
    }

    private void date(LocalDate date) throws IOException {
        if (date.isBefore(FIRST_SAFE)) {
            text(date.toString(), "0");
        } else {
            writer.write("<c s=\"" + DATE + "\"><v>" + ChronoUnit.DAYS.between(FIRST, date) + "</v></c>");
        }
    }

    private void time(LocalDateTime time) throws IOException {
        if (time.toLocalDate().isBefore(FIRST_SAFE)) {
            text(time.toString().replace('T', ' '), "0");
            return;
        }
        long millis = time.toLocalTime().toNanoOfDay() / 1_000_000;
        double day = millis / MILLIS_OF_DAY;
        BigDecimal serial = BigDecimal.valueOf(ChronoUnit.DAYS.between(FIRST, time.toLocalDate()))
                .add(BigDecimal.valueOf(day));
        writer.write("<c s=\"" + TIME + "\"><v>" + serial.toPlainString() + "</v></c>");
    }

    private void text(String text, String style) throws IOException {
        writer.write("<c t=\"inlineStr\" s=\"" + style + "\"><is><t xml:space=\"preserve\">");
        writer.write(WorkbookParts.escaped(text));
        writer.write("</t></is></c>");
    }

    private void end() throws IOException {
        writer.write(WorkbookParts.SHEET_END);
        writer.flush();
        zip.closeEntry();
    }

    @Override
    public void close() throws IOException {
        end();
        part("[Content_Types].xml", WorkbookParts.contentTypes(sheets.size()));
        part("_rels/.rels", WorkbookParts.ROOT);
        part("xl/workbook.xml", WorkbookParts.workbook(sheets));
        part("xl/_rels/workbook.xml.rels", WorkbookParts.relationships(sheets.size()));
        part("xl/styles.xml", WorkbookParts.STYLES);
        zip.finish();
    }

    private void part(String name, String xml) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(xml.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
