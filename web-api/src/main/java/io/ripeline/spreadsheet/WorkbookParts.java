package io.ripeline.spreadsheet;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The parts of a workbook besides its rows.
final class WorkbookParts {

    private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006";
    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    static final String SHEET_BEGIN = HEAD + "<worksheet xmlns=\"" + MAIN
            + "\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\""
            + " activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>";
    static final String SHEET_END = "</sheetData></worksheet>";

    static final String ROOT = HEAD + "<Relationships xmlns=\"" + PACKAGE + "/relationships\"><Relationship Id=\"r1\""
            + " Type=\"" + OFFICE + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";

    /// Styles by number: plain, text that is never a formula, date, time, name of a column.
    static final String STYLES = HEAD + "<styleSheet xmlns=\"" + MAIN + "\"><numFmts count=\"2\">"
            + "<numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/>"
            + "<numFmt numFmtId=\"165\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm:ss\"/></numFmts>"
            + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
            + "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
            + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
            + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
            + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
            + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
            + "<cellXfs count=\"5\">" + style(0, 0, "") + style(49, 0, " quotePrefix=\"1\"") + style(164, 0, "")
            + style(165, 0, "") + style(0, 1, " quotePrefix=\"1\"") + "</cellXfs></styleSheet>";

    /// No cell of a workbook has more.
    private static final int LONGEST = 32_767;

    private WorkbookParts() {}

    private static String style(int format, int font, String more) {
        return "<xf numFmtId=\"%d\" fontId=\"%d\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"%s/>"
                .formatted(format, font, more);
    }

    static String contentTypes(int sheets) {
        return HEAD + "<Types xmlns=\"" + PACKAGE + "/content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + TYPE + "sheet.main+xml\"/>"
                + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + TYPE + "styles+xml\"/>"
                + each(
                        sheets,
                        "<Override PartName=\"/xl/worksheets/sheet%1$d.xml\" ContentType=\"" + TYPE
                                + "worksheet+xml\"/>")
                + "</Types>";
    }

    static String workbook(List<String> sheets) {
        return HEAD + "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + OFFICE + "\"><sheets>"
                + IntStream.rangeClosed(1, sheets.size())
                        .mapToObj(number -> "<sheet name=\"%s\" sheetId=\"%d\" r:id=\"r%d\"/>"
                                .formatted(escaped(sheets.get(number - 1)), number, number))
                        .collect(Collectors.joining())
                + "</sheets></workbook>";
    }

    static String relationships(int sheets) {
        return HEAD + "<Relationships xmlns=\"" + PACKAGE + "/relationships\">"
                + each(
                        sheets,
                        "<Relationship Id=\"r%1$d\" Type=\"" + OFFICE
                                + "/worksheet\" Target=\"worksheets/sheet%1$d.xml\"/>")
                + "<Relationship Id=\"styles\" Type=\"" + OFFICE + "/styles\" Target=\"styles.xml\"/></Relationships>";
    }

    private static String each(int sheets, String xml) {
        return IntStream.rangeClosed(1, sheets).mapToObj(xml::formatted).collect(Collectors.joining());
    }

    /// A text as XML has it: signs that XML does not know by their number, as spreadsheets write them, and what looks
    /// like such a number too. What no cell can hold is cut off.
    static String escaped(String text) {
        String whole = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
        StringBuilder xml = new StringBuilder(whole.length() + 16);
        for (int index = 0; index < whole.length(); index++) {
            char each = whole.charAt(index);
            switch (each) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\n', '\t' -> xml.append(each);
                case '_' -> xml.append(looksEscaped(whole, index) ? "_x005F_" : "_");
                default -> {
                    if (each < ' ' || each == '\uFFFE' || each == '\uFFFF') {
                        xml.append("_x%04X_".formatted((int) each));
                    } else {
                        xml.append(each);
                    }
                }
            }
        }
        return xml.toString();
    }

    private static boolean looksEscaped(String text, int index) {
        return text.startsWith("_x", index) && index + 6 < text.length() && text.charAt(index + 6) == '_';
    }
}
