package io.ripeline.sheet;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/// The pages of a document, written from the top down. Lengths are points, places are counted from the left edge of
/// what is printed and from the line that was reached.
final class PdfPages implements AutoCloseable {

    private static final PDRectangle PAPER = PDRectangle.A4;
    private static final float MARGIN = 40;
    private static final float FOOT = 52;

    /// How wide what is printed is.
    static final float WIDTH = PAPER.getWidth() - 2 * MARGIN;

    /// How far the text of a cell stands off its edges.
    static final float INSET = 3;

    static final float INK = 0.1f;
    static final float GREY = 0.4f;
    private static final float RULE = 0.8f;
    private static final float BAND = 0.94f;

    private final PDDocument document;
    private final PdfFont font;
    private PDPageContentStream content;
    private float reached;

    PdfPages(PDDocument document, PdfFont font) throws IOException {
        this.document = document;
        this.font = font;
        this.content = page(document);
        this.reached = PAPER.getHeight() - MARGIN;
    }

    private static PDPageContentStream page(PDDocument document) throws IOException {
        PDPage page = new PDPage(PAPER);
        document.addPage(page);
        return new PDPageContentStream(document, page);
    }

    /// Begins a page where what comes does not fit on this one; answers whether it did.
    boolean need(float height) throws IOException {
        if (reached - height >= FOOT) {
            return false;
        }
        content.close();
        content = page(document);
        reached = PAPER.getHeight() - MARGIN;
        return true;
    }

    void down(float height) {
        reached -= height;
    }

    /// A line of text by itself.
    void line(String text, float size, float height) throws IOException {
        need(height);
        text(text, size, 0, size, INK);
        down(height);
    }

    /// A text.
    ///
    /// @param below how far below the line that was reached it stands
    /// @param ink from 0, black, to 1, white
    void text(String text, float size, float left, float below, float ink) throws IOException {
        content.beginText();
        content.setNonStrokingColor(ink);
        content.setFont(font.font(), size);
        content.newLineAtOffset(MARGIN + left, reached - below);
        content.showText(text);
        content.endText();
    }

    /// A light ground for what comes.
    void band(float height) throws IOException {
        content.setNonStrokingColor(BAND);
        content.addRect(MARGIN, reached - height, WIDTH, height);
        content.fill();
    }

    /// A thin line.
    void rule() throws IOException {
        content.setStrokingColor(RULE);
        content.setLineWidth(0.5f);
        content.moveTo(MARGIN, reached);
        content.lineTo(MARGIN + WIDTH, reached);
        content.stroke();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    /// Writes its number at the foot of every page, and what it belongs to.
    static void number(PDDocument document, PdfFont font, String subtitle) throws IOException {
        int count = document.getNumberOfPages();
        for (int index = 0; index < count; index++) {
            String number = (index + 1) + " / " + count;
            try (PDPageContentStream foot =
                    new PDPageContentStream(document, document.getPage(index), AppendMode.APPEND, true, true)) {
                foot.beginText();
                foot.setNonStrokingColor(GREY);
                foot.setFont(font.font(), 8);
                foot.newLineAtOffset(MARGIN, MARGIN - 12);
                foot.showText(font.known(subtitle));
                foot.newLineAtOffset(WIDTH - font.width(number, 8), 0);
                foot.showText(number);
                foot.endText();
            }
        }
    }
}
