package io.ripeline.rest;

import io.ripeline.definition.Money;

/// An amount on the wire: digits as a string, with at least the currency's own decimals.
record MoneyResponse(String amount, String currency) {

    static MoneyResponse of(Money money) {
        return new MoneyResponse(money.digits(), money.currency());
    }
}
