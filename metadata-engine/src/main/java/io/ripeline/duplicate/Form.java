package io.ripeline.duplicate;

import io.ripeline.definition.DuplicateRule.Match;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.Money;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A value as a rule compares it.
///
/// @param key what two values that agree have in common
/// @param scope what they must not differ in where both say it: the country of a telephone number
record Form(String key, String scope) {

    private static final Pattern WEB_BEGINNING = Pattern.compile("^[a-z][a-z0-9+.-]*://(?:www\\.)?|^www\\.");
    private static final Pattern WEB_END = Pattern.compile("(?:#.*|/+)$");

    /// The form of a value; nothing where it says nothing to compare.
    static Optional<Form> of(Match match, FieldModel field, Object value) {
        if (match == Match.NORMALISED && field.type() == FieldType.PHONE) {
            return PhoneNumber.of((String) value).map(number -> new Form(number.national(), number.country()));
        }
        String text = match == Match.NORMALISED ? normalised(field, value) : plain(value);
        return text.isEmpty() ? Optional.empty() : Optional.of(new Form(text, ""));
    }

    private static String normalised(FieldModel field, Object value) {
        return switch (field.type()) {
            case EMAIL -> MailAddress.of((String) value);
            case URL -> web((String) value);
            case TEXT, LONG_TEXT -> String.join("", Words.of((String) value));
            case PHONE, INTEGER, DECIMAL, CURRENCY, PERCENT, DATE, DATE_TIME, BOOLEAN -> plain(value);
            case SELECT, MULTI_SELECT, LOOKUP, MEMBER, AUTO_NUMBER -> plain(value);
        };
    }

    /// The words of a value, for comparing how alike it is.
    static String words(FieldModel field, Object value) {
        return switch (field.type()) {
            case PHONE ->
                PhoneNumber.of((String) value).map(PhoneNumber::national).orElse("");
            case EMAIL -> MailAddress.of((String) value);
            case URL -> web((String) value);
            case TEXT, LONG_TEXT -> String.join(" ", Words.of((String) value));
            case INTEGER, DECIMAL, CURRENCY, PERCENT, DATE, DATE_TIME, BOOLEAN -> plain(value);
            case SELECT, MULTI_SELECT, LOOKUP, MEMBER, AUTO_NUMBER -> plain(value);
        };
    }

    private static String web(String address) {
        String bare =
                WEB_BEGINNING.matcher(address.strip().toLowerCase(Locale.ROOT)).replaceFirst("");
        return WEB_END.matcher(bare).replaceFirst("");
    }

    private static String plain(Object value) {
        return switch (value) {
            case BigDecimal number -> number.stripTrailingZeros().toPlainString();
            case Money money -> plain(money.amount()) + " " + money.currency();
            default -> value.toString();
        };
    }

    /// Whether two values are the same to the rule.
    boolean agrees(Form other) {
        return key.equals(other.key) && (scope.equals(other.scope) || scope.isEmpty() || other.scope.isEmpty());
    }
}
