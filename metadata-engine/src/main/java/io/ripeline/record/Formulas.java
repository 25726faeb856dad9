package io.ripeline.record;

import io.ripeline.definition.Derivations.Formula;
import io.ripeline.definition.FieldModel;
import io.ripeline.definition.FieldType;
import io.ripeline.definition.Money;
import io.ripeline.definition.ObjectModel;
import io.ripeline.expression.Facts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Computes the formulas of a record. Wherever a formula is computed, it is computed here.
final class Formulas {

    private static final int USUAL_DIGITS = 2;
    private static final Map<String, Integer> DIGITS = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Currency::getDefaultFractionDigits));

    private final Session session;
    private final ObjectModel object;

    Formulas(Session session, ObjectModel object) {
        this.session = session;
        this.object = object;
    }

    /// The record with the values its formulas have as it is now.
    StoredRecord of(StoredRecord record) {
        if (object.derived().formulas().isEmpty()) {
            return record;
        }
        Map<String, Object> values = new LinkedHashMap<>(record.values());
        object.derived()
                .formulas()
                .forEach(formula -> values.remove(formula.field().key()));
        Map<String, Object> known = new HashMap<>(Session.values(object, record.with(values)));
        Set<String> added = new HashSet<>();
        Facts facts = facts(known);
        for (Formula formula : object.derived().formulas()) {
            if (formula.value().fields().stream().anyMatch(added::contains)) {
                facts = facts(known);
                added.clear();
            }
            @Nullable Object value = stored(formula.field(), formula.value().value(facts));
            if (value != null) {
                String key = formula.field().key();
                values.put(key, value);
                known.put(key, StoredValues.asFact(formula.field(), value));
                added.add(key);
            }
        }
        return record.with(ValueChanges.ordered(object, values));
    }

    private Facts facts(Map<String, Object> known) {
        var moment = session.moment();
        return new Facts(known, moment.now(), moment.today(), moment.me());
    }

    private static @Nullable Object stored(FieldModel field, Optional<Object> value) {
        if (value.isEmpty() || value.get() instanceof String text && text.isEmpty()) {
            return null;
        }
        Object computed = value.get();
        if (field.type() == FieldType.CURRENCY) {
            return rounded((BigDecimal) computed, field.currency());
        }
        return computed instanceof BigDecimal number ? plain(number) : computed;
    }

    /// An amount in the least unit of its currency, halves away from zero.
    static Money rounded(BigDecimal amount, String currency) {
        int digits = DIGITS.getOrDefault(currency, USUAL_DIGITS);
        return new Money(amount.setScale(digits, RoundingMode.HALF_UP), currency);
    }

    /// The number without the zeros that computing left at its end.
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
