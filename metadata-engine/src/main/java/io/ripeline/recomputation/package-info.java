/// Formulas and roll-ups of the records that stand already, brought up to date after a publish that adds or changes
/// one: a job goes through them in chunks while people work. Begin with
/// {@link io.ripeline.recomputation.RecomputeFields}. How a value is computed is the business of `record`.
@NullMarked
package io.ripeline.recomputation;

import org.jspecify.annotations.NullMarked;
