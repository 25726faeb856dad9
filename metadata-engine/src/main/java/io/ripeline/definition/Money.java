package io.ripeline.definition;

import java.math.BigDecimal;

/// An amount of one currency.
///
/// @param currency ISO 4217 code
public record Money(BigDecimal amount, String currency) {}
