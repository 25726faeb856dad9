package io.ripeline.record;

import static io.ripeline.json.JsonError.WRONG_TYPE;
import static io.ripeline.record.RecordError.RECORD_INVALID;
import static io.ripeline.record.RecordError.UNKNOWN_FIELD;

import io.ripeline.database.Ids;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.Money;
import io.ripeline.definition.ObjectModel;
import io.ripeline.refusal.Refused;
import io.ripeline.refusal.Text;
import io.ripeline.refusal.Violation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Turns the JSON values of a request into typed ones.
public final class JsonValues {

    private static final int MOST_DIGITS = 60;

    private final ObjectModel object;
    private final String pointer;
    private final List<Violation> violations = new ArrayList<>();

    private JsonValues(ObjectModel object, String pointer) {
        this.object = object;
        this.pointer = pointer;
    }

    /// The typed values; refuses with `unknown-field` or `record-invalid`, every fault at its pointer below `pointer`.
    public static Map<String, @Nullable Object> read(ObjectModel object, Map<String, JsonNode> values, String pointer) {
        JsonValues reading = new JsonValues(object, pointer);
        Map<String, @Nullable Object> typed = new LinkedHashMap<>();
        values.forEach((key, node) -> reading.read(key, node, typed));
        if (!reading.violations.isEmpty()) {
            boolean unknown =
                    reading.violations.stream().allMatch(fault -> fault.code().equals(UNKNOWN_FIELD.code()));
            throw new Refused(
                    unknown ? UNKNOWN_FIELD : RECORD_INVALID,
                    reading.violations.getFirst().message(),
                    reading.violations);
        }
        return typed;
    }

    /// The typed values of a form that somebody is filling in: what is none yet is left out.
    public static Map<String, @Nullable Object> readable(ObjectModel object, Map<String, JsonNode> values) {
        JsonValues reading = new JsonValues(object, "");
        Map<String, @Nullable Object> typed = new LinkedHashMap<>();
        values.forEach((key, node) -> reading.read(key, node, typed));
        return typed;
    }

    private void read(String key, JsonNode node, Map<String, @Nullable Object> typed) {
        Optional<FieldModel> field = object.field(key);
        if (field.isEmpty()) {
            violations.add(new Violation(
                    Violation.pointer(pointer, key),
                    UNKNOWN_FIELD.code(),
                    Text.of("The object %s has no field \"%s\".", "对象 %s 没有字段“%s”。", object.key(), key)));
        } else if (node.isNull()) {
            typed.put(key, null);
        } else {
            value(field.get(), node).ifPresentOrElse(value -> typed.put(key, value), () -> wrong(field.get()));
        }
    }

    private void wrong(FieldModel field) {
        var name = field.definition().label().text();
        Text expected = expected(field.type());
        violations.add(new Violation(
                Violation.pointer(pointer, field.key()),
                WRONG_TYPE.code(),
                new Text(name.en() + ": " + expected.en(), name.zh() + "：" + expected.zh())));
    }

    private static Text expected(FieldType type) {
        return switch (type) {
            case MULTI_SELECT -> Text.of("a list of options is expected.", "应为选项列表。");
            case TEXT, LONG_TEXT, SELECT, PHONE, EMAIL, URL, AUTO_NUMBER -> Text.of("a string is expected.", "应为字符串。");
            case INTEGER -> Text.of("a whole number is expected.", "应为整数。");
            case DECIMAL, PERCENT -> Text.of("a number is expected.", "应为数字。");
            case CURRENCY ->
                Text.of("an amount is expected: a number, or {amount, currency}.", "应为金额：数字或 {amount, currency}。");
            case DATE -> Text.of("a date such as 2026-01-31 is expected.", "应为日期，例如 2026-01-31。");
            case DATE_TIME ->
                Text.of("an instant such as 2026-01-31T08:00:00Z is expected.", "应为时间，例如 2026-01-31T08:00:00Z。");
            case BOOLEAN -> Text.of("true or false is expected.", "应为 true 或 false。");
            case LOOKUP, MEMBER -> Text.of("an id is expected.", "应为 id。");
        };
    }

    private static Optional<? extends Object> value(FieldModel field, JsonNode node) {
        return switch (field.type()) {
            case TEXT, LONG_TEXT, SELECT, PHONE, EMAIL, URL, AUTO_NUMBER -> text(node);
            case MULTI_SELECT -> texts(node);
            case INTEGER ->
                node.isIntegralNumber() && node.canConvertToLong() ? Optional.of(node.longValue()) : Optional.empty();
            case DECIMAL, PERCENT -> number(node);
            case CURRENCY -> money(field, node);
            case DATE -> text(node).flatMap(JsonValues::date);
            case DATE_TIME -> text(node).flatMap(JsonValues::instant);
            case BOOLEAN -> node.isBoolean() ? Optional.of(node.booleanValue()) : Optional.empty();
            case LOOKUP, MEMBER -> id(node);
        };
    }

    private static Optional<String> text(JsonNode node) {
        return node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
    }

    private static Optional<List<String>> texts(JsonNode node) {
        return node.isArray() && node.valueStream().allMatch(JsonNode::isString)
                ? Optional.of(node.valueStream().map(JsonNode::stringValue).toList())
                : Optional.empty();
    }

    private static Optional<UUID> id(JsonNode node) {
        JsonNode given = node.isObject() && node.has("id") ? node.get("id") : node;
        return text(given).flatMap(Ids::parse);
    }

    private static Optional<Money> money(FieldModel field, JsonNode node) {
        if (!node.isObject()) {
            return number(node).map(amount -> new Money(amount, field.currency()));
        }
        if (!node.has("amount") || !node.properties().stream().allMatch(member -> isMoney(member.getKey()))) {
            return Optional.empty();
        }
        String currency = node.has("currency") ? text(node.get("currency")).orElse("") : field.currency();
        return currency.matches("[A-Z]{3}")
                ? number(node.get("amount")).map(amount -> new Money(amount, currency))
                : Optional.empty();
    }

    private static boolean isMoney(String member) {
        return member.equals("amount") || member.equals("currency");
    }

    private static Optional<BigDecimal> number(JsonNode node) {
        if (node.isNumber()) {
            return sized(node.decimalValue());
        }
        return text(node).flatMap(JsonValues::number);
    }

    /// The number written in plain or exponent form, of at most 60 digits on either side of the point.
    public static Optional<BigDecimal> number(String text) {
        if (!text.matches("[+-]?[0-9]{1,60}(?:\\.[0-9]{1,60})?(?:[eE][+-]?[0-9]{1,2})?")) {
            return Optional.empty();
        }
        return sized(new BigDecimal(text));
    }

    private static Optional<BigDecimal> sized(BigDecimal number) {
        boolean fits = number.precision() - number.scale() <= MOST_DIGITS && number.scale() <= MOST_DIGITS;
        return fits ? Optional.of(number) : Optional.empty();
    }

    /// The date written as 2026-01-31, of the years 1 to 9999.
    public static Optional<LocalDate> date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            return date.getYear() >= 1 && date.getYear() <= 9999 ? Optional.of(date) : Optional.empty();
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    /// The instant written with its offset, of the years 1 to 9999 in UTC, to the microsecond.
    public static Optional<Instant> instant(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            boolean inRange = time.getYear() >= 1 && time.getYear() <= 9999;
            return inRange
                    ? Optional.of(time.toInstant().truncatedTo(java.time.temporal.ChronoUnit.MICROS))
                    : Optional.empty();
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }
}
