/// The working day: keeps one open follow-up per record and rhythm, lists what is to be done, finishes it and agrees
/// the
/// next step. Start at {@link io.ripeline.worklist.Rhythm} for planning and {@link io.ripeline.worklist.Worklist} for
/// the
/// list. Recomputing after a definition was published is not here.
@NullMarked
package io.ripeline.worklist;

import org.jspecify.annotations.NullMarked;
