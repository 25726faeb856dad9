package io.ripeline.sheet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// The font of a document, which knows Chinese; of its glyphs only those that are used go into the document.
final class PdfFont {

    private static final String FILE = "/fonts/NotoSansSC-Regular.ttf";
    private static final int UNKNOWN = 0x25A1;
    private static final float THOUSAND = 1_000f;

    private final PDType0Font font;
    private final CmapLookup glyphs;

    PdfFont(PDDocument document) throws IOException {
        TrueTypeFont file = parsed();
        this.font = PDType0Font.load(document, file, true);
        this.glyphs = file.getUnicodeCmapLookup();
    }

    private static TrueTypeFont parsed() throws IOException {
        try (InputStream stream = PdfFont.class.getResourceAsStream(FILE)) {
            if (stream == null) {
                throw new IllegalStateException("The font " + FILE + " is not among the resources");
            }
            TrueTypeFont file = new TTFParser().parse(new RandomAccessReadBuffer(stream));
            // For letters that it joins (ff) the library finds glyphs that are not there.
            file.setEnableGsub(false);
            return file;
        }
    }

    PDType0Font font() {
        return font;
    }

    /// A text in which a box stands for every sign that the font does not know, and a space for every line's end.
    String known(String text) {
        StringBuilder known = new StringBuilder();
        text.codePoints()
                .map(point -> Character.isISOControl(point) || Character.isWhitespace(point) ? ' ' : point)
                .map(point -> glyphs.getGlyphId(point) == 0 ? UNKNOWN : point)
                .forEach(known::appendCodePoint);
        return known.toString();
    }

    float width(String text, float size) {
        try {
            return font.getStringWidth(text) / THOUSAND * size;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A known text in lines of that width: broken at spaces, between Chinese signs, and within a word where nothing
    /// else is left.
    List<String> lines(String text, float size, float width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int breakable = 0;
        for (int index = 0; index < text.length(); index += Character.charCount(text.codePointAt(index))) {
            int point = text.codePointAt(index);
            if (breaksBefore(point)) {
                breakable = line.length();
            }
            line.appendCodePoint(point);
            if (width(line.toString(), size) > width && line.length() > Character.charCount(point)) {
                int at = breakable > 0 ? breakable : line.length() - Character.charCount(point);
                lines.add(line.substring(0, at).stripTrailing());
                line.delete(0, at);
                if (line.charAt(0) == ' ') {
                    line.deleteCharAt(0);
                }
                breakable = 0;
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private static boolean breaksBefore(int point) {
        return point == ' ' || Character.isIdeographic(point);
    }
}
