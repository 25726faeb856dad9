package io.ripeline.definition;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;
import java.util.stream.Collectors;

/// An amount of one currency.
///
/// @param currency ISO 4217 code
public record Money(BigDecimal amount, String currency) {

    private static final Map<String, Integer> DECIMALS = Currency.getAvailableCurrencies().stream()
            .collect(Collectors.toUnmodifiableMap(
                    Currency::getCurrencyCode,
                    each -> Math.max(each.getDefaultFractionDigits(), 0),
                    (one, other) -> one));

    /// The digits of the amount, with at least the currency's own decimals.
    public String digits() {
        int decimals = DECIMALS.getOrDefault(currency, 2);
        return amount.scale() < decimals
                ? amount.setScale(decimals, RoundingMode.UNNECESSARY).toPlainString()
                : amount.toPlainString();
    }
}
