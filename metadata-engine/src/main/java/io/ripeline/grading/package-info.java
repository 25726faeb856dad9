/// Grades that follow from their criteria: taken within the write that gives cause, by the day and after a publish, and
/// what became of them over time. Start at {@link io.ripeline.grading.Regrading}. Not here: what the criteria of one
/// record speak for (record), and what a draft would change (impact).
@NullMarked
package io.ripeline.grading;

import org.jspecify.annotations.NullMarked;
