package io.ripeline.rest;

import io.ripeline.definition.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Map;
import java.util.stream.Collectors;

/// An amount on the wire: digits as a string, with at least the currency's own decimals.
record MoneyResponse(String amount, String currency) {

    private static final Map<String, Integer> DECIMALS = Currency.getAvailableCurrencies().stream()
            .collect(Collectors.toUnmodifiableMap(
                    Currency::getCurrencyCode,
                    each -> Math.max(each.getDefaultFractionDigits(), 0),
                    (one, other) -> one));

    static MoneyResponse of(Money money) {
        return new MoneyResponse(digits(money.amount(), money.currency()), money.currency());
    }

    private static String digits(BigDecimal amount, String currency) {
        int decimals = DECIMALS.getOrDefault(currency, 2);
        return amount.scale() < decimals
                ? amount.setScale(decimals, RoundingMode.UNNECESSARY).toPlainString()
                : amount.toPlainString();
    }
}
