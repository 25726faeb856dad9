package io.ripeline.definition;

import io.ripeline.database.Ids;
import io.ripeline.definition.ObjectDefinition.FieldDefinition;
import io.ripeline.definition.ObjectDefinition.NumberDefinition;
import io.ripeline.definition.ObjectDefinition.OptionDefinition;
import io.ripeline.refusal.Text;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Compiles one field.
final class FieldCompiler {

    private static final Set<FieldType> KEYED =
            Set.of(FieldType.TEXT, FieldType.PHONE, FieldType.EMAIL, FieldType.URL, FieldType.AUTO_NUMBER);
    private static final Set<FieldType> NEVER_UNIQUE =
            Set.of(FieldType.LONG_TEXT, FieldType.BOOLEAN, FieldType.MULTI_SELECT, FieldType.AUTO_NUMBER);
    private static final int LONGEST_PATTERN = 500;
    private static final int MOST_DIGITS = 60;
    private static final Set<String> ON_DELETE =
            Arrays.stream(OnDelete.values()).map(OnDelete::key).collect(Collectors.toUnmodifiableSet());
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,60}(?:\\.[0-9]{1,60})?");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private final Problems problems;
    private final String pointer;
    private final FieldDefinition field;
    private final DerivedTypes types;

    FieldCompiler(DerivedTypes types, Problems problems, String pointer, FieldDefinition field) {
        this.types = types;
        this.problems = problems;
        this.pointer = pointer;
        this.field = field;
    }

    /// The field as it runs, or nothing where its type is none.
    ///
    /// @param place of the field in the document's list
    /// @param fromProcess the stages or grades on this field, where it has any
    Optional<FieldModel> compile(
            ObjectTable table,
            int place,
            Columns columns,
            Optional<Map<String, Choice>> fromProcess,
            Set<String> objects) {
        problems.label(pointer + "/label", field.label());
        problems.label(pointer + "/help", field.help());
        ObjectDefinition object = table.definition();
        Optional<FieldType> found = DerivedTypes.isDerived(field) ? types.of(object, field) : type();
        return found.map(type -> {
            Map<String, Choice> choices = choices(type, fromProcess);
            bounds(type);
            fallback(type, choices);
            lookup(type, objects);
            currency(type);
            number(type);
            searchable(type);
            boolean keyed = KEYED.contains(type)
                    && (Boolean.TRUE.equals(field.unique()) || field.key().equals(object.nameField()));
            FieldColumns noted = columns.noted(object.key(), field.key()).orElse(null);
            return new FieldModel(table, place, field, type, noted, keyed, choices, pattern(type));
        });
    }

    private void searchable(FieldType type) {
        boolean sought = Boolean.TRUE.equals(field.searchable());
        if (sought && (!type.isText() && type != FieldType.AUTO_NUMBER || DerivedTypes.isDerived(field))) {
            wrong("searchable", Text.of("Only texts that people write can be searched.", "只有人工填写的文本字段可被搜索。"));
        }
    }

    private Optional<FieldType> type() {
        Optional<FieldType> type = FieldType.byKey(field.type());
        if (type.isEmpty()) {
            Set<String> known = new java.util.TreeSet<>(Set.of(DerivedTypes.FORMULA, DerivedTypes.ROLL_UP));
            for (FieldType each : FieldType.values()) {
                known.add(each.key());
            }
            problems.unknown(pointer + "/type", "field-type-unknown", field.type(), known);
        }
        return type;
    }

    private Map<String, Choice> choices(FieldType type, Optional<Map<String, Choice>> fromProcess) {
        List<OptionDefinition> options = field.options() == null ? List.of() : field.options();
        if (!type.hasChoices() || type == FieldType.MULTI_SELECT && fromProcess.isPresent()) {
            if (!options.isEmpty() || fromProcess.isPresent()) {
                wrong("options", Text.of("Only a select field has options.", "只有选择字段才有选项。"));
            }
            return Map.of();
        }
        if (fromProcess.isPresent()) {
            if (!options.isEmpty()) {
                wrong("options", Text.of("The stages or grades are this field's options.", "该字段的选项即为阶段或等级。"));
            }
            return fromProcess.get();
        }
        if (options.isEmpty()) {
            wrong("options", Text.of("A select field needs options.", "选择字段需要选项。"));
        }
        problems.atMost(pointer + "/options", options.size(), Limits.OPTIONS);
        Set<String> keys = problems.newKeys();
        Map<String, Choice> choices = new LinkedHashMap<>();
        for (int index = 0; index < options.size(); index++) {
            OptionDefinition option = options.get(index);
            problems.key(pointer + "/options/" + index, option.key(), keys);
            problems.label(pointer + "/options/" + index + "/label", option.label());
            problems.color(pointer + "/options/" + index + "/color", option.color());
            choices.put(option.key(), new Choice(option.key(), option.label(), option.color()));
        }
        return choices;
    }

    private void bounds(FieldType type) {
        if ((field.min() != null || field.max() != null) && !type.isNumber()) {
            wrong("min", Text.of("Only numbers have bounds.", "只有数字字段可设上下限。"));
        }
        if (isHuge(field.min()) || isHuge(field.max())) {
            wrong("min", Text.of("A bound has at most %d digits.", "上下限最多 %d 位数字。", MOST_DIGITS));
        }
        if (field.min() != null && field.max() != null && field.min().compareTo(field.max()) > 0) {
            wrong("min", Text.of("The least value is above the greatest.", "最小值大于最大值。"));
        }
        if (field.maxLength() != null && (!type.isText() || field.maxLength() < 1)) {
            wrong("maxLength", Text.of("Only text has a length, of at least 1.", "只有文本字段有长度限制，且至少为 1。"));
        }
        if (Boolean.TRUE.equals(field.unique()) && NEVER_UNIQUE.contains(type)) {
            wrong("unique", Text.of("Values of this type cannot be unique.", "该类型不能设为唯一。"));
        }
    }

    private static boolean isHuge(@Nullable BigDecimal bound) {
        return bound != null && (bound.precision() - bound.scale() > MOST_DIGITS || bound.scale() > MOST_DIGITS);
    }

    private void fallback(FieldType type, Map<String, Choice> choices) {
        JsonNode fallback = field.fallback();
        if (fallback != null && !fallback.isNull() && !fits(type, choices, fallback)) {
            wrong("default", Text.of("The default is not a value of this type.", "默认值与字段类型不符。"));
        }
    }

    private static boolean fits(FieldType type, Map<String, Choice> choices, JsonNode value) {
        String text = value.isString() ? value.stringValue() : "";
        return switch (type) {
            case TEXT, LONG_TEXT, PHONE, EMAIL, URL, DATE_TIME -> value.isString();
            case SELECT -> choices.containsKey(text);
            case MULTI_SELECT -> value.isArray() && value.valueStream().allMatch(each -> chosen(choices, each));
            case INTEGER -> value.isIntegralNumber() && value.canConvertToLong();
            case DECIMAL, PERCENT -> value.isNumber() || NUMBER.matcher(text).matches();
            case CURRENCY ->
                value.isNumber() || value.isObject() || NUMBER.matcher(text).matches();
            case DATE -> text.equals("today") || DATE.matcher(text).matches();
            case BOOLEAN -> value.isBoolean();
            case LOOKUP, MEMBER -> Ids.parse(text).isPresent();
            case AUTO_NUMBER -> false;
        };
    }

    private static boolean chosen(Map<String, Choice> choices, JsonNode value) {
        return value.isString() && choices.containsKey(value.stringValue());
    }

    private void lookup(FieldType type, Set<String> objects) {
        if (type == FieldType.LOOKUP) {
            if (field.target() == null || !objects.contains(field.target())) {
                problems.unknown(pointer + "/target", "unknown-object", String.valueOf(field.target()), objects);
            }
            onDelete();
            return;
        }
        if (field.target() != null) {
            wrong("target", Text.of("Only a lookup has a target.", "只有关联字段才有目标对象。"));
        }
        if (field.onDelete() != null) {
            wrong("onDelete", Text.of("Only a lookup has a rule for deleting.", "只有关联字段才有删除规则。"));
        }
        if (field.reverse() != null) {
            wrong("reverse", Text.of("Only a lookup has a reverse name.", "只有关联字段才有反向名称。"));
        }
    }

    private void onDelete() {
        String rule = field.onDelete();
        problems.oneOf(pointer + "/onDelete", rule, ON_DELETE);
        if (OnDelete.CLEAR.key().equals(rule) && Boolean.TRUE.equals(field.required())) {
            wrong(
                    "onDelete",
                    Text.of(
                            "A required value cannot be cleared: restrict or cascade.",
                            "必填的值不能被清空，请用 restrict 或 cascade。"));
        }
    }

    private void number(FieldType type) {
        NumberDefinition number = field.number();
        if (number == null) {
            return;
        }
        if (type != FieldType.AUTO_NUMBER) {
            wrong("number", Text.of("Only an automatic number has a numbering.", "只有自动编号字段才有编号规则。"));
        }
        if (number.prefix() != null && !Numbering.isPrefix(number.prefix())) {
            wrong(
                    "number/prefix",
                    Text.of(
                            "A prefix has at most %d characters; in braces only {yyyy}, {mm} and {dd}.",
                            "前缀最多 %d 个字符，花括号内只能是 {yyyy}、{mm}、{dd}。", Numbering.LONGEST_PREFIX));
        }
        problems.range(pointer + "/number/digits", number.digits(), 1, Numbering.MOST_DIGITS);
        if (number.start() != null && (number.start() < 0 || number.start() > Numbering.MOST_START)) {
            wrong(
                    "number/start",
                    Text.of("The first number is from 0 to %d.", "起始号应在 0 到 %d 之间。", Numbering.MOST_START));
        }
    }

    private void currency(FieldType type) {
        if (field.currency() == null) {
            return;
        }
        boolean known = Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(field.currency()));
        if (type != FieldType.CURRENCY || !known) {
            wrong("currency", Text.of("\"%s\" is no currency (ISO 4217).", "“%s” 不是有效的货币代码。", field.currency()));
        }
    }

    private @Nullable Pattern pattern(FieldType type) {
        String source = field.pattern();
        if (source == null) {
            return null;
        }
        if (!type.isText() || source.length() > LONGEST_PATTERN) {
            wrong("pattern", Text.of("Only text has a pattern, of at most 500 characters.", "只有文本字段可设格式，最长 500 个字符。"));
            return null;
        }
        try {
            return Pattern.compile(source);
        } catch (PatternSyntaxException malformed) {
            wrong("pattern", Text.of("The pattern cannot be read: %s.", "格式无法解析：%s。", malformed.getDescription()));
            return null;
        }
    }

    private void wrong(String member, Text message) {
        problems.error(pointer + "/" + member, "field-malformed", message, Text.of("Correct the field.", "请修改该字段。"));
    }
}
