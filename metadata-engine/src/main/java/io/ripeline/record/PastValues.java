package io.ripeline.record;

import io.ripeline.database.Ids;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads values as the history keeps them: everything as text but for amounts, which have their currency.
final class PastValues {

    private PastValues() {}

    /// The value; nothing where there was none, or where it was of a type that the field has no longer.
    static Optional<Object> of(FieldModel field, @Nullable JsonNode kept) {
        if (kept == null || kept.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(read(field, kept));
        } catch (DateTimeException | NumberFormatException ofAnotherType) {
            return Optional.empty();
        }
    }

    private static @Nullable Object read(FieldModel field, JsonNode kept) {
        String text = kept.asString("");
        return switch (field.type()) {
            case TEXT, LONG_TEXT, SELECT, PHONE, EMAIL, URL, AUTO_NUMBER -> kept.isString() ? text : null;
            case MULTI_SELECT ->
                kept.isArray()
                        ? kept.valueStream().map(each -> each.asString("")).toList()
                        : null;
            case INTEGER -> Long.valueOf(text);
            case DECIMAL, PERCENT -> new BigDecimal(text);
            case CURRENCY -> money(field, kept);
            case DATE -> LocalDate.parse(text);
            case DATE_TIME -> Instant.parse(text);
            case BOOLEAN -> text.equals("true") || text.equals("false") ? Boolean.valueOf(text) : null;
            case LOOKUP, MEMBER -> Ids.parse(text).orElse(null);
        };
    }

    private static Money money(FieldModel field, JsonNode kept) {
        JsonNode amount = kept.isObject() ? kept.path("amount") : kept;
        return new Money(
                new BigDecimal(amount.asString("")), kept.path("currency").asString(field.currency()));
    }

    /// The owner; absent where nobody owned the record.
    static @Nullable UUID owner(@Nullable JsonNode kept) {
        return kept == null ? null : Ids.parse(kept.asString("")).orElse(null);
    }
}
