package io.ripeline.record;

import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.Money;
import io.ripeline.definition.ObjectModel;
import io.ripeline.json.StorableText;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// Checks typed values against their fields: all faults at once.
final class ValueCheck {

    private static final int LONGEST_TEXT = 4_000;
    private static final int LONGEST_LONG_TEXT = 200_000;

    private final ObjectModel object;
    private final List<Violation> violations = new ArrayList<>();

    ValueCheck(ObjectModel object) {
        this.object = object;
    }

    /// Checks the values that a write sets.
    ///
    /// @param exists whether a lookup's or member's target is there and visible
    ValueCheck changed(Map<String, ? extends @Nullable Object> values, BiPredicate<FieldModel, java.util.UUID> exists) {
        values.forEach((key, value) -> object.field(key).ifPresent(field -> {
            if (value != null) {
                value(field, value, exists);
            }
        }));
        return this;
    }

    /// Checks that what must have a value has one.
    ///
    /// @param required the fields that must
    ValueCheck complete(Map<String, Object> values, Set<String> required) {
        for (FieldModel field : object.all()) {
            Object value = values.get(field.key());
            boolean given = value != null && !(value instanceof String text && text.isBlank());
            if (!given && required.contains(field.key())) {
                add(field, "required", Text.of("A value is required.", "此项必填。"));
            }
        }
        return this;
    }

    /// Every fault found.
    List<Violation> violations() {
        return List.copyOf(violations);
    }

    private void value(FieldModel field, Object value, BiPredicate<FieldModel, java.util.UUID> exists) {
        switch (value) {
            case String text
            when field.type() == FieldType.SELECT -> {
                if (!field.offers(text)) {
                    unknownChoice(field, text);
                }
            }
            case String text -> text(field, text);
            case Long number -> range(field, BigDecimal.valueOf(number));
            case BigDecimal number -> range(field, number);
            case Money money -> range(field, money.amount());
            case List<?> chosen -> chosen(field, chosen);
            case java.util.UUID id -> {
                if (!exists.test(field, id)) {
                    add(field, "not-found", Text.of("There is no such record.", "没有这条记录。"));
                }
            }
            default -> {
                // dates, instants and booleans are right by their type
            }
        }
    }

    private void chosen(FieldModel field, List<?> chosen) {
        Set<Object> seen = new HashSet<>();
        for (Object each : chosen) {
            String key = (String) each;
            if (!field.offers(key)) {
                unknownChoice(field, key);
            } else if (!seen.add(key)) {
                add(field, "option-double", Text.of("\"%s\" is chosen twice.", "“%s” 重复选择。", key));
            }
        }
    }

    private void unknownChoice(FieldModel field, String text) {
        boolean stage = object.stageField().filter(field.key()::equals).isPresent();
        String known = String.join(", ", field.choiceKeys());
        add(
                field,
                stage ? RecordError.UNKNOWN_STAGE.code() : "unknown-option",
                Text.of("\"%s\" is none of: %s.", "“%s” 不在可选值中：%s。", text, known));
    }

    private void text(FieldModel field, String text) {
        int longest = field.maxLength() != null
                ? field.maxLength()
                : field.type() == FieldType.LONG_TEXT ? LONGEST_LONG_TEXT : LONGEST_TEXT;
        if (text.codePointCount(0, text.length()) > longest) {
            add(
                    field,
                    "too-long",
                    Text.counted(longest, "At most %d character.", "At most %d characters.", "最多 %d 个字符。", longest));
        }
        if (!StorableText.test(text)) {
            add(field, "text-unstorable", Text.of("The text has a NUL or half a character.", "文本包含 NUL 或不完整的字符。"));
        }
        if (field.pattern() != null
                && !text.isEmpty()
                && !field.pattern().matcher(text).matches()) {
            add(field, "pattern-mismatch", Text.of("The text does not have the form wanted.", "文本格式不符。"));
        }
    }

    private void range(FieldModel field, BigDecimal number) {
        BigDecimal min = field.min();
        BigDecimal max = field.max();
        if (min != null && number.compareTo(min) < 0) {
            add(field, "out-of-range", Text.of("At least %s.", "不能小于 %s。", min.toPlainString()));
        }
        if (max != null && number.compareTo(max) > 0) {
            add(field, "out-of-range", Text.of("At most %s.", "不能大于 %s。", max.toPlainString()));
        }
    }

    private void add(FieldModel field, String code, Text message) {
        violations.add(violation(field, code, message));
    }

    /// A fault of one value, its message behind the field's label.
    static Violation violation(FieldModel field, String code, Text message) {
        Text label = field.definition().label().text();
        return new Violation(
                Violation.pointer("/values", field.key()),
                code,
                new Text(label.en() + ": " + message.en(), label.zh() + "：" + message.zh()));
    }
}
