/// One expression language for criteria, filters and rules: CEL, checked once, evaluated on one record or in SQL.
///
/// Start at [Expressions#check]: it turns a source text and the [Vocabulary] of an object into an [Expression], or
/// into all of its [Problem]s. Not here: where expressions come from (the definition) and who may see what they read.
///
/// ## The language
/// Literals, `==`, `!=`, `<`, `<=`, `>`, `>=`, `&&`, `||`, `!`, `?:`, `+`, `-`, `*`, `/`, `%` (integers), `in` a list
/// of
/// constants, `startsWith`, `endsWith`, `contains`, `size`, `has(name)`, `holds(condition)`, `date("2026-01-31")`,
/// `timestamp("2026-01-31T08:00:00Z")`, `duration("720h")`. Names are the vocabulary's and `now`, `today`, `me`.
///
/// ## What it means, in both targets
/// - A name without a value gives no verdict to what reads it. `&&` and `||` absorb it when the other side decides
///   (`false && …`, `true || …`), `!` keeps it, and at the top it counts as not met. `has(name)` asks for the value;
///   `holds(condition)` is true when the condition is, and false otherwise, so `!holds(…)` finds all that fail.
/// - Division by zero and overflow are no verdict either. SQL never raises.
/// - Integers have 64 bits and divide truncating. Decimals are exact, not floating point: a literal counts as written
///   (one with more digits than a double keeps, 15 at least, is refused); `+` and `-` are exact, `*` and `/` are cut,
///   not rounded, after 20 decimal places, and a magnitude of 10^38 or more is no verdict. Integers and decimals mix.
/// - Texts compare by Unicode code point; `size` counts code points. An id compares with a well-formed lower-case
///   UUID; with any other text it is simply not equal.
/// - A date is its midnight in UTC; times count in microseconds, finer digits are cut. A time plus or minus a constant
///   duration must stay within the years 1 to 9999, otherwise no verdict.
@NullMarked
package io.ripeline.expression;

import org.jspecify.annotations.NullMarked;
