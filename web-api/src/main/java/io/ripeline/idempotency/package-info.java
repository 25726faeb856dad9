/// The same POST twice is one effect: requests that carry an `Idempotency-Key` and what was answered to them. Start at
/// {@link io.ripeline.idempotency.RepeatableRequests}.
@NullMarked
package io.ripeline.idempotency;

import org.jspecify.annotations.NullMarked;
