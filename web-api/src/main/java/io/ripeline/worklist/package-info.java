/// The working day: keeps one open follow-up per record and rhythm, lists what is to be done, finishes it and agrees
/// what comes next. Planning starts at {@link io.ripeline.worklist.Rhythm}, the list at
/// {@link io.ripeline.worklist.Worklist}; what a published definition plans anew is done by
/// {@link io.ripeline.worklist.ReplanFollowUps}.
@NullMarked
package io.ripeline.worklist;

import org.jspecify.annotations.NullMarked;
