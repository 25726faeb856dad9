/// Sheets of a member's day to read, print and keep: what is planned, and what was done. Start at
/// {@link io.ripeline.sheet.Sheet}. Exports of records are `exports`'.
@NullMarked
package io.ripeline.sheet;

import org.jspecify.annotations.NullMarked;
