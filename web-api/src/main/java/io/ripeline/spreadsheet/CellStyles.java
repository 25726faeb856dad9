package io.ripeline.spreadsheet;

import io.ripeline.spreadsheet.Archive.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// How the numbers of a workbook's cells are shown, by the number of their style.
final class CellStyles {

    /// What a number is shown as.
    enum Sort {
        PLAIN,
        DATE,
        /// Hours that go on after 24.
        DURATION,
        PERCENT,
        /// With zeros in front, such as `00000`.
        PADDED
    }

    /// @param digits how many a padded number has at least
    record Style(Sort sort, int digits) {

        static final Style PLAIN = new Style(Sort.PLAIN, 0);
    }

    private static final Pattern NOT_SHOWN =
            Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?!h+\\]|m+\\]|s+\\])[^\\]]*\\]", Pattern.CASE_INSENSITIVE);
    private static final Pattern DATES = Pattern.compile("[ymdhs年月日时分秒]", Pattern.CASE_INSENSITIVE);
    private static final Pattern ELAPSED = Pattern.compile("\\[(?:h+|m+|s+)\\]", Pattern.CASE_INSENSITIVE);
    private static final Pattern ZEROS = Pattern.compile("0{2,30}");

    private final List<Style> styles;

    private CellStyles(List<Style> styles) {
        this.styles = styles;
    }

    static CellStyles of(Archive archive, Workbook workbook) throws IOException {
        List<Style> styles = new ArrayList<>();
        Map<String, String> formats = new HashMap<>();
        String name = workbook.part("styles").filter(archive::has).orElse("");
        if (name.isEmpty()) {
            return new CellStyles(styles);
        }
        try (Part part = archive.part(name).orElseThrow(Archive::malformed)) {
            boolean ofCells = false;
            while (part.next()) {
                if (part.begins("numFmt")) {
                    formats.putIfAbsent(part.attribute("numFmtId"), part.attribute("formatCode"));
                } else if (part.begins("cellXfs") || part.ends("cellXfs")) {
                    ofCells = part.begins("cellXfs");
                } else if (ofCells && part.begins("xf")) {
                    styles.add(style(part.attribute("numFmtId"), formats));
                }
            }
        }
        return new CellStyles(styles);
    }

    private static Style style(String id, Map<String, String> formats) {
        return Optional.ofNullable(formats.get(id)).map(CellStyles::ofCode).orElseGet(() -> builtIn(id));
    }

    /// Those that have numbers instead of codes, the East Asian ones among them.
    private static Style builtIn(String id) {
        return switch (id) {
            case "9", "10" -> new Style(Sort.PERCENT, 0);
            case "46" -> new Style(Sort.DURATION, 0);
            case "14", "15", "16", "17", "18", "19", "20", "21", "22", "45", "47" -> new Style(Sort.DATE, 0);
            case "27", "28", "29", "30", "31", "32", "33", "34", "35", "36" -> new Style(Sort.DATE, 0);
            case "50", "51", "52", "53", "54", "55", "56", "57", "58" -> new Style(Sort.DATE, 0);
            default -> Style.PLAIN;
        };
    }

    static Style ofCode(String code) {
        String positive =
                NOT_SHOWN.matcher(code).replaceAll("").split(";", 2)[0].strip();
        if (ELAPSED.matcher(positive).find()) {
            return new Style(Sort.DURATION, 0);
        }
        if (positive.equalsIgnoreCase("General") || positive.equals("@")) {
            return Style.PLAIN;
        }
        if (DATES.matcher(positive).find()) {
            return new Style(Sort.DATE, 0);
        }
        if (positive.contains("%")) {
            return new Style(Sort.PERCENT, 0);
        }
        return ZEROS.matcher(positive).matches() ? new Style(Sort.PADDED, positive.length()) : Style.PLAIN;
    }

    /// The style with this number; that of a plain number where there is none.
    Style get(String number) {
        try {
            int index = number.isEmpty() ? 0 : Integer.parseInt(number);
            return index >= 0 && index < styles.size() ? styles.get(index) : Style.PLAIN;
        } catch (NumberFormatException none) {
            return Style.PLAIN;
        }
    }
}
