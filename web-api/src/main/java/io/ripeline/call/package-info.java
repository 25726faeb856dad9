/// Calls that the company's telephone system reports: each becomes an activity of the customer who has the number, and
/// ends the call that was planned. Start at {@link io.ripeline.call.ReceiveCalls}; numbers that nobody has are kept
/// aside by {@link io.ripeline.call.UnknownCalls}.
@NullMarked
package io.ripeline.call;

import org.jspecify.annotations.NullMarked;
