package io.ripeline.imports;

import static io.ripeline.imports.ImportError.FORMAT_INVALID;

import io.ripeline.definition.FieldType;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How the cells of a column are written.
///
/// @param dates absent where dates are written as ISO 8601 has it
/// @param decimalComma whether numbers are written as `1.234,50`
record CellFormat(@Nullable DateTimeFormatter dates, boolean decimalComma) {

    /// The format of files that say nothing.
    static final CellFormat PLAIN = new CellFormat(null, false);

    private static final String DECIMAL_COMMA = "decimal_comma";

    private enum Sort {
        TIME,
        NUMBER,
        OTHER
    }

    /// The format a mapping names for a target; refuses with `format-invalid`.
    static CellFormat of(Target target, @Nullable String format, String pointer) {
        if (format == null) {
            return PLAIN;
        }
        return switch (sort(target)) {
            case TIME -> new CellFormat(dates(format, pointer), false);
            case NUMBER -> number(format, pointer);
            case OTHER -> throw refusal(pointer, "Cells of this target have no format.", "此目标不支持格式。");
        };
    }

    private static Sort sort(Target target) {
        return switch (target) {
            case Target.CreatedAt _, Target.Entered _ -> Sort.TIME;
            case Target.Value value -> sort(value.field().type());
            case Target.Link _, Target.About _, Target.Owner _, Target.CreatedBy _ -> Sort.OTHER;
        };
    }

    private static Sort sort(FieldType type) {
        return switch (type) {
            case DATE, DATE_TIME -> Sort.TIME;
            case INTEGER, DECIMAL, CURRENCY, PERCENT -> Sort.NUMBER;
            case TEXT, LONG_TEXT, BOOLEAN, SELECT, MULTI_SELECT, PHONE, EMAIL, URL, LOOKUP, MEMBER, AUTO_NUMBER ->
                Sort.OTHER;
        };
    }

    private static CellFormat number(String format, String pointer) {
        if (!format.equals(DECIMAL_COMMA)) {
            throw refusal(
                    pointer,
                    "Numbers are read as 1,234.50; the one other format is decimal_comma.",
                    "数字默认按 1,234.50 读取，另一种格式为 decimal_comma。");
        }
        return new CellFormat(null, true);
    }

    /// The pattern, held strictly: 30 February is no date. Strictness wants the proleptic year, which people write `y`.
    private static DateTimeFormatter dates(String pattern, String pointer) {
        try {
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(proleptic(pattern))
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException malformed) {
            throw refusal(pointer, "Not a pattern for dates; write one such as M/d/yyyy.", "日期格式无效，请使用如 M/d/yyyy 的写法。");
        }
    }

    private static String proleptic(String pattern) {
        StringBuilder changed = new StringBuilder();
        boolean quoted = false;
        for (int index = 0; index < pattern.length(); index++) {
            char each = pattern.charAt(index);
            quoted = (each == '\'') != quoted;
            changed.append(!quoted && each == 'y' ? 'u' : each);
        }
        return changed.toString();
    }

    private static Refused refusal(String pointer, String en, String zh) {
        return FORMAT_INVALID.at(pointer + "/format", new Text(en, zh));
    }
}
