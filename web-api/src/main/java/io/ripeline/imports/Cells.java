package io.ripeline.imports;

import static io.ripeline.imports.ImportError.CELL_AMBIGUOUS;
import static io.ripeline.imports.ImportError.CELL_UNMATCHED;
import static io.ripeline.imports.ImportError.CELL_UNREADABLE;

import io.ripeline.definition.Choice;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Money;
import io.ripeline.imports.Mapping.Column;
import io.ripeline.imports.Target.Names;
import io.ripeline.refusal.ErrorCode;
import io.ripeline.refusal.Text;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Turns cells into typed values by the types of their targets. What it cannot read it says, with column and value.
final class Cells {

    private static final Pattern POINT =
            Pattern.compile("[+-]?(?:[0-9]{1,60}|[0-9]{1,3}(?:,[0-9]{3}){1,19})(?:\\.[0-9]{1,60})?");
    private static final Pattern COMMA =
            Pattern.compile("[+-]?(?:[0-9]{1,60}|[0-9]{1,3}(?:\\.[0-9]{3}){1,19})(?:,[0-9]{1,60})?");
    private static final Pattern OTHER_CURRENCY = Pattern.compile("(\\S+) ([A-Z]{3})");
    private static final Set<String> TRUE = Set.of("true", "yes", "是", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "否", "0");
    private static final Pattern BETWEEN = Pattern.compile("[;；,，、|\\n]");
    private static final int LONGEST_SHOWN = 80;

    private final Times times;
    private final NamedMembers members;
    private final BiFunction<Names, String, Found> records;
    private final Map<String, Map<String, Set<String>>> choices = new HashMap<>();

    Cells(Times times, NamedMembers members, BiFunction<Names, String, Found> records) {
        this.times = times;
        this.members = members;
        this.records = records;
    }

    /// The value of a cell. For {@link Target.Entered} and {@link Target.CreatedAt} an instant; for members and records
    /// their id.
    Cell read(Column column, String cell) {
        if (cell.isEmpty()) {
            return Cell.EMPTY;
        }
        return switch (column.target()) {
            case Target.Value value -> value(column, value.field(), cell);
            case Target.Link link -> found(column, cell, records.apply(link.names(), cell));
            case Target.About about -> found(column, cell, records.apply(about.names(), cell));
            case Target.Owner _, Target.CreatedBy _ -> found(column, cell, members.find(cell));
            case Target.CreatedAt _, Target.Entered _ -> time(column, cell);
        };
    }

    private Cell value(Column column, FieldModel field, String cell) {
        return switch (field.type()) {
            case TEXT, LONG_TEXT, PHONE, EMAIL, URL -> new Cell.Holds(cell);
            case INTEGER -> orWrong(column, cell, whole(number(cell, column.format())), "a whole number", "整数");
            case DECIMAL -> orWrong(column, cell, number(cell, column.format()), "a number", "数字");
            case PERCENT -> orWrong(column, cell, number(withoutPercent(cell), column.format()), "a number", "数字");
            case CURRENCY -> orWrong(column, cell, money(column, field, cell), "an amount", "金额");
            case DATE -> date(column, cell);
            case DATE_TIME -> time(column, cell);
            case BOOLEAN -> orWrong(column, cell, truth(cell), "yes or no", "是或否");
            case SELECT -> choice(column, field, cell);
            case MULTI_SELECT -> choices(column, field, cell);
            case MEMBER -> found(column, cell, members.find(cell));
            case LOOKUP, AUTO_NUMBER -> throw new IllegalStateException("No column goes there as a plain value");
        };
    }

    /// An amount in the field's currency, or in the one written behind it.
    private static Optional<Money> money(Column column, FieldModel field, String cell) {
        Matcher other = OTHER_CURRENCY.matcher(plain(cell));
        String amount = other.matches() ? other.group(1) : cell;
        String currency = other.matches() ? other.group(2) : field.currency();
        return number(amount, column.format()).map(found -> new Money(found, currency));
    }

    private Cell date(Column column, String cell) {
        if (cell.isBlank()) {
            return Cell.EMPTY;
        }
        return orWrong(
                column,
                cell,
                times.date(cell, column.format()),
                "a date; write 2026-01-31, or give the column a format such as M/d/yyyy",
                "日期；请写成 2026-01-31，或为该列指定如 M/d/yyyy 的格式");
    }

    private Cell time(Column column, String cell) {
        if (cell.isBlank()) {
            return Cell.EMPTY;
        }
        return orWrong(
                column,
                cell,
                times.instant(cell, column.format()),
                "a date or time; write 2026-01-31 or 2026-01-31 14:30, or give the column a format such as M/d/yyyy",
                "日期或时间；请写成 2026-01-31 或 2026-01-31 14:30，或为该列指定如 M/d/yyyy 的格式");
    }

    private static Optional<BigDecimal> number(String cell, CellFormat format) {
        String text = plain(cell);
        Pattern form = format.decimalComma() ? COMMA : POINT;
        if (!form.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(
                format.decimalComma() ? text.replace(".", "").replace(',', '.') : text.replace(",", "")));
    }

    private static Optional<Long> whole(Optional<BigDecimal> number) {
        try {
            return number.map(BigDecimal::longValueExact);
        } catch (ArithmeticException fraction) {
            return Optional.empty();
        }
    }

    private static String withoutPercent(String cell) {
        String text = plain(cell);
        return text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text;
    }

    private static Optional<Boolean> truth(String cell) {
        String text = plain(cell).toLowerCase(Locale.ROOT);
        if (TRUE.contains(text)) {
            return Optional.of(true);
        }
        return FALSE.contains(text) ? Optional.of(false) : Optional.empty();
    }

    private static String plain(String cell) {
        return Normalizer.normalize(cell, Normalizer.Form.NFKC).strip();
    }

    /// An option by its key, else by its label in either language as people write it.
    private Cell choice(Column column, FieldModel field, String cell) {
        if (field.choices().containsKey(cell.strip())) {
            return new Cell.Holds(cell.strip());
        }
        Set<String> found =
                choices.computeIfAbsent(field.key(), key -> byName(field)).getOrDefault(NameKey.of(cell), Set.of());
        if (found.size() == 1) {
            return new Cell.Holds(found.iterator().next());
        }
        return found.isEmpty()
                ? wrong(
                        CELL_UNMATCHED,
                        column,
                        cell,
                        "is none of: " + labels(field, Text::en, ", "),
                        "不在可选值中：" + labels(field, Text::zh, "、"))
                : wrong(CELL_AMBIGUOUS, column, cell, "names several options", "对应多个选项");
    }

    private static String labels(FieldModel field, Function<Text, String> language, String between) {
        return field.choices().values().stream()
                .map(choice -> language.apply(choice.label().text()))
                .collect(Collectors.joining(between));
    }

    /// Several options, separated as people do it; each by key or label. A label may itself have a comma in it.
    private Cell choices(Column column, FieldModel field, String cell) {
        if (choice(column, field, cell) instanceof Cell.Holds(Object key)) {
            return new Cell.Holds(List.of(key));
        }
        List<Object> keys = new ArrayList<>();
        for (String part : BETWEEN.split(cell, -1)) {
            switch (part.isBlank() ? Cell.EMPTY : choice(column, field, part.strip())) {
                case Cell.Holds(Object key) -> keys.add(key);
                case Cell.Wrong wrong -> {
                    return wrong;
                }
                case Cell.Empty _ -> {
                    // nothing between two separators
                }
            }
        }
        return keys.isEmpty()
                ? Cell.EMPTY
                : new Cell.Holds(keys.stream().distinct().toList());
    }

    private static Map<String, Set<String>> byName(FieldModel field) {
        Map<String, Set<String>> names = new HashMap<>();
        for (Choice choice : field.choices().values()) {
            Text label = choice.label().text();
            for (String name : List.of(choice.key(), label.en(), label.zh())) {
                names.computeIfAbsent(NameKey.of(name), key -> new HashSet<>()).add(choice.key());
            }
        }
        return names;
    }

    private static Cell found(Column column, String cell, Found found) {
        return switch (found) {
            case Found.One one -> new Cell.Holds(one.id());
            case Found.Blank _ -> Cell.EMPTY;
            case Found.None _ ->
                wrong(CELL_UNMATCHED, column, cell, "is the name of nothing here that you may see", "没有匹配的记录，或您无权查看");
            case Found.Several several ->
                wrong(
                        CELL_AMBIGUOUS,
                        column,
                        cell,
                        "names %d; write one of them exactly".formatted(several.count()),
                        "匹配到 %d 条，请写明其中一条".formatted(several.count()));
        };
    }

    private static Cell orWrong(Column column, String cell, Optional<? extends Object> value, String en, String zh) {
        if (value.isPresent()) {
            return new Cell.Holds(value.get());
        }
        if (cell.isBlank()) {
            return Cell.EMPTY;
        }
        return wrong(CELL_UNREADABLE, column, cell, "is not " + en, "不是" + zh);
    }

    private static Cell wrong(ErrorCode code, Column column, String cell, String en, String zh) {
        String shown = cell.length() <= LONGEST_SHOWN ? cell : cell.substring(0, LONGEST_SHOWN) + "…";
        return new Cell.Wrong(
                code,
                new Text(
                        column.name() + ": \"" + shown + "\" " + en + ".",
                        column.name() + "：“" + shown + "”" + zh + "。"));
    }
}
