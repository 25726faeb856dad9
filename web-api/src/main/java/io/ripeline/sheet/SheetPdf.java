package io.ripeline.sheet;

import io.ripeline.sheet.Sheet.Column;
import io.ripeline.sheet.Sheet.Fact;
import io.ripeline.sheet.Sheet.Section;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;

/// A sheet as a PDF of A4 pages that can be printed.
final class SheetPdf {

    private static final float CELL = 8.5f;
    private static final int FACTS_IN_A_ROW = 4;
    private static final int MOST_LINES = 40;

    private final PdfPages pages;
    private final PdfFont font;

    private SheetPdf(PdfPages pages, PdfFont font) {
        this.pages = pages;
        this.font = font;
    }

    static byte[] of(Sheet sheet) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            document.getDocumentInformation().setTitle(sheet.title() + " " + sheet.subtitle());
            PdfFont font = new PdfFont(document);
            try (PdfPages pages = new PdfPages(document, font)) {
                new SheetPdf(pages, font).write(sheet);
            }
            PdfPages.number(document, font, sheet.subtitle());
            document.save(out);
            return out.toByteArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void write(Sheet sheet) throws IOException {
        pages.line(font.known(sheet.title()), 18, 26);
        pages.line(font.known(sheet.subtitle()), 10, 22);
        facts(sheet.facts());
        for (Section section : sheet.sections()) {
            section(section);
        }
    }

    private void facts(List<Fact> facts) throws IOException {
        float width = PdfPages.WIDTH / FACTS_IN_A_ROW;
        for (int first = 0; first < facts.size(); first += FACTS_IN_A_ROW) {
            pages.need(34);
            List<Fact> row = facts.subList(first, Math.min(facts.size(), first + FACTS_IN_A_ROW));
            for (int index = 0; index < row.size(); index++) {
                Fact fact = row.get(index);
                pages.text(font.known(fact.label()), 8, index * width, 10, PdfPages.GREY);
                pages.text(font.known(fact.value()), 12, index * width, 25, PdfPages.INK);
            }
            pages.down(34);
        }
        pages.down(6);
    }

    private void section(Section section) throws IOException {
        pages.need(70);
        pages.down(8);
        pages.line(font.known(section.title()), 12, 18);
        if (section.rows().isEmpty()) {
            pages.text(font.known(section.none()), 9, 0, 10, PdfPages.GREY);
            pages.down(18);
            return;
        }
        float[] widths = widths(section.columns());
        head(section, widths);
        for (List<@Nullable String> row : section.rows()) {
            List<List<String>> cells = cells(row, widths);
            if (pages.need(height(cells))) {
                head(section, widths);
            }
            row(cells, widths, PdfPages.INK);
        }
        pages.down(8);
    }

    private static float[] widths(List<Column> columns) {
        int all = columns.stream().mapToInt(Column::width).sum();
        float[] widths = new float[columns.size()];
        for (int index = 0; index < widths.length; index++) {
            widths[index] = PdfPages.WIDTH * columns.get(index).width() / all;
        }
        return widths;
    }

    private void head(Section section, float[] widths) throws IOException {
        List<@Nullable String> labels = new ArrayList<>();
        section.columns().forEach(column -> labels.add(column.label()));
        List<List<String>> cells = cells(labels, widths);
        pages.band(height(cells));
        row(cells, widths, PdfPages.GREY);
    }

    private List<List<String>> cells(List<@Nullable String> row, float[] widths) {
        List<List<String>> cells = new ArrayList<>();
        for (int index = 0; index < row.size(); index++) {
            String text = row.get(index);
            List<String> lines =
                    text == null ? List.of() : font.lines(font.known(text), CELL, widths[index] - 2 * PdfPages.INSET);
            cells.add(lines.size() > MOST_LINES ? lines.subList(0, MOST_LINES) : lines);
        }
        return cells;
    }

    private static float height(List<List<String>> cells) {
        int lines = cells.stream().mapToInt(List::size).max().orElse(1);
        return Math.max(1, lines) * (CELL + 3) + 6;
    }

    private void row(List<List<String>> cells, float[] widths, float ink) throws IOException {
        float height = height(cells);
        float left = 0;
        for (int index = 0; index < widths.length; index++) {
            List<String> lines = cells.get(index);
            for (int line = 0; line < lines.size(); line++) {
                pages.text(lines.get(line), CELL, left + PdfPages.INSET, CELL + 3 + line * (CELL + 3), ink);
            }
            left += widths[index];
        }
        pages.down(height);
        pages.rule();
    }
}
