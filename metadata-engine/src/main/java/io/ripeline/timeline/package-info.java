/// What happened around a record, in one order of time; start at {@link io.ripeline.timeline.Timeline}. What is written
/// down when a record is written is `record`'s.
@NullMarked
package io.ripeline.timeline;

import org.jspecify.annotations.NullMarked;
