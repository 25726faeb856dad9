/// When members are away and who stands in for them: {@link io.ripeline.leave.TakeLeave}. What happens to their items
/// meanwhile is told by the day's list.
@NullMarked
package io.ripeline.leave;

import org.jspecify.annotations.NullMarked;
