/// Verdicts of a draft's rules on the past: which deals a criterion would have stopped, and whether it tells the
/// won ones from the lost ones. Start at {@link io.ripeline.simulation.SimulateDraft}. Not here: what a draft means
/// for what is there now (impact).
@NullMarked
package io.ripeline.simulation;

import org.jspecify.annotations.NullMarked;
