/// What publishing a draft would mean for the records, follow-ups and members that are there. Start at
/// {@link io.ripeline.impact.Impact}; whoever plans by the definition adds what it foresees as a
/// {@link io.ripeline.impact.Foresight}. Not here: verdicts on the past (simulation), and refusing to publish.
@NullMarked
package io.ripeline.impact;

import org.jspecify.annotations.NullMarked;
